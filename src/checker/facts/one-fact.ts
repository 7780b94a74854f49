import { addTo } from '../lists.ts';
import type { Finding } from '../rule.ts';

/** One finding for what several places say in the same words, each with a fix that mends all of them or none. */
export function oneForEachFact(findings: readonly Finding[]): Finding[] {
  const facts = new Map<string, Finding[]>();
  for (const finding of findings) addTo(facts, finding.message, finding);
  return [...facts.values()].flatMap((places) => asOne(places) ?? []);
}

/** The message for several facts, each as it says itself in short. */
type Tell = (facts: readonly string[], first: Finding) => string;

/** One finding for all facts of a severity that have a fix, which mends them at once, and one for those that have none. */
export function oneForAllFacts(findings: readonly Finding[], tell?: Tell): Finding[] {
  const alike = new Map<string, Finding[]>();
  for (const fact of oneForEachFact(findings)) addTo(alike, `${String(fact.severity)} ${String(!fact.fix)}`, fact);
  return [...alike.values()].flatMap((facts) => asOne(facts, tell) ?? []);
}

/** One finding at the first place, with the others as related places. Without a fix where one of them has none. */
function asOne(findings: readonly Finding[], tell?: Tell): Finding | undefined {
  const [first, ...others] = findings;
  if (first === undefined || others.length === 0) return first;
  return {
    ...first,
    message:
      tell?.(
        findings.flatMap(({ inShort = [] }) => inShort),
        first,
      ) ?? first.message,
    related: [
      ...(first.related ?? []),
      ...others.flatMap(({ range, message, related = [] }) => [
        { range, message: message === first.message ? 'The same holds here.' : message },
        ...related,
      ]),
    ],
    fix:
      first.fix && findings.every(({ fix }) => fix !== undefined)
        ? { ...first.fix, edits: findings.flatMap(({ fix }) => fix?.edits ?? []) }
        : undefined,
  };
}
