import type { Category, FixKind, RuleMeta, Severity } from '../../checker/index.ts';
import { capitalized, formatDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { contextFiles, type ExampleSettings } from '../../rule-docs/rule-document.ts';

/** Categories in the order of the index, with their names. */
export const categoryNames: Readonly<Record<Category, string>> = t.rules.categories;

export const severityNames: Readonly<Record<Severity, string>> = t.rules.severities;

/** What the checker offers to do about a finding, in full and for lists. */
export const fixNames: Readonly<Record<FixKind | 'none', string>> = t.rules.fixes;
export const fixLabels: Readonly<Record<FixKind | 'none', string>> = t.rules.shortFixes;

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
    ...(rule.tally ?? []).map((id) => ({
      tool: 'tally',
      id,
      url: `https://tally.wharflab.com/rules/tally/${id}/`,
    })),
  ];
}

/** The same for lists: `hadolint DL3006, DL3007`; of many, the first and how many there are besides. */
export function equivalentsInWords(rule: RuleMeta): string[] {
  return [...new Set(equivalents(rule).map(({ tool }) => tool))].map((tool) => {
    const ids = equivalents(rule).flatMap((each) => (each.tool === tool ? [each.id] : []));
    return ids.length > 3 ? t.rules.andMore(tool, ids[0] ?? '', ids.length - 1) : `${tool} ${ids.join(', ')}`;
  });
}

/** `FromAsCasing` → `from-as-casing`, as the addresses of BuildKit's checks are written. */
function kebab(id: string): string {
  return id.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

/** When a rule does not simply run, in a few words. */
export function whenItRuns({ optIn, onIn, offIn = [] }: RuleMeta): string | undefined {
  if (onIn?.includes('buildkit') === true) return t.rules.onInBuildkit;
  if (optIn === true) return t.rules.optIn;
  // In lessons a rule is on where the lesson asks for it.
  return offIn.includes('base') ? t.rules.offInBase : undefined;
}

/** What an example assumes about its surroundings, as a caption. */
export function settingsInWords({
  allowedBases,
  buildArgs,
  context,
  profile,
  today,
}: ExampleSettings): string | undefined {
  const words = t.rules.example;
  const parts = [
    ...(profile === undefined ? [] : [words.profile(profile)]),
    ...(allowedBases === undefined ? [] : [words.bases(allowedBases)]),
    ...(context === undefined ? [] : [words.files(Object.keys(contextFiles(context)))]),
    ...(buildArgs === undefined
      ? []
      : [words.buildArgs(Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`))]),
    ...(today === undefined ? [] : [words.day(formatDate(today))]),
  ];
  return parts.length === 0 ? undefined : capitalized(parts.join(', '));
}
