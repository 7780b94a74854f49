import type { Predict } from './schema.ts';

/**
 * The choices that hold for what was recorded, by index. A build wants exactly one.
 * @param value bytes, an exit code or seconds, whichever the exercise asks about.
 */
export function holding(choices: Predict['choices'], value: number): number[] {
  return choices.flatMap(({ when: { from = -Infinity, to = Infinity } }, index) =>
    value >= from && value <= to ? [index] : [],
  );
}
