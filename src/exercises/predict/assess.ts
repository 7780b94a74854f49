import type { Predict } from './schema.ts';

/**
 * The choices that hold for what happened, by index. A build wants exactly one.
 * @param value bytes, an exit code, seconds or a line, or whether something builds or starts.
 */
export function holding(choices: Predict['choices'], value: number | boolean): number[] {
  return choices.flatMap(({ when }, index) => (holds(when, value) ? [index] : []));
}

function holds(when: Predict['choices'][number]['when'], value: number | boolean): boolean {
  if (typeof value === 'boolean') return when === (value ? 'yes' : 'no');
  if (typeof when === 'string') return false;
  const { from = -Infinity, to = Infinity } = when;
  return value >= from && value <= to;
}
