import type { CheckResult } from '../run-rules.ts';
import { withTriggers } from '../model/stage-chain.ts';
import type { Diagnostic, Fix } from '../rule.ts';
import { syntaxProblems } from '../facts/syntax-problems.ts';
import { applyEdits, faultOfEdits, type Range, type TextEdit } from '../text.ts';
import { EditMap, search } from './edit-map.ts';
import { Places } from './places.ts';

/** A check with certain rules and options. */
export type CheckText = (text: string) => CheckResult;

/** A text and what was found in it. */
export interface Checked {
  readonly text: string;
  readonly checked: CheckResult;
}

/** Fixes that were tried together on a text. */
interface Trial extends Checked {
  /** Those that must not be applied as they are, with the reason. Empty when all hold. */
  readonly faults: ReadonlyMap<Diagnostic, string>;
}

const BRINGS_SYNTAX = 'it would bring something that Docker or the shell cannot read';
const STAYS = 'its finding would stay';
const STOPS = 'the build or the container would fail';

/**
 * Applies the fixes of some findings and looks at what comes of it: each finding must go, and nothing may appear that
 * cannot be read, or that stops the build. One check, however many fixes there are.
 * @param before the text in which the findings were made; no two of their edits may overlap
 */
export function tryFixes(checkText: CheckText, before: Checked, chosen: readonly Diagnostic[]): Trial {
  const edits = chosen.flatMap(({ fix }) => fix?.edits ?? []);
  const map = new EditMap(edits);
  const text = applyEdits(before.text, edits);
  const checked = checkText(text);
  const faults = new Map<Diagnostic, string>();
  for (const finding of staying(before.checked, checked, chosen, map)) faults.set(finding, STAYS);
  for (const finding of stopping(before.checked, checked, chosen, map)) faults.set(finding, STOPS);
  for (const finding of breaking(before.checked, checked, chosen, map)) faults.set(finding, BRINGS_SYNTAX);
  return { text, checked, faults };
}

/** The fix of a finding, which may be of a lesson's expectation and then has no rule. */
export interface ChosenFix {
  readonly rule: string | undefined;
  readonly edits: Fix['edits'];
}

/** The text that a fix makes, or why it must not be applied: "its edits overlap". */
export type TriedFix = { readonly text: string } | { readonly reason: string };

/** The fix of one finding, for somebody who applies it by hand: the text that it makes, or why it must not be applied. */
export function tryFix(checkText: CheckText, text: string, { rule, edits }: ChosenFix): TriedFix {
  const reason = faultOfEdits(text, edits);
  if (reason !== undefined) return { reason };
  const checked = checkText(text);
  const finding = checked.diagnostics.find((each) => each.rule === rule && isSame(each.fix?.edits ?? [], edits));
  // What a lesson expects comes with a fix too, and no rule has found it.
  const chosen = finding ?? { rule: '', severity: 'info', message: '', range: { start: 0, end: 0 }, fix: fixOf(edits) };
  const trial = tryFixes(checkText, { text, checked }, [chosen]);
  const [fault] = trial.faults.values();
  return fault === undefined ? { text: trial.text } : { reason: fault };
}

function fixOf(edits: Fix['edits']): Fix {
  return { kind: 'suggestion', title: '', edits };
}

function isSame(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Findings that are there again at their place, in the same words. */
function staying(before: CheckResult, after: CheckResult, chosen: readonly Diagnostic[], map: EditMap): Diagnostic[] {
  const left = new Places(after.diagnostics.map((each) => ({ key: keyOf(each), start: each.range.start })));
  const isChosen = new Set(chosen);
  const keys = new Set(chosen.map(keyOf));
  // What nobody has touched is found again, and must not be taken for what a fix left behind.
  for (const each of before.diagnostics) {
    if (!isChosen.has(each) && keys.has(keyOf(each))) left.take(keyOf(each), map.span(each.range.start));
  }
  return chosen.filter((each) => left.take(keyOf(each), map.span(each.range.start)));
}

/**
 * Suggestions that bring an error: in the instruction that fails now and did not before, or another release below it. Behind one
 * mistake of the author another can come to light.
 */
function stopping(before: CheckResult, after: CheckResult, chosen: readonly Diagnostic[], map: EditMap): Diagnostic[] {
  const earlier = before.diagnostics.filter(isStop);
  const known = new Set(earlier.map(keyOf));
  const now = after.diagnostics.filter(isStop);
  const count = (all: readonly Diagnostic[], { rule }: Diagnostic): number =>
    all.filter((each) => each.rule === rule).length;
  const fresh = now.filter((each) => !known.has(keyOf(each)) && count(now, each) > count(earlier, each));
  if (fresh.length === 0) return [];
  const places = fresh.map(({ range }) => instructionAt(after, range.start));
  return chosen.filter(
    ({ fix, rule, severity }) =>
      severity !== 'error' &&
      fix?.kind === 'suggestion' &&
      (/^base-(ended|edge)$/.test(rule) ||
        fix.edits.some(({ range }) => {
          const { start } = map.span(range.start);
          return places.some((place) => place.start <= start && start <= place.end);
        })),
  );
}

/** An error, but what cannot be read, which is asked apart. Packages of a release on another one are hardly ever to be had. */
function isStop({ rule, severity, message }: Diagnostic): boolean {
  if (rule === 'apk-edge-mix') return severity === 'warning' && !message.includes('`edge`');
  return severity === 'error' && !/^(syntax|base-not-allowed)$/.test(rule);
}

function keyOf({ rule, message }: Diagnostic): string {
  return `${rule}\0${message}`;
}

/** Fixes in whose instruction something new cannot be read, or which stand nearest before it. */
function breaking(before: CheckResult, after: CheckResult, chosen: readonly Diagnostic[], map: EditMap): Diagnostic[] {
  const known = problemsOf(before);
  const now = problemsOf(after);
  const left = new Places(now.map(({ message, range }) => ({ key: message, start: range.start })));
  for (const { message, range } of known) left.take(message, map.span(range.start));
  const fresh = left.rest();
  if (fresh.length === 0) return [];
  const owners = new Map(chosen.flatMap((finding) => (finding.fix?.edits ?? []).map((edit) => [edit, finding])));
  const found = new Set<Diagnostic>();
  for (const at of fresh) {
    for (const edit of map.near(instructionAt(after, at), at)) {
      const finding = owners.get(edit);
      // Behind one mistake of the author another can come to light; it must not become more.
      if (finding !== undefined && (finding.rule !== 'syntax' || now.length > known.length)) found.add(finding);
    }
  }
  return [...found];
}

function problemsOf({ model }: CheckResult): ReturnType<typeof syntaxProblems> {
  return syntaxProblems(model.file, withTriggers(model.stages));
}

/** The instruction that an offset stands in; where it stands in none, the offset alone. */
function instructionAt({ model: { file } }: CheckResult, offset: number): Range {
  const { instructions } = file;
  const range = instructions[search(instructions, (each) => each.range.end < offset)]?.range;
  return range !== undefined && range.start <= offset ? range : { start: offset, end: offset };
}
