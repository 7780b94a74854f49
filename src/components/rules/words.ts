import type { Category, FixKind, RuleMeta, Severity } from '../../checker/index.ts';

/** Categories in the order of the index, with their names. */
export const categoryNames: Readonly<Record<Category, string>> = {
  packages: 'Packages',
  virtual: 'Virtual packages',
  stages: 'Stages',
  musl: 'musl and BusyBox',
  running: 'Running',
  releases: 'Base images',
  safety: 'Safety',
  syntax: 'Syntax',
};

export const severityNames: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Advice' };

/** What the checker offers to do about a finding. */
export const fixNames: Readonly<Record<FixKind | 'none', string>> = {
  safe: 'Safe: same result, better file',
  suggestion: 'A suggestion: you decide',
  none: 'By hand',
};

/** Where other tools explain their check of the same thing. */
export function equivalents(rule: RuleMeta): { readonly tool: string; readonly id: string; readonly url: string }[] {
  return [
    ...(rule.hadolint ?? []).map((id) => ({
      tool: 'hadolint',
      id,
      url: `https://github.com/hadolint/hadolint/wiki/${id}`,
    })),
    ...(rule.buildkit ?? []).map((id) => ({
      tool: 'BuildKit',
      id,
      url: `https://docs.docker.com/reference/build-checks/${kebab(id)}/`,
    })),
  ];
}

/** `FromAsCasing` → `from-as-casing`, as the addresses of BuildKit's checks are written. */
function kebab(id: string): string {
  return id.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}
