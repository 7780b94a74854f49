import type { Instruction } from '../../syntax/dockerfile/types.ts';
import type { Range } from '../../text.ts';
import { partsOf } from '../../syntax/expand.ts';

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

/**
 * What the build says of a reference with a variable in it, which BuildKit never replaces (seen with Docker 26.1.5; later
 * ones name the way round: a stage of its own, `FROM $NAME AS x`).
 */
export function refusedReference({ text, isMount }: ReturnType<typeof referencesOf>[number]): string | undefined {
  if (!partsOf(text).some(({ kind }) => kind === 'variable')) return undefined;
  return isMount
    ? "'from' doesn't support variable expansion, define alias stage instead"
    : `failed to parse stage name "${text}": invalid reference format`;
}
