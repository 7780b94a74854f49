import { type Output, commandMark } from './output.ts';

/** An array whose elements are made when they are written, so that a long one is never whole in memory. */
export class Items {
  readonly each: Iterable<unknown>;
  constructor(each: Iterable<unknown>) {
    this.each = each;
  }
}

/** A record that holds `Items` somewhere. */
export class Fields {
  readonly all: Readonly<Record<string, unknown>>;
  constructor(all: Readonly<Record<string, unknown>>) {
    this.all = all;
  }
}

/**
 * JSON in the layout of `JSON.stringify(value, null, 2)`, in pieces. Values stay what they are, since programs read them;
 * what a terminal or a CI system would obey is written with `\u`. Only half a surrogate pair, which no UTF-8 can hold,
 * becomes U+FFFD.
 */
export function* jsonOutput(value: unknown): Iterable<Output> {
  yield* pieces(value, '\n');
  yield '\n' as Output;
}

function* pieces(value: unknown, newline: string): Iterable<Output> {
  if (value instanceof Items) yield* list(value.each, newline);
  else if (value instanceof Fields) yield* record(value.all, newline);
  else if (!isLong(value)) yield plain(value, newline);
  else yield* Array.isArray(value) ? list(value, newline) : record(value, newline);
}

/** From so many on, what becomes of the elements of an array is made one by one: a fix may have an edit for every line. */
const many = 1_000;

/** `items.map(make)`, as something to be written. */
export function mapped<T>(items: readonly T[], make: (item: T) => unknown): readonly unknown[] | Items {
  return items.length > many ? new Items(makeEach(items, make)) : items.map(make);
}

function* makeEach<T>(items: readonly T[], make: (item: T) => unknown): Iterable<unknown> {
  for (const item of items) yield make(item);
}

function isLong(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return (
    value instanceof Items ||
    value instanceof Fields ||
    (Array.isArray(value) && value.length > many) ||
    Object.values(value).some(isLong)
  );
}

function list(items: Iterable<unknown>, newline: string): Iterable<Output> {
  return group('[', items, ']', newline, pieces);
}

function record(fields: object, newline: string): Iterable<Output> {
  const given = Object.entries(fields).filter(([, field]) => field !== undefined);
  return group('{', given, '}', newline, function* ([name, field], inner) {
    yield plain(name, inner);
    yield ': ' as Output;
    yield* pieces(field, inner);
  });
}

function* group<T>(
  open: string,
  members: Iterable<T>,
  close: string,
  newline: string,
  write: (member: T, newline: string) => Iterable<Output>,
): Iterable<Output> {
  const inner = `${newline}  `;
  let before = open;
  for (const member of members) {
    yield (before + inner) as Output;
    yield* write(member, inner);
    before = ',';
  }
  yield (before === open ? open + close : newline + close) as Output;
}

/** Half a surrogate pair, what a terminal obeys, and what a CI system may. */
const obeyed = /\\ud[89a-f]|[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|##/;

/** A line break in JSON is one of the layout: those of strings are escaped. */
function plain(value: unknown, newline: string): Output {
  const compact = JSON.stringify(value, null, 2);
  // Of very many values few have anything to escape.
  if (!obeyed.test(compact)) return compact.replaceAll('\n', newline) as Output;
  const json = /\\ud[89a-f]/.test(compact) ? JSON.stringify(value, wellFormed, 2) : compact;
  return json
    .replace(/[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escaped)
    .replace(commandMark, '#\\u0023')
    .replaceAll('\n', newline) as Output;
}

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
