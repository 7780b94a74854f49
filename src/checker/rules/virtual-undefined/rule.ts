import { isWritten } from '../support/edits.ts';
import { strayDeletions } from '../support/stray-deletions.ts';
import { defineRule } from '../types.ts';

export const rule = defineRule({
  id: 'virtual-undefined',
  title: 'Delete a group by the name it was added under',
  category: 'virtual',
  severity: 'error',
  fix: 'suggestion',
  lesson: 'virtual-packages',
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      for (const { spec, meant } of strayDeletions(stage)) {
        const name = spec.name ?? spec.raw;
        yield {
          range: spec.range,
          message:
            meant === undefined
              ? `Name a group that exists: nothing adds \`${name}\`, so \`apk del\` stops with "No such package" and deletes nothing.`
              : `Write \`${meant}\`: nothing adds a group \`${name}\`, so \`apk del\` stops with "No such package" and deletes nothing.`,
          fix:
            meant !== undefined && isWritten(text, spec) && spec.raw === name
              ? { kind: 'suggestion', title: `Write ${meant}`, edits: [{ range: spec.range, text: meant }] }
              : undefined,
        };
      }
    }
  },
});
