import { appletOptions, REFUSED_FIND } from '../../data/busybox-options.ts';
import type { Argument, Invocation } from '../../model/types.ts';
import type { Range } from '../../text.ts';
import { readOptions } from '../../facts/options.ts';
import { baseName } from '../../model/paths.ts';

/** An option, or a value of one, that an applet of BusyBox does not take. */
export interface Refusal {
  readonly applet: string;
  readonly written: string;
  readonly range: Range;
  /** What does the same; undefined where nothing does. */
  readonly instead: string | undefined;
}

/** False when {@link refusals} has nothing to look at in a command; most commands are done with that. */
export function mayRefuse({ name = '', node }: Invocation): boolean {
  return JUDGED.test(name) || appletOptions(name) !== undefined || /^(timeout|env)$/.test(node?.name?.raw ?? '');
}

const JUDGED = /^(find|xargs|timeout|env|date|dd|mktemp|touch)$/;

/** Refused options of a command and of those that it runs (`xargs`, `find -exec`, `timeout`, `env`), one list each. */
export function* refusals(invocation: Invocation): Iterable<readonly Refusal[]> {
  const { name, program, args, node } = invocation;
  // `timeout --signal=TERM 5 cmd`: the model has looked through to what it runs.
  const outer = node?.name?.raw;
  if (outer !== undefined && outer !== program && (outer === 'timeout' || outer === 'env')) {
    const words = node?.args ?? [];
    const own = words.map(({ raw, range }) => ({ raw, range, value: /^[-\w=.:/]+$/.test(raw) ? raw : undefined }));
    yield ofCommand(outer, own, true);
  }
  if (name !== undefined && isApplet(program)) yield* ofWords(name, args, 0);
}

function isApplet(program: string | undefined): boolean {
  return program !== undefined && /^(\/(usr\/)?s?bin\/)?[^/]+$/.test(program);
}

function* ofWords(name: string, args: readonly Argument[], depth: number): Iterable<readonly Refusal[]> {
  if (name === 'find') yield ofFind(args);
  else yield ofCommand(name, args, name === 'xargs' || name === 'timeout' || name === 'env');
  const inner = depth > 2 ? undefined : innerCommand(name, args);
  const [first, ...rest] = inner ?? [];
  if (first?.value !== undefined && isApplet(first.value)) yield* ofWords(baseName(first.value), rest, depth + 1);
}

/** What `xargs` or `find -exec` runs. */
function innerCommand(name: string, args: readonly Argument[]): readonly Argument[] | undefined {
  if (name === 'xargs') return readOptions(args, { valued: 'EILPadns', posix: true }).operands;
  if (name !== 'find') return undefined;
  const at = args.findIndex(({ value }) => value === '-exec');
  if (at < 0) return undefined;
  return args.slice(at + 1, endOfExec(args, at));
}

function ofFind(args: readonly Argument[]): Refusal[] {
  const found: Refusal[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    const value = word?.value;
    if (word === undefined || value?.startsWith('-') !== true) continue;
    // What stands behind these is a pattern, or a command of its own.
    if (/^-(i?name|i?path|wholename|regex|newer)$/.test(value)) i++;
    else if (value === '-exec' || value === '-ok') i = endOfExec(args, i);
    else if (REFUSED_FIND.has(value.slice(1)))
      found.push({ applet: 'find', written: value, range: word.range, instead: undefined });
  }
  return found;
}

function endOfExec(args: readonly Argument[], from: number): number {
  const end = args.findIndex(({ value }, i) => i > from && (value === ';' || value === '+' || value === '\\;'));
  return end < 0 ? args.length : end;
}

function ofCommand(applet: string, args: readonly Argument[], posix: boolean): Refusal[] {
  const found = /^(date|dd|mktemp|touch)$/.test(applet) ? [...ofOperands(applet, args)] : [];
  const grammar = appletOptions(applet);
  if (grammar === undefined || (applet !== 'tar' && !args.some(mayBeOption))) return found;
  const { valuedLetters: valued, longValued } = grammar;
  const { options } = readOptions(withDash(applet, args), { valued, longValued, posix });
  for (const { name, isLong, word, value, valueWord } of options) {
    if (isLong ? !grammar.refusedLong.has(name) : !grammar.refusedLetters.includes(name)) continue;
    const same = isLong ? grammar.refusedLong.get(name) : '';
    const end = valueWord?.range.end ?? word.range.end;
    found.push({
      applet,
      written: isLong ? `--${name}` : `-${name}`,
      range: { start: word.range.start, end: same?.endsWith(':') === true ? end : word.range.end },
      instead: same === undefined || same === '' ? undefined : replacement(same, value),
    });
  }
  return found;
}

function mayBeOption({ value, raw }: Argument): boolean {
  return (value ?? raw).startsWith('-');
}

/** `tar xzf` as `tar -xzf`. */
function withDash(applet: string, args: readonly Argument[]): readonly Argument[] {
  const [first, ...rest] = args;
  if (applet !== 'tar' || first?.value === undefined || !/^[A-Za-z]+$/.test(first.value)) return args;
  // Its values come as later words, in order, so that none of them is attached.
  const { value, raw, range } = first;
  return [{ value: `-${value.replace(/[fCT]/g, '')}`, raw, range }, ...rest];
}

function replacement(same: string, value: string | undefined): string | undefined {
  const letter = `-${same[0] ?? ''}`;
  if (same.endsWith(':')) return value === undefined ? undefined : `${letter} ${value}`;
  if (same.endsWith('?')) return letter + (value ?? '');
  return value === undefined ? letter : undefined;
}

/** Values that only the GNU tool takes: seen in 3.19.4 and with BusyBox 1.37.0. */
function* ofOperands(applet: string, args: readonly Argument[]): Iterable<Refusal> {
  for (const [i, { value, range }] of args.entries()) {
    if (value === undefined) continue;
    const before = args[i - 1]?.value;
    const wrong =
      applet === 'dd'
        ? value.startsWith('status=progress') ||
          (value.startsWith('conv=') && /fdatasync|sparse|[lu]case/.test(value)) ||
          (/^[io]flag=/.test(value) && value.includes('sync'))
        : applet === 'date' || applet === 'touch'
          ? isRelativeDate(before === '-d' || before === '--date' ? value : /^(?:--date=|-d)(.+)$/.exec(value)?.[1])
          : applet === 'mktemp' && /X{3}/.test(value) && !/X{6}$/.test(value) && !value.startsWith('-');
    if (wrong) yield { applet, written: value, range, instead: undefined };
  }
}

/** `yesterday`, `1 day ago`, `2024-01-01T10:00:00Z`: "invalid date". */
function isRelativeDate(date: string | undefined): boolean {
  if (date === undefined) return false;
  return (
    /\b(now|today|tomorrow|yesterday|ago|next|last|(sec|second|min|minute|hour|day|week|fortnight|month|year)s?)\b/i.test(
      date,
    ) || /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(date)
  );
}
