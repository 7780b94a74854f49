import { once } from '../model/memo.ts';
import type { Model, Stage } from '../model/types.ts';
import { expandWord } from '../syntax/expand.ts';
import type { Pair, Word } from '../syntax/dockerfile/types.ts';
import type { Finding } from '../rule.ts';

/** Above these a value is made of too many others to be told in a word. */
const MOST_STEPS = 20;
const MOST_PARTS = 20;

/**
 * The `ARG` before the first `FROM` whose default says a part of the image's name: that at an offset of the whole reference.
 * Undefined where the `FROM` line says it itself, or where more than the default decides.
 */
export function defaultBehind({ from }: Stage, at: number, model: Model): Finding['comesFrom'] {
  const defaults = once(model, defaultsOf);
  let word = from.args[0];
  let offset = at;
  let found: Pair | undefined;
  for (let steps = 0; word !== undefined && steps < MOST_STEPS; steps++) {
    const place = variableAt(word, offset, model);
    if (place === undefined) break;
    const pair = defaults.get(place.name);
    if (pair?.value === undefined || pair === found) return undefined;
    found = pair;
    word = pair.value;
    offset = place.offset;
  }
  return found && { range: found.nameRange, words: `ARG ${found.name}` };
}

/** The last default of each name, which is the one that holds. */
function defaultsOf({ file, stages }: Model): ReadonlyMap<string, Pair> {
  const defaults = new Map<string, Pair>();
  const end = stages[0]?.from.range.start ?? 0;
  for (const { keyword, range, pairs } of file.instructions) {
    if (range.start >= end) break;
    if (keyword === 'ARG') for (const pair of pairs) if (pair.value !== undefined) defaults.set(pair.name, pair);
  }
  return defaults;
}

/** The plain variable that gives the character at an offset of a word's value, and the offset within its own value. */
function variableAt({ parts }: Word, at: number, model: Model): { name: string; offset: number } | undefined {
  if (parts.length > MOST_PARTS) return undefined;
  let start = 0;
  for (const part of parts) {
    const value = expandWord([part], (name) => model.globalArgs.get(name));
    if (value === undefined) return undefined;
    if (at < start + value.length)
      return part.kind === 'variable' && part.operator === undefined
        ? { name: part.name, offset: at - start }
        : undefined;
    start += value.length;
  }
  return undefined;
}
