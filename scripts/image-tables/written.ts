/** Days after which a table is to be made again. */
const GOOD_FOR = 120;

/** Lines of at most 118 characters, as they stand in a table. */
export function wrapped(words: readonly string[]): string[] {
  const lines = [''];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > 118) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** A comment above a table. */
export function comment(what: string, source: string): string[] {
  const words = (sentence: string): string[] => wrapped(sentence.split(' ')).map((line) => ` * ${line}`);
  return [
    '/**',
    ...words(what),
    ' *',
    ...words(`Source: ${source}. Made by \`npm run image-tables\`, never edited.`),
    ' */',
  ];
}

/** A table as a constant. */
export function text(name: string, lines: readonly string[]): string[] {
  return [`export const ${name} = \``, ...lines, '`;', ''];
}

/** The day on which `npm run check:data` names a table. */
export function checkBy(name: string, date: string): string[] {
  const day = new Date(Date.parse(date) + GOOD_FOR * 86_400_000).toISOString().slice(0, 10);
  return ['/** The day after which this may be out of date. */', `export const ${name}_CHECK_BY = '${day}';`];
}

/** `name=a,b`, or the name alone. */
export function entry(name: string, values: readonly string[]): string {
  return values.length === 0 ? name : `${name}=${values.join(',')}`;
}
