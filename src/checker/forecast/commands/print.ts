import type { Field } from '../shell/expand.ts';

/** What `echo` of ash writes: `-n`, `-e`, `-E` first. */
export function echoText(args: readonly Field[]): string | undefined {
  const words = args.map(({ value }) => value);
  let newline = '\n';
  let escapes = false;
  while (words[0] !== undefined && /^-[neE]+$/.test(words[0])) {
    const option = words.shift() ?? '';
    if (option.includes('n')) newline = '';
    if (option.includes('e')) escapes = true;
  }
  if (words.some((word) => word === undefined)) return undefined;
  const text = words.join(' ');
  if (!escapes) return text + newline;
  const stop = text.indexOf('\\c');
  return stop < 0 ? unescape(text) + newline : unescape(text.slice(0, stop));
}

/** What `printf` writes, for `%s`, `%d`, `%b`, `%%` without widths; undefined for the rest. */
export function printfText(args: readonly Field[]): string | undefined {
  const words = args.map(({ value }) => value);
  if (words[0] === '--') words.shift();
  const format = words.shift();
  if (format === undefined || words.some((word) => word === undefined)) return undefined;
  let text = '';
  let at = 0;
  const unknown: string[] = [];
  do {
    const before = at;
    text += unescape(format).replace(/%(.)/gs, (_, letter: string) => {
      if (letter === '%') return '%';
      const word = words[at++] ?? '';
      if (letter === 's') return word;
      if (letter === 'b') return unescape(word);
      if (letter === 'd' && /^-?\d*$/.test(word)) return word || '0';
      unknown.push(letter);
      return '';
    });
    if (unknown.length > 0 || text.length > 100_000) return undefined;
    if (at === before) break;
  } while (at < words.length);
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
};

function unescape(text: string): string {
  return text.replace(
    /\\(?:([ntr\\abfve])|0?([0-7]{1,3}))/g,
    (_, letter: string | undefined, octal: string | undefined) =>
      letter !== undefined ? (ESCAPES[letter] ?? '') : String.fromCharCode(parseInt(octal ?? '0', 8)),
  );
}
