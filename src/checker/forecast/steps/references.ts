import type { Instruction } from '../../syntax/dockerfile/types.ts';
import type { Range } from '../../text.ts';

/** What `--from=` and `--mount=…,from=` of an instruction name, as it is written. */
export function referencesOf(
  instruction: Instruction,
): { readonly text: string; readonly range: Range; readonly isMount: boolean }[] {
  const found: { text: string; range: Range; isMount: boolean }[] = [];
  for (const { name, value = '', range } of instruction.flags) {
    const text = name === 'from' ? value : name === 'mount' ? /(?:^|,)from=([^,]+)/.exec(value)?.[1] : undefined;
    if (text !== undefined) found.push({ text, range, isMount: name === 'mount' });
  }
  return found;
}
