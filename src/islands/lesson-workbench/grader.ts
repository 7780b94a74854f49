import type { BuildContext, Diagnostic, Grade, LessonCriteria } from '../../checker/index.ts';
import * as taught from '../../checker/taught.ts';
import { gradeView } from './view-model.ts';
import type { GradeView } from './view.ts';

export { reviewMarkdown } from './review.ts';

/** The checker with some or with all rules. */
export type Engine = Pick<typeof taught, 'check' | 'grade' | 'ruleInfo'>;

/** With the rules of the lessons: enough to grade by, and loaded with this module. */
export const lessonEngine: Engine = taught;

/** With every rule; a chunk of its own. */
export async function loadFullEngine(): Promise<Engine> {
  const { check, grade, ruleInfo } = await import('../../checker/index.ts');
  return { check, grade, ruleInfo };
}

/** What is graded. */
export interface Submission {
  readonly text: string;
  readonly criteria: LessonCriteria;
  /** The Dockerfile as the lesson gives it: a copy of it never passes. */
  readonly starter: string;
  readonly context: BuildContext;
}

export interface Graded {
  readonly text: string;
  /** Undefined when grading itself failed; what was shown before then stays. */
  readonly grade: Grade | undefined;
  readonly view: GradeView | undefined;
  /** Everything to underline: findings of rules that the lesson does not leave alone. */
  readonly findings: readonly Diagnostic[];
  readonly fingerprint: string | undefined;
  /** What of the checker failed: "rule apk-no-cache", "the grade". */
  readonly failures: readonly string[];
}

/** Grades a text. A fault of the checker never gets out: it is named, and the rest still counts. */
export function gradeSubmission(
  { text, criteria, starter, context }: Submission,
  engine: Engine = lessonEngine,
): Graded {
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
  const also = criteria.criteria.flatMap((criterion) => ('rule' in criterion ? [criterion.rule] : []));
  const checked = attempt('the check', () =>
    engine.check(text, { context, target: criteria.target, also, off: criteria.allow, profile: 'lesson' }),
  );
  const result = attempt('the grade', () => engine.grade(text, criteria, { starter, context }));
  for (const failure of checked?.failures ?? []) {
    console.error(failure.error);
    failures.push(`rule ${failure.rule}`);
  }
  return {
    text,
    grade: result,
    view: result && attempt('the list of criteria', () => gradeView(result, text, engine.ruleInfo)),
    findings: checked?.diagnostics ?? [],
    fingerprint: checked && attempt('the comparison', () => taught.fingerprint(checked.model)),
    failures: [...new Set(failures)],
  };
}
