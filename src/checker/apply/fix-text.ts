import type { CheckResult, DroppedFix } from '../run-rules.ts';
import { type Checked, type CheckText, tryFixes } from './try-fixes.ts';
import { compatible } from './compatible.ts';
import type { Diagnostic, FixKind } from '../rule.ts';

/** What {@link fixText} did. */
export interface FixResult {
  readonly text: string;
  /** The findings whose fix was applied, in the order in which that happened. */
  readonly applied: readonly Diagnostic[];
  /** Fixes of these kinds that would do harm, each at the place of its finding in the mended text. */
  readonly dropped: readonly DroppedFix[];
  /** The mended text, checked. */
  readonly checked: CheckResult;
}

/** More rounds than any file needs. */
const MAX_ROUNDS = 50;
/** So many characters are checked at most to find out which fixes of a round hold, at least a few times the text. */
const BUDGET = 20_000_000;
const MIN_TRIALS = 6;
const MAX_TRIALS = 400;

const CIRCLE = 'it and others undo each other';
const UNTRIED = 'the text is too long to find out whether it holds beside the others';
const ENDLESS = 'it brings itself back again and again';

/**
 * Applies the fixes of the given kinds until none is left that holds. Each round takes the fixes that do not touch one
 * another, in the order of the text, and checks again, since one fix can make another unnecessary. What a round does
 * depends on the text alone, so the mended text stays as it is when it is mended again.
 */
export function fixText(checkText: CheckText, text: string, kinds: readonly FixKind[]): FixResult {
  const start = checkText(text);
  const endless = new Set<string>();
  for (;;) {
    const result = run(checkText, { text, checked: start }, kinds, endless);
    if (!Array.isArray(result)) return result;
    for (const rule of result) endless.add(rule);
  }
}

/** One way to the end; the rules that keep it from ending, if it does not. */
function run(
  checkText: CheckText,
  start: Checked,
  kinds: readonly FixKind[],
  endless: ReadonlySet<string>,
): FixResult | string[] {
  const applied: Diagnostic[] = [];
  /** For each text of the way, how many fixes had been applied then. */
  const seen = new Map<string, number>();
  let current = start;
  for (let round = 0; ; round++) {
    seen.set(current.text, applied.length);
    const wanted = current.checked.diagnostics.filter(({ fix }) => fix !== undefined && kinds.includes(fix.kind));
    const [banned, tried] = partition(wanted, ({ rule }) => endless.has(rule));
    const step = nextStep(checkText, current, tried);
    const dropped = [...current.checked.dropped, ...step.dropped, ...banned.map((each) => drop(each, ENDLESS))];
    if (step.applied.length === 0) return { ...current, applied, dropped };
    applied.push(...step.applied);
    const before = seen.get(step.text);
    if (before !== undefined) {
      // A circle is left where it was entered: there it would be entered again.
      const entry = checkText(step.text);
      const circle = applied.slice(before);
      const first = circle.filter(({ rule, range }) =>
        entry.diagnostics.some((each) => each.rule === rule && each.range.start === range.start),
      );
      return {
        text: step.text,
        checked: entry,
        applied: applied.slice(0, before),
        dropped: [...entry.dropped, ...first.map((each) => drop(each, CIRCLE))],
      };
    }
    if (round === MAX_ROUNDS) return [...new Set(step.applied.map(({ rule }) => rule))];
    current = step;
  }
}

interface Step extends Checked {
  readonly applied: readonly Diagnostic[];
  readonly dropped: readonly DroppedFix[];
}

/**
 * The largest part of the wanted fixes that holds. Those that fail together are tried in smaller parts only when nothing
 * else is left, so that a large text with many fixes is checked a few times and not once for each.
 */
function nextStep(checkText: CheckText, current: Checked, wanted: readonly Diagnostic[]): Step {
  const trials = new Trials(checkText, current);
  const sets: (readonly Diagnostic[])[] = [];
  for (let waiting = wanted; waiting.length > 0;) {
    const chosen = compatible(waiting);
    const step = trials.partOf(chosen);
    if (step !== undefined) return step;
    sets.push(chosen);
    const isChosen = new Set(chosen);
    waiting = waiting.filter((each) => !isChosen.has(each));
  }
  for (let set = sets.shift(); set !== undefined; set = sets.shift()) {
    if (set.length < 2) continue;
    // Neighbours go into different halves: it is they that get into each other's way.
    for (const parity of [0, 1]) {
      const half = set.filter((_, i) => i % 2 === parity);
      const step = trials.partOf(half);
      if (step !== undefined) return step;
      sets.push(half);
    }
  }
  const dropped = wanted.map((each) => drop(each, trials.reasons.get(each) ?? UNTRIED));
  return { ...current, applied: [], dropped };
}

/** So many trials of a set name their culprits one by one; then all findings of their rules go. */
const PATIENCE = 3;

/** Trials of fixes on one text, not more than its length allows. */
class Trials {
  /** Why a fix did not hold when it was last tried. */
  readonly reasons = new Map<Diagnostic, string>();
  readonly #checkText: CheckText;
  readonly #current: Checked;
  #left: number;

  constructor(checkText: CheckText, current: Checked) {
    this.#checkText = checkText;
    this.#current = current;
    this.#left = Math.min(MAX_TRIALS, Math.max(MIN_TRIALS, Math.floor(BUDGET / (current.text.length + 1))));
  }

  /** Applies those of a set that hold together; undefined when none does. No two of their edits may overlap. */
  partOf(set: readonly Diagnostic[]): Step | undefined {
    let chosen = set;
    for (let trial = 1; chosen.length > 0 && this.#left > 0; trial++) {
      this.#left--;
      const { faults, ...next } = tryFixes(this.#checkText, this.#current, chosen);
      if (faults.size === 0) return { ...next, applied: chosen, dropped: [] };
      for (const [finding, reason] of faults) this.reasons.set(finding, reason);
      const rules = new Set(trial < PATIENCE ? [] : [...faults.keys()].map(({ rule }) => rule));
      chosen = chosen.filter((each) => !faults.has(each) && !rules.has(each.rule));
    }
    return undefined;
  }
}

function drop({ rule, range }: Diagnostic, reason: string): DroppedFix {
  return { rule, range, reason };
}

function partition<T>(things: readonly T[], holds: (thing: T) => boolean): [T[], T[]] {
  return [things.filter(holds), things.filter((each) => !holds(each))];
}
