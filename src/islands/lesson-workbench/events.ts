import type { Grade } from '../../checker/index.ts';
import type { DraftFiles } from '../../lessons/drafts.ts';

/** What `<lesson-workbench>` tells after each grading. */
export interface BelayChange {
  /** The Dockerfile. */
  readonly text: string;
  /** The editable files, the Dockerfile among them. */
  readonly files: DraftFiles;
  readonly grade: Grade | undefined;
  /** Equal for Dockerfiles that do the same; undefined when the checker failed. */
  readonly fingerprint: string | undefined;
}

declare global {
  interface DocumentEventMap {
    /** Fired on `<lesson-workbench>`, bubbles. */
    'belay:change': CustomEvent<BelayChange>;
    /** Asks the workbench to select a line of the Dockerfile, counted from 1; fire it on `document` or below. */
    'belay:select-line': CustomEvent<{ readonly line: number }>;
  }
}
