import * as words from '../../i18n/en/replay.ts';
import type { LessonState } from '../../lessons/content/lesson-data.ts';
import { loadLimit } from '../shared/time-limit.ts';
import { problemText, readTimeline, type Timeline } from '../../player/index.ts';

type StateRecording = NonNullable<LessonState['recording']>;

/** Loads recordings and keeps them. */
export class Recordings {
  readonly #loaded = new Map<string, Promise<Timeline>>();

  /** @throws Error with a message for the learner when it cannot be loaded or read. A second try loads again. */
  load(name: string, recording: StateRecording): Promise<Timeline> {
    const loading = this.#loaded.get(name) ?? fetchTimeline(recording);
    this.#loaded.set(name, loading);
    return loading.catch((error: unknown) => {
      this.#loaded.delete(name);
      throw error;
    });
  }
}

async function fetchTimeline({ castUrl, meta }: StateRecording): Promise<Timeline> {
  const notLoaded = (cause: unknown): never => {
    throw new Error(words.recordingNotLoaded, { cause });
  };
  // The limit holds for the text as well, not only until the first byte.
  const response = await fetch(castUrl, { signal: AbortSignal.timeout(loadLimit) }).catch(notLoaded);
  if (!response.ok) throw new Error(words.recordingRefused(response.status));
  const result = readTimeline(await response.text().catch(notLoaded), meta.commands);
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}
