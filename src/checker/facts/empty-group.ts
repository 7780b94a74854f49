import { once } from '../model/memo.ts';
import type { PackageEvent, Stage } from '../model/types.ts';

/**
 * The name of the group that an `apk add --virtual` makes without any package; undefined where a variable or a command may
 * name some, and where a later command fills the group.
 */
export function emptyGroup({ kind, apk, packages, invocation, step, order }: PackageEvent): string | undefined {
  const group = apk?.virtual;
  if (kind !== 'add' || packages.length > 0 || group?.name === undefined) return undefined;
  const { name, range } = group;
  // A variable without a value by default leaves no word behind.
  const mayName = invocation.node?.args.some(
    (word) => /[$`]/.test(word.raw) && !(range.start <= word.range.start && word.range.end <= range.end),
  );
  const isFilled = (once(step.stage, lastFilled).get(name) ?? -1) > order;
  return mayName === true || isFilled ? undefined : name;
}

/** By the name of a group the last command that puts packages into it. */
function lastFilled({ packageEvents }: Stage): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { apk, order, packages } of packageEvents) {
    const name = apk?.virtual?.name;
    if (name !== undefined && packages.length > 0) last.set(name, order);
  }
  return last;
}
