import { addTo, enumerate } from '../lists.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { lineStarts, positionAt } from '../text.ts';

/** What findings are put together with: the Dockerfile, whose lines a message names. */
type Where = Pick<RuleContext, 'text'>;

/** The message for several facts, each as it says itself in short. */
type Tell = (facts: readonly string[], first: Finding) => string;

/** One finding for what several places say in the same words, each with a fix that mends all of them or none. */
export function oneForEachFact(findings: readonly Finding[], where: Where): readonly Finding[] {
  return oneForEach(findings, where, ({ message }) => message);
}

/** The same, and apart from each other those places that have a fix and those that have none. */
export function oneForEachFix(findings: readonly Finding[], where: Where): readonly Finding[] {
  return oneForEach(findings, where, ({ message, fix }) => `${String(!fix)} ${message}`);
}

/** One finding for what names the same cause; what names none stays alone. */
export function oneForEachCause(findings: readonly Finding[], where: Where): readonly Finding[] {
  return oneForEach(findings, where, (finding) => finding.cause ?? finding);
}

/** One finding for all facts of a severity that have a fix, which mends them at once, and one for those that have none. */
export function oneForAllFacts(findings: readonly Finding[], where: Where, tell?: Tell): readonly Finding[] {
  const withoutFix = new Set(findings.filter(({ fix }) => fix === undefined).map(({ message }) => message));
  return oneForEach(
    findings,
    where,
    ({ severity, message }) => `${String(withoutFix.has(message))} ${String(severity)}`,
    tell,
  );
}

function oneForEach(
  findings: readonly Finding[],
  { text }: Where,
  keyOf: (finding: Finding) => unknown,
  tell?: Tell,
): readonly Finding[] {
  const groups = new Map<unknown, Finding[]>();
  for (const finding of findings) addTo(groups, keyOf(finding), finding);
  if (groups.size === findings.length) return findings;
  const starts = lineStarts(text);
  return [...groups.values()].flatMap((group) => asOne(group, starts, tell) ?? []);
}

/** One finding at the first place, with the others as related places. Without a fix where one of them has none. */
function asOne(findings: readonly Finding[], starts: readonly number[], tell?: Tell): Finding | undefined {
  const [first, ...others] = findings;
  if (first === undefined || others.length === 0) return first;
  const lineOf = ({ range }: Finding): number => positionAt(starts, range.start).line;
  const lines = new Set(others.map(lineOf));
  lines.delete(lineOf(first));
  const facts = new Set(findings.flatMap(({ inShort = [] }) => inShort));
  return {
    ...first,
    message: tell !== undefined && facts.size > 1 ? tell([...facts], first) : first.message + alsoOn(lines),
    related: [
      ...(first.related ?? []),
      ...others.map(({ range, message }) => ({
        range,
        message: message === first.message ? 'The same holds here.' : message,
      })),
    ],
    fix:
      first.fix && findings.every(({ fix }) => fix !== undefined)
        ? { ...first.fix, edits: findings.flatMap(({ fix }) => fix?.edits ?? []) }
        : undefined,
  };
}

/** So many lines are named; of more only the number is given. */
const NAMED = 5;

function alsoOn(lines: ReadonlySet<number>): string {
  if (lines.size === 0) return '';
  const named = [...lines].slice(0, NAMED).map(String);
  const rest = lines.size - named.length;
  const words = rest > 0 ? [...named, `${String(rest)} more`] : named;
  return lines.size === 1 ? ` Line ${enumerate(words)} needs the same.` : ` Lines ${enumerate(words)} need the same.`;
}
