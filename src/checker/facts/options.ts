import type { Argument } from '../model/types.ts';

/** One option of a command line, short ones taken out of their cluster. */
interface Option {
  /** Without dashes: `g` or `gecos`. */
  readonly name: string;
  readonly isLong: boolean;
  /** The word that it stands in. */
  readonly word: Argument;
  /** Its value as it is written, attached or as the next word; undefined without one. */
  readonly value: string | undefined;
  /** The word of the value, where it is one of its own. */
  readonly valueWord: Argument | undefined;
  /** The only option of its word. */
  readonly alone: boolean;
}

export interface Options {
  readonly options: readonly Option[];
  readonly operands: readonly Argument[];
  /** An unquoted word with an unknown value, which may hold options. */
  readonly open: boolean;
}

interface Grammar {
  /** Letters of the short options that take a value. */
  readonly valued: string;
  /** Long options that take their value as the next word. */
  readonly longValued?: readonly string[];
  /** Stops at the first operand: what follows is another command. */
  readonly posix?: boolean;
}

/** Reads the arguments of a command as getopt_long does. */
export function readOptions(args: readonly Argument[], { valued, longValued = [], posix = false }: Grammar): Options {
  const options: Option[] = [];
  const operands: Argument[] = [];
  let open = false;
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (word === undefined) break;
    const text = word.value ?? (/^-[^$]/.test(word.raw) ? word.raw : undefined);
    if (text === '--' || (posix && text?.startsWith('-') !== true)) {
      operands.push(...args.slice(text === '--' ? i + 1 : i));
      break;
    }
    if (text === undefined) {
      if (!word.raw.startsWith('"')) open = true;
      operands.push(word);
    } else if (text.startsWith('--')) {
      const equals = text.indexOf('=');
      const name = text.slice(2, equals < 0 ? undefined : equals);
      const next = equals < 0 && longValued.includes(name) ? args[++i] : undefined;
      const raw = word.raw.indexOf('=');
      const value = equals < 0 ? next?.raw : word.raw.slice(raw + 1);
      options.push({ name, isLong: true, word, value, valueWord: next, alone: true });
    } else if (text.startsWith('-') && text.length > 1) {
      for (let at = 1; at < text.length; at++) {
        const name = text[at] ?? '';
        const takes = valued.includes(name);
        const attached = takes && at + 1 < text.length ? word.raw.slice(word.raw.indexOf(name, at) + 1) : undefined;
        const next = takes && attached === undefined ? args[++i] : undefined;
        options.push({
          name,
          isLong: false,
          word,
          value: attached ?? next?.raw,
          valueWord: next,
          alone: text.length === 2,
        });
        if (takes) break;
      }
    } else operands.push(word);
  }
  return { options, operands, open };
}
