import type { LessonTask } from '../../checker/index.ts';
import type { FormKind } from '../../exercises/forms.ts';
import type { Recording } from '../recordings/recording.ts';
import type { ReplayScript } from '../recordings/replay-script.ts';

/**
 * What the widgets of a lesson page load: one static file, `/lessons/<slug>/lesson.json`, made at build time
 * from the lesson's folder.
 */
export interface LessonData {
  readonly version: 1;
  readonly slug: string;
  readonly title: string;
  /** What breaks, what to do about it, and what must stay: the first that is read. `Code` stands between backquotes. */
  readonly breaks: string;
  readonly goal: string;
  readonly keep: readonly string[];
  /** Of its exercise. */
  readonly form: FormKind;
  /** Files beside the Dockerfile that may be edited though the solution leaves them alone, or in this order; by path. */
  readonly editable?: readonly string[] | undefined;
  /** What it asks for, as grading takes it. */
  readonly task: LessonTask;
  readonly hints: readonly string[];
  /** `starter`, `solution`, then the variants in the order of their names. */
  readonly states: readonly LessonState[];
}

/** A version of the exercise that is worth showing. */
export interface LessonState {
  /** `starter`, `solution` or the name of a folder in `variants/`. */
  readonly name: string;
  /** In a few words: "Starter", "Solution", "Removed later"; from `session.yaml` where that says it. */
  readonly title: string;
  readonly dockerfile: string;
  /** All text files of the build context by relative path, the Dockerfile excluded. */
  readonly files: Readonly<Record<string, string>>;
  /** Undefined while nobody has recorded it: the page then says so and names `recordCommand`. */
  readonly recording: { readonly castUrl: string; readonly meta: Recording; readonly replay?: ReplayScript } | undefined;
  /** The command that would record it: `npm run record -- apk-cache/starter`. */
  readonly recordCommand: string;
}
