import type { PackageEvent } from '../../model/types.ts';
import { asksIndex, cacheUses, empties, hasCacheMount, removeCleanup, removesMore } from '../../facts/apk-cache.ts';
import { chainOf } from '../../model/stage-chain.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-cleanup-too-late',
  title: "Clean apk's cache in the RUN that fills it",
  category: 'packages',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['apk cache clean', 'apk index removed'],
  runsLast: true,
  yieldsTo: ['apk-no-cache'],
  *check({ model, text, found }) {
    const final = model.target;
    if (final?.distro !== 'alpine') return;
    // The option that it asks for makes this line needless too.
    const isSaid = found.some((each) => each.rule === 'apk-no-cache' && each.isTold);
    /** Commands of earlier RUNs that ask for the index, and those of them that left it behind. */
    let asked = false;
    let left: PackageEvent | undefined;
    for (const stage of chainOf(final)) {
      for (const use of cacheUses(stage)) {
        if (hasCacheMount(use.step)) continue;
        yield* inRun(use.events, use.left[0], asked, left, { text, isSaid });
        asked ||= use.events.some(asksIndex);
        left = use.left[0] ?? left;
      }
    }
  },
});

/** Clean-ups of one RUN that no command in front of them has given anything to clean. */
function* inRun(
  events: readonly PackageEvent[],
  ownLeft: PackageEvent | undefined,
  askedBefore: boolean,
  leftBefore: PackageEvent | undefined,
  { text, isSaid }: { readonly text: string; readonly isSaid: boolean },
): Iterable<Finding> {
  const first = events.findIndex(asksIndex);
  for (const [index, event] of events.entries()) {
    if (first >= 0 && index > first) return;
    if (!empties(event) || removesMore(event) || (first < 0 && !askedBefore)) continue;
    const edits = removeCleanup(text, event);
    const filled = leftBefore ?? ownLeft;
    yield {
      range: event.invocation.range,
      ...((filled === undefined || isSaid) && { severity: 'info' }),
      message: messageFor(leftBefore, ownLeft),
      ...(filled === undefined ? {} : { related: [{ range: filled.invocation.range, message: 'Stores the index.' }] }),
      fix: edits && { title: 'Remove the late clean-up', edits },
    };
  }
}

function messageFor(before: PackageEvent | undefined, own: PackageEvent | undefined): string {
  if (before !== undefined) {
    return `Give \`apk ${before.kind === 'upgrade' ? 'upgrade' : 'add'}\` the option \`--no-cache\` and remove this: the layer with the package index is finished by now, so deleting the index here hides it and frees nothing.`;
  }
  return own === undefined
    ? "Remove this: no layer of this file holds anything of apk's cache, so there is nothing to clean up."
    : `Give \`apk ${own.kind === 'upgrade' ? 'upgrade' : 'add'}\` the option \`--no-cache\` and remove this: it runs before the package index is stored, and the index then stays in the layer.`;
}
