import type { Argument, Invocation } from '../model/types.ts';

/** A `pip install`, by whatever name pip goes. */
export interface PipInstall {
  readonly invocation: Invocation;
  /** The word `install`. */
  readonly command: Argument;
  /** Known words behind the program: options of pip and of `install`, and packages. */
  readonly words: readonly string[];
  /** The pip or Python that runs, as written: `pip3`, `/opt/venv/bin/pip`, `python3`. */
  readonly program: string;
}

/** `pip install`, `pip3.12 install`, `python3 -m pip install`; undefined for anything else. */
export function pipInstallOf(invocation: Invocation): PipInstall | undefined {
  const { name, program, args, inSubstitution } = invocation;
  if (name === undefined || program === undefined || inSubstitution) return undefined;
  const isPip = /^pip([23](\.\d+)?)?$/.test(name);
  const isModule = /^python([23](\.\d+)?)?$/.test(name);
  if (!isPip && !isModule) return undefined;
  const module = isModule ? args.findIndex(({ value }, i) => value === 'pip' && args[i - 1]?.value === '-m') : -1;
  if (isModule && module < 0) return undefined;
  const rest = args.slice(module + 1);
  // Options of pip itself may stand in front: `pip --no-cache-dir install`.
  const command = rest.find(({ value }) => value === undefined || /^[a-z]+$/.test(value));
  if (command?.value !== 'install') return undefined;
  return { invocation, command, words: rest.flatMap(({ value }) => value ?? []), program };
}

/** The value of an option of pip: `--cache-dir x`, `--cache-dir=x`; '' for one without a value, undefined for none. */
export function pipOption({ words }: PipInstall, ...names: readonly string[]): string | undefined {
  for (const [i, word] of words.entries()) {
    const [name = '', value] = word.startsWith('--') ? word.split('=', 2) : [word];
    if (names.includes(name)) return value ?? words[i + 1] ?? '';
  }
  return undefined;
}

/** A variable as the command sees it: `known` is false where it is set to something that is not known. */
export function variableFor(
  { assignments, variables }: Invocation,
  name: string,
): { readonly known: boolean; readonly value: string | undefined } {
  const isOwn = assignments.has(name);
  const value = isOwn ? assignments.get(name) : variables.get(name);
  return { known: value !== undefined || (!isOwn && !variables.has(name)), value };
}
