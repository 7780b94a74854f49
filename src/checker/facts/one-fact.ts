import { addTo } from '../lists.ts';
import type { Finding } from '../rule.ts';

/** The message for several facts, each as it says itself in short. */
type Tell = (facts: readonly string[], first: Finding) => string;

/** One finding for what several places say in the same words, each with a fix that mends all of them or none. */
export function oneForEachFact(findings: readonly Finding[]): Finding[] {
  return oneForEach(findings, ({ message }) => message);
}

/** The same, and apart from each other those places that have a fix and those that have none. */
export function oneForEachFix(findings: readonly Finding[]): Finding[] {
  return oneForEach(findings, ({ message, fix }) => `${String(!fix)} ${message}`);
}

/** One finding for all facts of a severity that have a fix, which mends them at once, and one for those that have none. */
export function oneForAllFacts(findings: readonly Finding[], tell?: Tell): Finding[] {
  return oneForEach(oneForEachFact(findings), ({ severity, fix }) => `${String(!fix)} ${String(severity)}`, tell);
}

function oneForEach(findings: readonly Finding[], keyOf: (finding: Finding) => string, tell?: Tell): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) addTo(groups, keyOf(finding), finding);
  return [...groups.values()].flatMap((group) => asOne(group, tell) ?? []);
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
