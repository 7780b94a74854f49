/** What a lesson page loads to grade: the engine with the rules of the lessons, and the way to the rest of it. */
import type * as fullEngine from './full-engine.ts';

export { EngineRoom } from './engine-room.ts';
export { lessonEngine } from './grader.ts';
export { reviewMarkdown } from './review.ts';

/** The engine with every rule, and the worker: a chunk of its own. */
export function loadFull(): Promise<typeof fullEngine> {
  return import('./full-engine.ts');
}
