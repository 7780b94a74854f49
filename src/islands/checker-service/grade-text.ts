import * as words from '../../i18n/en/exercise.ts';
import {
  contextOf,
  fingerprint,
  type Checker,
  type ContextFiles,
  type ForecastData,
  type Grade,
  type LessonTask,
} from '../../checker/index.ts';
import { pictureOf } from '../../lessons/picture/picture-of.ts';
import type { RecordedLayers } from '../../lessons/picture/recorded-layers.ts';
import type { GradedText, Submission } from './protocol.ts';
import { gradeView } from './view-model.ts';

/** So many findings are handed on at most: nobody reads more, and squiggles by the thousand slow the typing down. */
const most = 200;

/** What is graded. */
export interface LessonSubmission extends Submission {
  readonly task: LessonTask;
  /** What the lesson gives: a copy of it never passes. */
  readonly starter: { readonly dockerfile: string; readonly files: ContextFiles };
  /** What is known of packages, where it is more than the checker's own data. */
  readonly data?: ForecastData | undefined;
  /** What layers weigh that were recorded. */
  readonly recorded?: RecordedLayers | undefined;
}

/** A text as the checker understands it: what the page is told of it, and what is needed to compare it with others. */
export interface Understood {
  readonly graded: Omit<GradedText, 'isProvisional'>;
  /** Undefined when grading itself failed. */
  readonly grade: Grade | undefined;
  readonly fingerprint: string | undefined;
}

/** Grades a text. A fault of the checker never gets out: it is named, and the rest still counts. */
export function gradeText(
  { text, files, task, starter, data, recorded }: LessonSubmission,
  checker: Checker,
): Understood {
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
  const context = contextOf(files);
  const grade = attempt(words.checkerParts.grade, () => checker.grade(text, task, { starter, context, data }));
  // Without a grade there can still be something to underline.
  const checked =
    grade?.checked ??
    attempt(words.checkerParts.check, () =>
      checker.check(text, { context, target: task.target, off: task.allow, profile: 'lesson' }),
    );
  for (const failure of checked?.failures ?? []) {
    console.error(failure.error);
    failures.push(words.checkerRule(failure.rule));
  }
  const view = grade && attempt(words.checkerParts.criteria, () => gradeView(grade, text, checker.rule));
  const picture =
    grade && attempt(words.checkerParts.picture, () => pictureOf({ text, files, grade, recorded, goals: task.goals }));
  const print = checked && attempt(words.checkerParts.comparison, () => fingerprint(checked.model));
  const findings = checked?.diagnostics.slice(0, most) ?? [];
  return {
    graded: { text, passed: grade?.passed ?? false, view, findings, picture, failures: [...new Set(failures)] },
    grade,
    fingerprint: print,
  };
}
