import { addTo } from '../lists.ts';
import type { Finding } from '../rule.ts';

/**
 * One finding for what several places say in the same words: at the first of them, with the others as related places. Its fix
 * mends all of them, so there is none where one of them has none.
 */
export function* oneForEachFact(findings: Iterable<Finding>): Iterable<Finding> {
  const facts = new Map<string, Finding[]>();
  for (const finding of findings) addTo(facts, finding.message, finding);
  for (const places of facts.values()) {
    const [first, ...others] = places;
    if (first === undefined) continue;
    const edits = places.flatMap(({ fix }) => fix?.edits ?? []);
    yield {
      ...first,
      ...(others.length > 0 && { related: others.map(({ range }) => ({ range, message: 'The same holds here.' })) }),
      fix: first.fix && places.every(({ fix }) => fix !== undefined) ? { ...first.fix, edits } : undefined,
    };
  }
}
