import { parseArgs } from 'node:util';
import { UsageError, unknownName } from './usage-error.ts';

/** An option of a command, as help shows it and as it is read. */
export interface OptionSpec {
  /** Without dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in help; absent for a switch. */
  readonly value?: string;
  /** The only values allowed. */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** Options and other words of one call. */
export interface ParsedArgs {
  readonly positionals: readonly string[];
  /** All values given for an option, in order. */
  readonly all: (name: string) => readonly string[];
  /** The last value given for an option. */
  readonly value: (name: string) => string | undefined;
  readonly has: (name: string) => boolean;
}

/**
 * Reads the words behind a command. Options may stand anywhere before `--`; `-` alone is a word.
 * @throws UsageError that names the wrong option and the nearest right one.
 */
export function readArgs(words: readonly string[], specs: readonly OptionSpec[]): ParsedArgs {
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      specs.map(({ name, short, value }) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
      ]),
    ),
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = specs.find(({ name }) => name === token.name);
    if (spec === undefined) throw unknownOption(token.rawName, specs);
    const value = checkedValue(spec, token.rawName, token.value);
    values.set(spec.name, [...(values.get(spec.name) ?? []), value]);
  }
  const all = (name: string): readonly string[] => values.get(name) ?? [];
  return { positionals, all, value: (name) => all(name).at(-1), has: (name) => values.has(name) };
}

function checkedValue(spec: OptionSpec, written: string, value: string | undefined): string {
  if (spec.value === undefined) {
    if (value !== undefined) throw new UsageError(`The option ${written} takes no value.`);
    return '';
  }
  if (value === undefined || value === '') {
    const choices = spec.choices === undefined ? '' : ` One of: ${spec.choices.join(', ')}.`;
    throw new UsageError(`The option ${written} needs a value: ${written} ${spec.value}.${choices}`);
  }
  if (spec.choices !== undefined && !spec.choices.includes(value)) {
    throw unknownName(`value of ${written}`, value, spec.choices);
  }
  return value;
}

function unknownOption(written: string, specs: readonly OptionSpec[]): UsageError {
  const known = specs.flatMap(({ name, short }) => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]);
  return unknownName('option', written, known);
}
