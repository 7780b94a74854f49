import type { ShellCommand, ShellWord } from '../syntax/shell/types.ts';
import { expandShellWord } from '../syntax/expand.ts';

/** Options that a `set` switches on, by long name (`errexit`, `pipefail`) or letter; none for any other command. */
export function setOptions({ name, args }: ShellCommand): ReadonlySet<string> {
  if (name === undefined || written(name) !== 'set') return NONE;
  return wordsOptions(args.map(written));
}

/** A word without its quotes. */
function written(word: ShellWord): string {
  return expandShellWord(word, () => undefined) ?? word.raw;
}

/** Options among the words of `set`, of a SHELL or of a shebang: `-eux`, `-o pipefail`, `-eo pipefail`. */
function wordsOptions(words: readonly string[]): ReadonlySet<string> {
  const options = new Set<string>();
  for (let i = 0; i < words.length; i++) {
    const letters = /^-([a-zA-Z]+)$/.exec(words[i] ?? '')?.[1];
    if (letters === undefined) continue;
    for (const letter of letters) options.add(letter === 'e' ? 'errexit' : letter);
    if (letters.includes('o')) options.add(words[++i] ?? '');
  }
  return options;
}

/** The options that a shell program starts with. */
export function startOptions(interpreter: readonly string[]): ReadonlySet<string> {
  return wordsOptions(interpreter.slice(1));
}

const NONE: ReadonlySet<string> = new Set();
