import type { LessonState } from '../../lessons/content/lesson-data.ts';
import { loadLimit } from '../shared/time-limit.ts';
import { problemText, readTimeline, type Timeline } from '../../player/index.ts';

/** Loads recordings and keeps them. */
export class Recordings {
  readonly #loaded = new Map<string, Promise<Timeline>>();

  /** @throws Error with a message for the learner when it cannot be loaded or read. A second try loads again. */
  async load({ name, recording }: LessonState): Promise<Timeline> {
    if (recording === undefined) throw new Error('This state is not recorded yet.');
    const loading = this.#loaded.get(name) ?? fetchTimeline(recording);
    this.#loaded.set(name, loading);
    return loading.catch((error: unknown) => {
      this.#loaded.delete(name);
      throw error;
    });
  }
}

async function fetchTimeline({ castUrl, meta }: NonNullable<LessonState['recording']>): Promise<Timeline> {
  const notLoaded = (cause: unknown): never => {
    throw new Error('The recording did not load. Check the connection and try again.', { cause });
  };
  // The limit holds for the text as well, not only until the first byte.
  const response = await fetch(castUrl, { signal: AbortSignal.timeout(loadLimit) }).catch(notLoaded);
  if (!response.ok) throw new Error(`The recording did not load (${response.status}). Try again later.`);
  const result = readTimeline(await response.text().catch(notLoaded), meta.commands);
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}
