import type { Stage } from './types.ts';

/**
 * What `compute` makes of a stage and of its own result for the stage below (undefined at the bottom). Every result is
 * kept, so that a chain of `FROM <stage>` is walked once, and without recursion: a file may have thousands of stages.
 * @param key under which they are kept; needed where `compute` is made anew for each question
 */
export function alongChain<Value>(
  stage: Stage,
  compute: (stage: Stage, below: Value | undefined) => Value,
  key: unknown = compute,
): Value {
  const open: Stage[] = [];
  let layer: Stage | undefined = stage;
  for (; layer !== undefined && layer.memo?.has(key) !== true; layer = layer.base.stage) open.push(layer);
  // What is under its key is what the function gave.
  let value = layer?.memo?.get(key) as Value | undefined;
  for (const each of open.reverse()) {
    value = compute(each, value);
    (each.memo ??= new Map()).set(key, value);
  }
  return value as Value;
}
