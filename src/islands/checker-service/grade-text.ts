import {
  type BuildContext,
  type Checker,
  checker,
  type Diagnostic,
  fingerprint,
  type Grade,
  type LessonCriteria,
} from '../../checker/index.ts';
import { gradeView } from '../workbench/view-model.ts';
import type { GradeView } from '../workbench/view.ts';

/** What grading needs of the checker. */
export type Engine = Pick<Checker, 'check' | 'grade' | 'rule' | 'tryFix'>;

/** So many findings are handed on at most: nobody reads more, and squiggles by the thousand slow the typing down. */
const most = 200;

/** What is graded. */
export interface Submission {
  readonly text: string;
  readonly criteria: LessonCriteria;
  /** The Dockerfile as the lesson gives it: a copy of it never passes. */
  readonly starter: string;
  readonly context: BuildContext;
}

/** Plain data: it may come from a worker. */
export interface Graded {
  readonly text: string;
  /** Undefined when grading itself failed; what was shown before then stays. */
  readonly grade: Grade | undefined;
  readonly view: GradeView | undefined;
  /** What to underline: the first findings of rules that the lesson does not leave alone. */
  readonly findings: readonly Diagnostic[];
  readonly fingerprint: string | undefined;
  /** What of the checker failed: "rule apk-no-cache", "the grade". */
  readonly failures: readonly string[];
}

/** Grades a text. A fault of the checker never gets out: it is named, and the rest still counts. */
export function gradeSubmission({ text, criteria, starter, context }: Submission, engine: Engine = checker): Graded {
  const failures: string[] = [];
  const attempt = <T>(what: string, action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      console.error(`Belay: ${what} failed on this text.`, error);
      failures.push(what);
      return undefined;
    }
  };
  const result = attempt('the grade', () => engine.grade(text, criteria, { starter, context }));
  // Without a grade there can still be something to underline.
  const checked =
    result?.checked ??
    attempt('the check', () =>
      engine.check(text, { context, target: criteria.target, off: criteria.allow, profile: 'lesson' }),
    );
  for (const failure of checked?.failures ?? []) {
    console.error(failure.error);
    failures.push(`rule ${failure.rule}`);
  }
  return {
    text,
    // The model stays here: it is large, and no plain data.
    grade: result && { passed: result.passed, criteria: result.criteria, others: result.others.slice(0, most) },
    view: result && attempt('the list of criteria', () => gradeView(result, text, engine.rule)),
    findings: checked?.diagnostics.slice(0, most) ?? [],
    fingerprint: checked && attempt('the comparison', () => fingerprint(checked.model)),
    failures: [...new Set(failures)],
  };
}
