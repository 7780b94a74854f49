/** One string of a JSON array: its literal's place in the text and its value. */
interface JsonItem {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/**
 * Reads `text` as a JSON array of strings, as BuildKit does for the exec form.
 * @returns the strings; `'mixed'` for valid JSON with other things inside, which BuildKit refuses; undefined for
 * anything that is not a JSON array, which BuildKit takes as shell form
 */
export function parseJsonForm(text: string): JsonItem[] | 'mixed' | undefined {
  if (!text.startsWith('[')) return undefined;
  const items: JsonItem[] = [];
  let at = skipJsonSpace(text, 1);
  if (text[at] === ']') return at + 1 === text.length ? items : undefined;
  while (text[at] === '"') {
    const end = stringEnd(text, at);
    const value = decode(text.slice(at, end));
    if (value === undefined) return undefined;
    items.push({ start: at, end, value });
    at = skipJsonSpace(text, end);
    if (text[at] === ']') return at + 1 === text.length ? items : undefined;
    if (text[at] !== ',') return undefined;
    at = skipJsonSpace(text, at + 1);
  }
  return Array.isArray(decode(text)) ? 'mixed' : undefined;
}

function skipJsonSpace(text: string, at: number): number {
  while (' \t\n\r'.includes(text[at] ?? 'x')) at++;
  return at;
}

/** Offset behind the string literal that begins at `at`. */
function stringEnd(text: string, at: number): number {
  for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
  return at + 1;
}

function decode(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

const itemPattern =
  /[\t ]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|[“”„]([^“”]*)[“”]|[‘’]([^‘’]*)[‘’]|([^\s,\][{}"'()$;&|<>]+))[\t ]*/y;

/**
 * A JSON array that was probably meant by a text that is none: single or curly quotes, no quotes, a comma too many or
 * missing, no closing bracket, a lone backslash. Shell tests such as `[ -f x ]` and `[ "$a" = b ]` are left alone.
 */
export function intendedJson(text: string): string | undefined {
  if (!text.startsWith('[') || text.length > 10_000) return undefined;
  const item = new RegExp(itemPattern);
  const values: string[] = [];
  let quoted = 0;
  let commas = 0;
  item.lastIndex = 1;
  for (;;) {
    const at = item.lastIndex;
    const match = item.exec(text);
    if (match === null) {
      item.lastIndex = at;
      break;
    }
    const double = match[1];
    const value = double === undefined ? (match[2] ?? match[3] ?? match[4] ?? match[5] ?? '') : unescape(double);
    if (match[5] === undefined) quoted++;
    values.push(value);
    if (text[item.lastIndex] === ',') {
      commas++;
      item.lastIndex++;
    }
  }
  const rest = text.slice(item.lastIndex).trim();
  if ((rest !== ']' && rest !== '') || values.length === 0) return undefined;
  const separated = commas >= values.length - 1;
  const list = quoted === values.length || (separated && (values.length > 1 || !/^\[\s/.test(text)));
  if (!list || (rest === '' && quoted === 0)) return undefined;
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}

/** The value of a double-quoted literal. One backslash that JSON does not know makes all of them plain characters. */
function unescape(inner: string): string {
  const repaired = inner.replace(/\\(["\\]?)/g, (whole, next: string) => (next === '' ? '\\\\' : whole));
  return decode(`"${inner}"`) ?? decode(`"${repaired}"`) ?? inner;
}
