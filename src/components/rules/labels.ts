import type { Category, FixKind, RuleMeta, Severity } from '../../checker/index.ts';
import { formatDate } from '../../site/format.ts';
import type { ExampleSettings } from '../../rule-docs/rule-document.ts';

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
      // hadolint runs ShellCheck on RUN and passes its codes on.
      url: id.startsWith('SC')
        ? `https://www.shellcheck.net/wiki/${id}`
        : `https://github.com/hadolint/hadolint/wiki/${id}`,
    })),
    ...(rule.buildkit ?? []).map((id) => ({
      tool: 'BuildKit',
      id,
      url: `https://docs.docker.com/reference/build-checks/${kebab(id)}/`,
    })),
  ];
}

/** The same for lists: `hadolint DL3006, DL3007`; of many, the first and how many there are besides. */
export function equivalentsInWords(rule: RuleMeta): string[] {
  return [...new Set(equivalents(rule).map(({ tool }) => tool))].map((tool) => {
    const ids = equivalents(rule).flatMap((each) => (each.tool === tool ? [each.id] : []));
    return ids.length > 3 ? `${tool} ${ids[0] ?? ''} and ${String(ids.length - 1)} more` : `${tool} ${ids.join(', ')}`;
  });
}

/** `FromAsCasing` → `from-as-casing`, as the addresses of BuildKit's checks are written. */
function kebab(id: string): string {
  return id.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

/** The fix in two words, for lists. */
export const fixLabels: Readonly<Record<FixKind | 'none', string>> = {
  safe: 'Safe fix',
  suggestion: 'Suggestion',
  none: 'By hand',
};

/** When a rule does not simply run, in a few words. */
export function whenItRuns({ optIn, offIn = [] }: RuleMeta): string | undefined {
  if (optIn === true) return 'off unless the configuration names it';
  // In lessons a rule is on where the lesson asks for it.
  return offIn.includes('base') ? 'off in the profile base' : undefined;
}

/** What an example assumes about its surroundings, as a caption. */
export function settingsInWords({ allowedBases, context, profile, today }: ExampleSettings): string | undefined {
  const parts = [
    ...(profile === undefined ? [] : [`in the profile ${profile}`]),
    ...(allowedBases === undefined ? [] : [`where the configuration allows ${list(allowedBases)}`]),
    ...(context === undefined ? [] : [`in a folder with ${list(Object.keys(context)) || 'nothing else'}`]),
    ...(today === undefined ? [] : [`on ${formatDate(today)}`]),
  ];
  const text = parts.join(', ');
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
