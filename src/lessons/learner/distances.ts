/** How far apart the questions of a passed lesson are; see `review-dates.ts`. */

/** Days from passing, or from an answer, to the next question. */
export const distances: readonly number[] = [1, 3, 7, 21, 60];

export const day = 86_400_000;

/** A question is due a little before its day is over, so that who comes each evening is not sent away. */
export const early = day / 4;

/** Where the time of the next question is noted, for the header of every page (`src/layouts/theme-early.js`). */
export const reviewNoteKey = 'review-next';
