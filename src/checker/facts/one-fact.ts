import { addTo, enumerate } from '../lists.ts';
import { lineStarts, positionAt } from '../text.ts';
import type { Finding, RuleContext } from '../rule.ts';

type Text = Pick<RuleContext, 'text'>;
type LineOf = (finding: Finding) => number;
/** The message for several facts, each as it says itself in short; `also` is the sentence with the other lines. */
type Tell = (facts: readonly string[], first: Finding, also: string) => string;

/** One finding for what several places say in the same words, notes apart, each with a fix that mends all of them or none. */
export function oneForEachFact(findings: readonly Finding[], context: Text): Finding[] {
  return oneForEach(findings, ({ severity, message }) => `${String(severity)} ${message}`, context);
}

/** The same, and apart from each other those places that have a fix and those that have none. */
export function oneForEachFix(findings: readonly Finding[], context: Text): Finding[] {
  return oneForEach(
    findings,
    (finding) => `${String(hasFix(finding))} ${String(finding.severity)} ${finding.message}`,
    context,
  );
}

/** One finding for what names the same cause; what names none stays alone. */
export function oneForEachCause(findings: readonly Finding[], context: Text, tell?: Tell): Finding[] {
  return oneForEach(findings, (finding) => finding.cause ?? finding, context, tell);
}

/** One finding for all facts of a severity that have a fix, which mends them at once, and one for those that have none. */
export function oneForAllFacts(findings: readonly Finding[], context: Text, tell?: Tell): Finding[] {
  const withoutFix = new Set(findings.flatMap((each) => (hasFix(each) ? [] : each.message)));
  return oneForEach(
    findings,
    (each) => `${String(withoutFix.has(each.message))} ${String(each.severity)}`,
    context,
    tell,
  );
}

/** One finding for those with the same key: at the first of them, with the others as related places. */
export function oneForEach(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => unknown,
  { text }: Text,
  tell?: Tell,
): Finding[] {
  let starts: readonly number[] | undefined;
  const lineOf = ({ range }: Finding): number => positionAt((starts ??= lineStarts(text)), range.start).line;
  return [...groups(findings, keyOf)].flatMap((group) => asOne(group, lineOf, tell) ?? []);
}

function groups(findings: readonly Finding[], keyOf: (finding: Finding) => unknown): Iterable<Finding[]> {
  const all = new Map<unknown, Finding[]>();
  for (const finding of findings) addTo(all, keyOf(finding), finding);
  return all.values();
}

function hasFix({ fix }: Finding): boolean {
  return fix !== undefined;
}

/** Its fix mends all places, so there is none where one of them has none. */
function asOne(findings: readonly Finding[], lineOf: LineOf, tell?: Tell): Finding | undefined {
  const [first, ...others] = findings;
  if (first === undefined || others.length === 0) return first;
  const facts = [...new Set(findings.flatMap(({ inShort = [] }) => inShort))];
  const also = oneChange(findings, lineOf) ?? alsoOn(new Set(others.map(lineOf)), lineOf(first));
  return {
    ...first,
    message: tell !== undefined && facts.length > 1 ? tell(facts, first, also) : first.message + also,
    related: [
      ...(first.related ?? []),
      ...others.flatMap(({ range, message, related = [] }) => [
        { range, message: message === first.message ? 'The same holds here.' : message },
        ...related,
      ]),
    ],
    fix:
      first.fix && findings.every(hasFix)
        ? { ...first.fix, edits: findings.flatMap(({ fix }) => fix?.edits ?? []) }
        : undefined,
  };
}

/** The one line to change, where all places have what they say from there. */
function oneChange([first, ...others]: readonly Finding[], lineOf: LineOf): string | undefined {
  const from = first?.comesFrom;
  if (from === undefined || others.some(({ comesFrom }) => comesFrom?.range.start !== from.range.start))
    return undefined;
  const line = lineOf({ range: from.range, message: '' });
  return ` Line ${String(line)} (\`${from.words}\`) is the one to change.`;
}

/** So many lines are named; of more only the number is given. */
const NAMED = 5;

/** Which other lines a report without related places has to name. */
function alsoOn(lines: Set<number>, own: number): string {
  lines.delete(own);
  const named = [...lines].slice(0, NAMED).map(String);
  const words = lines.size > NAMED ? [...named, `${String(lines.size - NAMED)} more`] : named;
  if (lines.size === 0) return '';
  return lines.size === 1 ? ` Line ${enumerate(words)} needs the same.` : ` Lines ${enumerate(words)} need the same.`;
}
