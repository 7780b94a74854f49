/** Reads `name=value name=value`, with blanks or line breaks between; a name alone has the value ''. */
export function table(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [name = '', value = ''] = entry.split('=');
        return [name, value];
      }),
  );
}

/** Reads `name=a,b name=c`: a list for each name, empty for a name alone. */
export function listTable(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map([...table(text)].map(([name, value]) => [name, value === '' ? [] : value.split(',')]));
}

/** The entry of a key that the record itself has: `constructor` has none. */
export function entryOf<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
