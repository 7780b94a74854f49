/** What a lesson page loads to grade: the engine, and the way to its worker. */
import { applyEdits, checker } from '../../checker/index.ts';
import type * as fullEngine from '../checker-service/worker.ts';
import type { Engine } from '../checker-service/grade-text.ts';

export { applyEdits };
export { CheckerClient } from '../checker-service/checker-client.ts';
export { problemOfFix } from './problem-of-fix.ts';
export { reviewMarkdown } from './review.ts';

/** The engine's worker: a chunk of its own. */
export function loadFull(): Promise<typeof fullEngine> {
  return import('../checker-service/worker.ts');
}

/** The engine for the page. */
export function engineFor(): Promise<Engine> {
  return Promise.resolve(checker);
}
