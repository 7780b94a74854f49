import {
  type CheckResult,
  type FixKind,
  syntaxProblems,
  type TextEdit,
  withTriggers,
} from '../../../src/checker/index.ts';
import { checkingOnce } from '../../../src/checker/testing/check-once.ts';
import type { FuzzInput } from './inputs.ts';
import { FOREIGN } from './pieces.ts';

const kinds: readonly (readonly FixKind[])[] = [['safe'], ['safe', 'suggestion']];

/** What was found out about a text. */
export interface Findings {
  /** What goes wrong, in a line each. */
  readonly faults: readonly string[];
  /** Fixes that were left out because they would do harm, with the reason. No fault, and worth a look. */
  readonly dropped: readonly string[];
}

/** Asks of a text what must be true of every text that anybody checks or mends. */
export function examine(input: FuzzInput): Findings {
  const dropped: string[] = [];
  try {
    return { faults: [...faultsOf(input, dropped)], dropped };
  } catch (error) {
    return { faults: [`throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`], dropped };
  }
}

function* faultsOf({ text, options }: FuzzInput, dropped: string[]): Iterable<string> {
  const { check, fix: mend, tryFix } = checkingOnce(options);
  const before = check(text);
  for (const { rule, error } of before.failures) yield `rule ${rule} fails: ${String(error.cause)}`;
  for (const { rule, reason } of before.dropped) yield `rule ${rule} makes a bad fix: ${reason}`;
  for (const set of kinds) {
    if (!before.diagnostics.some(({ fix }) => fix !== undefined && set.includes(fix.kind))) continue;
    const { text: fixed, checked, dropped: left } = mend(text, set);
    dropped.push(...left.map(({ rule, reason }) => `${rule}: ${reason}`));
    for (const fault of harm(text, before, fixed, checked)) yield `fix ${set.join()} ${fault}`;
    if (fixed !== text && mend(fixed, set).text !== fixed) yield `fix ${set.join()} is not done after once`;
  }
  const fixable = before.diagnostics.filter(({ fix }) => fix !== undefined);
  // One of them, which one depends on the text alone.
  const { rule, fix } = fixable[text.length % Math.max(1, fixable.length)] ?? {};
  if (fix === undefined) return;
  const one = tryFix(text, { rule, edits: fix.edits });
  if ('reason' in one) return;
  if (one.text !== naively(text, fix.edits)) yield `fix of ${String(rule)} changes what it does not name`;
  for (const fault of harm(text, before, one.text, check(one.text))) yield `fix of ${String(rule)} ${fault}`;
}

/** What a mended text must not have. */
export function* harm(text: string, before: CheckResult, fixed: string, after: CheckResult): Iterable<string> {
  if (fixed === text) return;
  for (const { rule, error } of after.failures) yield `makes rule ${rule} fail: ${String(error.cause)}`;
  const problems = problemsOf(after);
  if (problems.length > 0 && problemsOf(before).length === 0) yield `brings: ${problems[0]?.message ?? ''}`;
  if (!/(^|[^\r])\n|\r(?!\n)/.test(text) && text.includes('\n') && /(^|[^\r])\n|\r(?!\n)/.test(fixed))
    yield 'breaks CR LF';
  if (text.startsWith('\ufeff') !== fixed.startsWith('\ufeff')) yield 'loses or brings a byte order mark';
  if (isWellFormed(text) && !isWellFormed(fixed)) yield 'cuts a character in two';
  // What could not be read before may be read now, and be what the author wrote.
  if (problemsOf(before).length === 0 && foreign(after) > foreign(before)) yield `runs ${FOREIGN}`;
}

function problemsOf({ model }: CheckResult): ReturnType<typeof syntaxProblems> {
  return syntaxProblems(model.file, withTriggers(model.stages));
}

/** How many commands a text runs that were only words of a name. */
function foreign({ model }: CheckResult): number {
  return withTriggers(model.stages)
    .flatMap(({ steps }) => steps)
    .flatMap(({ invocations }) => invocations)
    .filter(({ name }) => name?.includes(FOREIGN) === true).length;
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Edits applied from the last to the first, without a thought. */
function naively(text: string, edits: readonly TextEdit[]): string {
  return edits
    .map((edit, i) => [edit, i] as const)
    .sort(([a, i], [b, j]) => b.range.start - a.range.start || b.range.end - a.range.end || j - i)
    .reduce((now, [{ range, text: by }]) => now.slice(0, range.start) + by + now.slice(range.end), text);
}
