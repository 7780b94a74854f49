import type { ContextFiles, Diagnostic, TextEdit } from '../../checker/index.ts';
import type { LessonData } from '../../lessons/content/lesson-data.ts';
import type { Picture } from '../../lessons/picture/picture.ts';
import type { RecordingPick } from '../../lessons/recordings/pick-recording.ts';
import type { FindingView, GradeView } from './view.ts';

/** What page and worker say to each other. All of it is plain data. */

/** A Dockerfile and the other files of its build context. */
export interface Submission {
  readonly text: string;
  readonly files: ContextFiles;
}

/** What the checker says of a text. */
export interface GradedText {
  readonly text: string;
  /** False as well when grading itself failed. */
  readonly passed: boolean;
  /** More data of packages is on its way that may decide what is open here: the text is graded again then. */
  readonly isProvisional: boolean;
  /** Undefined when grading itself failed; what was shown before then stays. */
  readonly view: GradeView | undefined;
  /** What to underline: the first findings of rules that the lesson does not leave alone. */
  readonly findings: readonly Diagnostic[];
  /** Undefined when grading or drawing failed; what was drawn before then stays. */
  readonly picture: Picture | undefined;
  /** What of the checker failed: "rule apk-no-cache", "the grade". */
  readonly failures: readonly string[];
}

/** What the checker can be asked about a text. */
export interface Questions {
  readonly grade: Submission;
  /** Whether the fix of a finding may be applied. */
  readonly fix: Submission & { readonly rule: string | undefined; readonly edits: readonly TextEdit[] };
  /** A finding as Markdown; `link` is the absolute address of its rule's page. */
  readonly review: Submission & { readonly finding: FindingView; readonly link: string | undefined };
  /** Which recording fits; `draft` holds the files that the learner may edit, the Dockerfile among them. */
  readonly recording: Submission & { readonly draft: ContextFiles };
}

export interface Answers {
  readonly grade: GradedText;
  /** Why the fix must not be applied, in words to go on with: "its edits overlap". Undefined when it may be. */
  readonly fix: { readonly problem: string | undefined };
  readonly review: { readonly markdown: string };
  /** `pick` is undefined when nothing is recorded; the whole answer when the checker failed on the text. */
  readonly recording: { readonly pick: RecordingPick | undefined } | undefined;
}

export type Topic = keyof Questions;

export type Question = { [T in Topic]: { readonly topic: T; readonly question: Questions[T] } }[Topic];

/** To the worker: first the lesson, then questions, each when the one before is answered. */
export type ToWorker = { readonly lesson: LessonData } | Question;

/**
 * From the worker: that it is there; then for each question that it has begun with it, and the answer, or the words of
 * the error that came in its place. Between questions once: that it has learned what may decide the last grade, which
 * was open.
 */
export type FromWorker =
  { readonly is: 'ready' } | { readonly is: 'begun' } | { readonly is: 'learned' } | Answer | Fault;

interface Answer {
  readonly is: 'answer';
  readonly answer: Answers[Topic];
}

interface Fault {
  readonly is: 'fault';
  readonly words: string;
}
