import type { Invocation, Step } from '../../model/types.ts';
import { isBuildGroup } from '../support/groups.ts';
import { appendCommand } from '../support/script-edits.ts';
import { strayDeletions } from '../support/stray-deletions.ts';
import { chainOf, wantedAt } from '../support/world.ts';
import { defineRule, type Fix } from '../types.ts';

export const rule = defineRule({
  id: 'virtual-not-removed',
  title: 'Delete build dependencies in the RUN that added them',
  category: 'virtual',
  severity: 'warning',
  fix: 'suggestion',
  lesson: 'virtual-packages',
  *check({ model, text }) {
    const final = model.target;
    if (final?.distro !== 'alpine') return;
    // A misspelled deletion is the rule virtual-undefined.
    const misspelled = new Set(chainOf(final).flatMap(strayDeletions).map(({ meant }) => meant));
    for (const group of wantedAt(final)) {
      const { name, added, isGroup, deleted, perhapsDeleted } = group;
      if (!isGroup || deleted !== undefined || perhapsDeleted || !added.invocation.certain) continue;
      if (misspelled.has(name) || !isBuildGroup(group)) continue;
      yield {
        range: added.invocation.range,
        message: `End this \`RUN\` with \`apk del ${name}\`: nothing deletes the group \`${name}\`, so everything that the build needed stays in the image.`,
        fix: makeFix(added.step, added.invocation, name, text),
      };
    }
  },
});

/** Only where the same RUN goes on behind the command: a later RUN may still need the group. */
function makeFix(step: Step, { order }: Invocation, name: string, text: string): Fix | undefined {
  if (!step.invocations.some((other) => other.order > order)) return undefined;
  const edit = appendCommand(text, step, `apk del ${name}`);
  return edit && { kind: 'suggestion', title: `Delete ${name} at the end of the RUN`, edits: [edit] };
}
