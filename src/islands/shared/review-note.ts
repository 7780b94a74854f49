import { noteNextReview, reviewOverview, type ReviewOverview } from '../../lessons/learner/review-dates.ts';

/**
 * Looks at the questions of all lessons, notes when the next one is, and shows or hides what leads to the review
 * (`data-due`, which `src/layouts/theme-early.js` sets before the first paint).
 * @param slugs of all lessons that have a question.
 */
export function lookAtReview(slugs: readonly string[]): ReviewOverview {
  const overview = reviewOverview(slugs);
  noteNextReview(overview);
  document.documentElement.toggleAttribute('data-due', overview.due.length > 0);
  return overview;
}
