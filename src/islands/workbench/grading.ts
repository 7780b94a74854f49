/** What a lesson page loads to grade: the engine with the rules of the lessons, and the way to the rest of it. */
import type { LessonCriteria } from '../../checker/index.ts';
import { applyEdits, isTaught } from '../../checker/taught.ts';
import type * as fullEngine from '../checker-service/worker.ts';
import { lessonEngine, type Engine } from '../checker-service/grade-text.ts';

export { applyEdits };
export { CheckerClient } from '../checker-service/checker-client.ts';
export { problemOfFix } from './problem-of-fix.ts';
export { reviewMarkdown } from './review.ts';

/** The engine with every rule, and the worker: a chunk of its own. */
export function loadFull(): Promise<typeof fullEngine> {
  return import('../checker-service/worker.ts');
}

/** The smallest engine that can grade by these criteria: a rule that it lacks would count as met. */
export async function engineFor(criteria: LessonCriteria): Promise<Engine> {
  return isTaught(criteria) ? lessonEngine : (await loadFull()).fullEngine;
}
