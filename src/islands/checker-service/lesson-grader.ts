import { contextOf, lessonChecker, type Checker, type PackageIndex } from '../../checker/index.ts';
import { stateOf } from '../../lessons/content/exercise-files.ts';
import type { LessonData } from '../../lessons/content/lesson-data.ts';
import { RecordingMatcher } from '../../lessons/recordings/match-recording.ts';
import { recordedLayers, type RecordedLayers } from '../../lessons/picture/recorded-layers.ts';
import { gradeText, type Understood } from './grade-text.ts';
import type { Answers, Questions, Submission } from './protocol.ts';
import { reviewMarkdown } from './review.ts';

/** The checker at work on one lesson: what runs in the worker. */
export class LessonGrader {
  readonly #lesson: LessonData;
  readonly #checker: Checker;
  readonly #recorded: RecordedLayers;
  #matcher: RecordingMatcher | undefined;
  #index: PackageIndex | undefined;
  #learns = false;
  /** The text that was graded last, so that nothing grades it twice. */
  #last: { readonly submission: Submission; readonly understood: Understood } | undefined;

  constructor(lesson: LessonData, engine: Checker = lessonChecker) {
    this.#lesson = lesson;
    this.#checker = engine;
    this.#recorded = recordedLayers(lesson);
  }

  /** Grades the starter: the first run of all code is slow on any machine, and no text shall pay for it. */
  warmUp(): void {
    const { dockerfile, files } = stateOf(this.#lesson, 'starter');
    this.#understand({ text: dockerfile, files });
  }

  grade(submission: Questions['grade']): Answers['grade'] {
    const { graded } = this.#understand(submission);
    return { ...graded, isProvisional: this.#learns && this.#isOpen };
  }

  /** More data is on its way: what it may decide is provisional until then. */
  expectMore(): void {
    this.#learns = true;
  }

  /**
   * Judges with an index that knows more from now on; without one, what is known has to do.
   * @returns whether the grade that was given last left something open, so that it may be another one now.
   */
  learn(index: PackageIndex | undefined): boolean {
    const wasOpen = this.#isOpen;
    this.#learns = false;
    if (index !== undefined) {
      this.#index = index;
      this.#last = undefined;
    }
    return wasOpen;
  }

  get #isOpen(): boolean {
    return this.#last?.understood.grade?.criteria.some(({ state }) => state === 'unknown') ?? false;
  }

  /** Tries a fix first, as on the command line. */
  fix({ text, files, rule, edits }: Questions['fix']): Answers['fix'] {
    const { target } = this.#lesson.task;
    const options = { profile: 'lesson', context: contextOf(files), target } as const;
    const tried = this.#checker.tryFix(text, { rule, edits }, options);
    return { problem: 'reason' in tried ? tried.reason : undefined };
  }

  /** What the page would not apply, nobody should copy: then the fix is left out. */
  review({ text, files, finding, link }: Questions['review']): Answers['review'] {
    const { rule, fix } = finding;
    const isSound = fix === undefined || this.fix({ text, files, rule, edits: fix.edits }).problem === undefined;
    return { markdown: reviewMarkdown(isSound ? finding : { ...finding, fix: undefined }, text, link) };
  }

  recording({ text, files, draft }: Questions['recording']): Answers['recording'] {
    const { grade, fingerprint } = this.#understand({ text, files });
    if (grade === undefined || fingerprint === undefined) return undefined;
    this.#matcher ??= new RecordingMatcher(this.#lesson);
    return { pick: this.#matcher.pick({ text, files: draft, grade, fingerprint }) };
  }

  #understand(submission: Submission): Understood {
    if (this.#last !== undefined && isSame(this.#last.submission, submission)) return this.#last.understood;
    const { task } = this.#lesson;
    const starter = stateOf(this.#lesson, 'starter');
    const data = this.#index && { index: this.#index };
    const understood = gradeText({ ...submission, task, starter, data, recorded: this.#recorded }, this.#checker);
    this.#last = { submission, understood };
    return understood;
  }
}

function isSame(a: Submission, b: Submission): boolean {
  return a.text === b.text && JSON.stringify(a.files) === JSON.stringify(b.files);
}
