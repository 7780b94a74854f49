import { levels, states } from '../../i18n/en/exercise.ts';
import type { CriterionState, Fix, Level, Range, Severity } from '../../checker/index.ts';

/** What the panel shows of one criterion or finding. */
export interface FindingView {
  /** Tells findings apart from one grading to the next. */
  readonly key: string;
  readonly level: Level | Severity;
  readonly state: FindingState;
  /** There is something to look at: a criterion that the text does not meet or that cannot be told, or a finding. */
  readonly open: boolean;
  readonly label: string;
  /** Empty when it says no more than the label. */
  readonly message: string;
  /** Why it is so, for who asks: the cause behind the symptom that `message` says. Empty where `message` says it all. */
  readonly why: string;
  /** Id of the rule that says so; undefined for what the lesson itself expects. */
  readonly rule: string | undefined;
  readonly place: { readonly range: Range; readonly label: string } | undefined;
  readonly fix: Fix | undefined;
}

/** `seen` is for findings that are no criterion: they are never met, they go away. */
type FindingState = 'unchecked' | CriterionState | 'seen';

/** The words that stand for a state, beside icon and colour. */
export const stateWords: Readonly<Record<FindingState, string>> = { ...states, seen: '' };

/** Beside its state a criterion needs no word for how much it counts: all of them do. */
export function levelWord(level: FindingView['level']): string {
  return level === 'essential' ? '' : levels[level];
}

/** What the panel shows of a grade. */
export interface GradeView {
  readonly passed: boolean;
  readonly criteria: readonly FindingView[];
  /** The first of the other findings; nobody reads hundreds. */
  readonly others: readonly FindingView[];
  /** How many more there are. */
  readonly furtherOthers: number;
  /** "3 of 5 met" */
  readonly summary: string;
  /** For the status line: "3 of 5 met. Line 4: …", without backquotes. */
  readonly status: string;
}
