import type { PackageEvent } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-unpinned',
  title: 'Write a version for every package',
  category: 'packages',
  severity: 'info',
  fix: 'none',
  optIn: true,
  hadolint: ['DL3018'],
  *check({ alpineStagesWithOnbuild }) {
    for (const stage of alpineStagesWithOnbuild) {
      const groups = new Set(stage.packageEvents.flatMap(({ apk }) => apk?.virtual?.name ?? []));
      for (const event of stage.packageEvents) {
        const [first, ...others] = event.kind === 'add' ? unpinned(event, groups) : [];
        if (first?.name === undefined) continue;
        const more =
          others.length === 0
            ? ''
            : others.length === 1
              ? ' and one more package'
              : ` and ${others.length} more packages`;
        yield {
          range: first.range,
          message: `Write a version for \`${first.name}\`${more}, with \`~=\` for the part that must not change: without one, each build takes what the branch has that day.`,
          related: others.slice(0, 20).map(({ range }) => ({ range, message: 'Has no version either.' })),
        };
      }
    }
  },
});

/** Named packages without a constraint. A word in a variable has its version there, or not. */
function unpinned({ packages }: PackageEvent, groups: ReadonlySet<string>): PackageEvent['packages'] {
  return packages.filter(
    ({ kind, name, constraint, raw }) =>
      kind === 'package' &&
      name !== undefined &&
      constraint === undefined &&
      !name.startsWith('.') &&
      !groups.has(name) &&
      !raw.includes('$'),
  );
}
