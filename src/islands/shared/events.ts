import type { DraftFiles } from '../../lessons/learner/drafts.ts';
import type { Picture } from '../../lessons/picture/picture.ts';
import type { RecordingPick } from '../../lessons/recordings/pick-recording.ts';

/** What `<lesson-workbench>` tells after each grading. */
interface BelayGraded {
  readonly passed: boolean;
  /** The image that the text would make; undefined when the checker failed on it. */
  readonly picture: Picture | undefined;
  /** What the exercise was passed with, by path; undefined while it is not, or data on its way may take that back. */
  readonly passedWith: DraftFiles | undefined;
  /** The learner has changed something since the last time. */
  readonly isAsked: boolean;
}

/** What `<lesson-workbench>` tells when typing has rested after a grading. */
export interface RecordingPicked {
  /** The recording that fits the text; undefined when nothing is recorded. */
  readonly pick: RecordingPick | undefined;
}

/** Fired on `<lesson-workbench>`, and bubble. */
declare global {
  interface DocumentEventMap {
    'belay:graded': CustomEvent<BelayGraded>;
    'belay:recording-picked': CustomEvent<RecordingPicked>;
  }
}
