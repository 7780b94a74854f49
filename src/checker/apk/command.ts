import { NONE, settled } from '../lists.ts';
import type { ApkCommand, ApkOption, PackageSpec } from './types.ts';
import type { Argument, Invocation } from '../model/types.ts';
import { APK_COMMANDS, apkOption } from './options.ts';
import { parsePackageSpec } from './package-spec.ts';

/** Understands an invocation of apk; undefined for any other program. */
export function parseApk(invocation: Invocation): ApkCommand | undefined {
  if (invocation.name !== 'apk') return undefined;
  const args = invocation.args;
  const word = findWord(args);
  const commandIndex = APK_COMMANDS.has(args[word]?.value ?? '') ? word : -1;
  const command = commandIndex < 0 ? undefined : args[commandIndex]?.value;
  const options: ApkOption[] = [];
  const rest: Argument[] = [];
  let onlyNames = false;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (argument === undefined || i === commandIndex) continue;
    const written = argument.value;
    if (onlyNames || written === undefined || !written.startsWith('-') || written === '-') {
      rest.push(argument);
    } else if (written === '--') {
      onlyNames = true;
    } else {
      i += readOption(written, argument, args[i + 1], command, i > commandIndex && commandIndex >= 0, options);
    }
  }
  return new ParsedApk(command, settled(options), rest.length === 0 ? NONE : rest.map(parsePackageSpec));
}

/** What stands where apk reads its command, and is none. */
export function unknownCommand(args: readonly Argument[]): Argument | undefined {
  const word = args[findWord(args)];
  return APK_COMMANDS.has(word?.value ?? '') ? undefined : word;
}

class ParsedApk implements ApkCommand {
  readonly command: string | undefined;
  readonly options: readonly ApkOption[];
  readonly packages: readonly PackageSpec[];

  constructor(command: string | undefined, options: readonly ApkOption[], packages: readonly PackageSpec[]) {
    this.command = command;
    this.options = options;
    this.packages = packages;
  }

  get virtual(): ApkCommand['virtual'] {
    const virtual = this.options.find((option) => option.name === 'virtual');
    return virtual && { name: virtual.value, range: virtual.range };
  }

  has(name: string): boolean {
    return this.options.some((option) => option.name === name);
  }
}

/** Index of the first argument that is neither an option nor the value of one: where apk reads its command. */
function findWord(args: readonly Argument[]): number {
  for (let i = 0; i < args.length; i++) {
    const value = args[i]?.value;
    if (value === undefined) return -1;
    if (!value.startsWith('-')) return i;
    const last = value.startsWith('--') ? value : (value.at(-1) ?? '');
    if (!value.includes('=') && apkOption(last, undefined)?.takesValue === true) i++;
  }
  return -1;
}

/** Reads the option or cluster of short options in one word; returns how many further words it used. */
function readOption(
  written: string,
  argument: Argument,
  next: Argument | undefined,
  command: string | undefined,
  afterCommand: boolean,
  into: ApkOption[],
): number {
  const { range } = argument;
  if (written.startsWith('--')) {
    const equals = written.indexOf('=');
    const long = equals < 0 ? written : written.slice(0, equals);
    const known = apkOption(long, command);
    const separate = known?.takesValue === true && equals < 0;
    const value = equals >= 0 ? written.slice(equals + 1) : separate ? next?.value : undefined;
    const end = separate && next !== undefined ? next.range.end : range.end;
    // apk 3: `--cache=no` is `--no-cache`.
    const off = known?.isSwitch === true && value === 'no';
    into.push({
      name: off ? `no-${known.name}` : known?.name,
      written: long,
      value,
      range: { start: range.start, end: Math.max(end, range.end) },
      afterCommand,
    });
    return separate ? 1 : 0;
  }
  for (let at = 1; at < written.length; at++) {
    const letter = written[at] ?? '';
    const known = apkOption(letter, command);
    if (known?.takesValue !== true) {
      into.push({ name: known?.name, written: `-${letter}`, value: undefined, range, afterCommand });
      continue;
    }
    const attached = written.slice(at + 1);
    const value = attached === '' ? next?.value : attached;
    const end = attached === '' && next !== undefined ? Math.max(range.end, next.range.end) : range.end;
    into.push({ name: known.name, written: `-${letter}`, value, range: { start: range.start, end }, afterCommand });
    return attached === '' ? 1 : 0;
  }
  return 0;
}
