import type { PackageSpec } from '../../apk/types.ts';
import { replaceInWord, isPlainWord } from '../../fixes/edits.ts';
import { strayDeletions } from '../../facts/stray-deletions.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'virtual-undefined',
  title: 'Delete a group by the name it was added under',
  category: 'virtual',
  severity: 'error',
  fix: 'suggestion',
  needs: ['apk del'],
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      for (const { event, spec, meant } of strayDeletions(stage)) {
        const name = spec.name ?? spec.raw;
        yield {
          range: spec.range,
          // `apk del .group || true` goes on.
          ...(event.invocation.tested || !event.invocation.certain ? { severity: 'info' as const } : {}),
          message:
            meant === undefined
              ? `Name a group that exists: nothing adds \`${name}\`, so \`apk del\` stops with "No such package" and deletes nothing.`
              : `Write \`${meant}\`: nothing adds a group \`${name}\`, so \`apk del\` stops with "No such package" and deletes nothing.`,
          fix: meant === undefined ? undefined : makeFix(text, spec, name, meant),
        };
      }
    }
  },
});

function makeFix(text: string, spec: PackageSpec, name: string, meant: string): ProposedFix | undefined {
  if (!isPlainWord(meant)) return undefined;
  const edit = replaceInWord(text, spec, name, meant);
  return edit && { title: `Write ${meant}`, edits: [edit] };
}
