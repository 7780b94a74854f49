/** A part of the model that remembers what was worked out about it, for as long as it lives itself. */
export interface Memoized {
  memo: Map<unknown, unknown> | undefined;
}

/** `compute(owner)`, worked out at the first call. The function itself is the key: give one that stands in a module. */
export function once<Owner extends Memoized, Value>(owner: Owner, compute: (owner: Owner) => Value): Value {
  const memo = (owner.memo ??= new Map());
  // What is under a function's key is what that function gave.
  if (memo.has(compute)) return memo.get(compute) as Value;
  const value = compute(owner);
  memo.set(compute, value);
  return value;
}
