import type { RecordingPick } from '../../lessons/recordings/pick-recording.ts';

/** What `<lesson-workbench>` tells after each grading. */
export interface BelayGraded {
  /**
   * Works out which recording fits the text. Its answer is undefined when nothing is recorded, and when a newer text
   * has overtaken this one. Undefined when the checker failed on the text.
   */
  readonly fit: (() => Promise<RecordingPick | undefined>) | undefined;
}

declare global {
  interface DocumentEventMap {
    /** Fired on `<lesson-workbench>`, bubbles. */
    'belay:graded': CustomEvent<BelayGraded>;
    /** Asks the workbench to select a line of the Dockerfile, counted from 1; fire it on `document` or below. */
    'belay:select-line': CustomEvent<{ readonly line: number }>;
  }
}
