import { addTo, enumerate } from './lists.ts';
import type { Finding } from './rule.ts';
import { lineStarts, positionAt } from './text.ts';

/**
 * The findings of a rule, with one for all of the same cause: the first, which says what other lines need the same. Its fix
 * mends all of them, so there is none where one of them has none.
 */
export function oneForEachCause(findings: readonly Finding[], text: string): readonly Finding[] {
  const causes = new Map<unknown, Finding[]>();
  for (const finding of findings) addTo(causes, finding.cause ?? finding, finding);
  if (causes.size === findings.length) return findings;
  const starts = lineStarts(text);
  const lineOf = ({ range }: Finding): number => positionAt(starts, range.start).line;
  return [...causes.values()].flatMap((all) => {
    const [first, ...others] = all;
    if (first === undefined || others.length === 0) return all;
    const here = lineOf(first);
    const edits = all.flatMap(({ fix }) => fix?.edits ?? []);
    const places = others.map(({ range }) => ({ range, message: 'The same holds here.' }));
    return {
      ...first,
      message: first.message + alsoOn(new Set(others.map(lineOf).filter((line) => line !== here))),
      related: [...(first.related ?? []), ...places],
      fix: first.fix && all.every(({ fix }) => fix !== undefined) ? { ...first.fix, edits } : undefined,
    };
  });
}

function alsoOn(lines: ReadonlySet<number>): string {
  if (lines.size === 0) return '';
  const named = [...lines].slice(0, 9).map(String);
  if (lines.size > 9) named.push('more');
  return ` Line${lines.size === 1 ? '' : 's'} ${enumerate(named)} need${lines.size === 1 ? 's' : ''} the same.`;
}
