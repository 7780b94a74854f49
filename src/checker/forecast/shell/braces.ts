import type { ShellWord, ShellWordPart } from '../../syntax/shell/types.ts';

/** More words than this are not followed. */
const most = 100;

/**
 * The words that bash makes of one with braces: `a{b,c}` is `ab ac`, `{1..3}` is `1 2 3`. One `undefined` stands for braces
 * whose words are not known: nested ones, quotes and variables in them, steps.
 */
export function bracesOf(word: ShellWord): readonly (ShellWord | undefined)[] {
  let words: readonly (readonly ShellWordPart[])[] = [[]];
  for (const part of word.parts) {
    const choices = part.kind === 'brace' ? choicesOf(part.value) : undefined;
    if (part.kind === 'brace' && choices === undefined) return [undefined];
    const next = choices?.map((value): ShellWordPart => ({ kind: 'literal', value, quoted: false })) ?? [part];
    if (words.length * next.length > most) return [undefined];
    words = words.flatMap((parts) => next.map((each) => [...parts, each]));
  }
  return words.map((parts) => ({ ...word, parts }));
}

function choicesOf(braces: string): readonly string[] | undefined {
  const range = /^\{(\d{1,6})\.\.(\d{1,6})\}$/.exec(braces);
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    const isPadded = /^0\d/.test(range[1] ?? '') || /^0\d/.test(range[2] ?? '');
    const length = Math.abs(to - from) + 1;
    if (isPadded || length > most) return undefined;
    return Array.from({ length }, (_, index) => String(from + (to < from ? -index : index)));
  }
  return /^\{[\w./:@%+=,-]*\}$/.test(braces) && braces.includes(',') ? braces.slice(1, -1).split(',') : undefined;
}
