import type { PackageEvent } from '../model/types.ts';

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
  const isFilled = step.stage.packageEvents.some(
    (later) => later.order > order && later.packages.length > 0 && later.apk?.virtual?.name === name,
  );
  return mayName === true || isFilled ? undefined : name;
}
