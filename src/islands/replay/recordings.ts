import type { LessonState } from '../../lessons/content/lesson-data.ts';
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
  const response = await fetch(castUrl).catch((cause: unknown) => {
    throw new Error('The recording did not load. Check the connection and try again.', { cause });
  });
  if (!response.ok) throw new Error(`The recording did not load (${response.status}). Try again later.`);
  const result = readTimeline(await response.text(), meta.commands);
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}
