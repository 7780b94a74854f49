import { placesOf } from '../../fixes/shell-layout.ts';
import { emptyGroup } from '../../facts/empty-group.ts';
import type { PackageEvent } from '../../model/types.ts';
import { sliceOf } from '../../text.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'virtual-empty',
  title: 'Name the packages of a virtual group',
  category: 'virtual',
  severity: 'error',
  fix: 'suggestion',
  needs: ['apk --virtual'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const { packageEvents } of alpineStagesWithOnbuild) {
      for (const [i, event] of packageEvents.entries()) {
        const name = emptyGroup(event);
        if (name === undefined) continue;
        yield {
          range: event.invocation.range,
          message: `Put the packages behind \`${name}\`, in the same \`apk add\`: as it stands it makes an empty group and installs nothing, which apk calls a success.`,
          fix: makeFix(event, packageEvents[i + 1], text),
        };
      }
    }
  },
});

/** Where the next command is the `apk add` that names them, the two become one. */
function makeFix(event: PackageEvent, next: PackageEvent | undefined, text: string): ProposedFix | undefined {
  const first = next?.packages[0];
  const { range, step } = event.invocation;
  if (next?.kind !== 'add' || next.step !== step || first === undefined || next.apk?.virtual !== undefined)
    return undefined;
  const place = placesOf(step).get(range.start);
  if (place?.sequence.items[place.index + 1]?.range.start !== next.invocation.range.start) return undefined;
  const options = next.apk?.options ?? [];
  // What it says besides has to be said already.
  if (!options.every(({ name, range: { end } }) => end < first.range.start && event.apk?.has(name ?? '') === true))
    return undefined;
  const between = { start: range.end, end: first.range.start };
  if (sliceOf(text, between).includes('#')) return undefined;
  return { title: 'Make it one apk add', edits: [{ range: between, text: ' ' }] };
}
