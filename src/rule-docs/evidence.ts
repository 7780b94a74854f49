/**
 * Marks of a `rule.md` that say how the paragraph or list item above them is known, as comments on a line of their own:
 *
 * - `<!-- seen: alpine 3.20.3, BusyBox 1.36.1, 2026-11-29 -->`: tried on that day, in these versions;
 * - `<!-- read: https://docs.docker.com/reference/dockerfile/#user, 2026-11-29 -->`: read there on that day.
 *
 * Nobody is shown them there; a rule's page says them together at its end.
 */
export interface Mark {
  readonly kind: 'seen' | 'read';
  /** `alpine 3.20.3`, `BusyBox 1.36.1`, or the address. */
  readonly where: readonly string[];
  /** ISO date. */
  readonly date: string;
}

/** The marks of a text, in order. */
export function marksIn(markdown: string): Mark[] {
  return [...markdown.matchAll(/<!-- (seen|read): ([^<>]{1,400}) -->/g)].map(([, kind, words = '']) => {
    const where = words.split(', ');
    const date = where.pop() ?? '';
    return { kind: kind === 'seen' ? 'seen' : 'read', where, date };
  });
}

/** The text without its marks. */
export function withoutMarks(markdown: string): string {
  return markdown.replace(/\r?\n? {0,9}<!-- (?:seen|read): [^<>]{1,400} -->/g, '');
}

/** Where the statements of a document were tried, with the last day; and what was read. */
export function evidenceOf(marks: readonly Mark[]): {
  readonly seen: { readonly where: readonly string[]; readonly date: string } | undefined;
  readonly read: readonly string[];
} {
  const tried = marks.filter(({ kind }) => kind === 'seen');
  const all = (some: readonly Mark[]): string[] => [...new Set(some.flatMap(({ where }) => where))];
  const date = tried
    .map((mark) => mark.date)
    .sort()
    .at(-1);
  return {
    seen: date === undefined ? undefined : { where: all(tried), date },
    read: all(marks.filter(({ kind }) => kind === 'read')),
  };
}
