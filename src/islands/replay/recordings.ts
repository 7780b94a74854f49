import * as words from '../../i18n/en/replay.ts';
import type { LessonState } from '../../lessons/content/lesson-data.ts';
import { loadLimit } from '../shared/time-limit.ts';
import { readRecording } from '../../lessons/recordings/replay-point.ts';
import { problemText, type Timeline } from '../../player/index.ts';

type StateRecording = NonNullable<LessonState['recording']>;

/** Loads recordings and keeps them. */
export class Recordings {
  readonly #loaded = new Map<string, Promise<string>>();

  /**
   * @param raw as it was recorded, with nothing folded.
   * @throws Error with a message for the learner when it cannot be loaded or read. A second try loads again.
   */
  async load(name: string, recording: StateRecording, raw: boolean): Promise<Timeline> {
    const loading = this.#loaded.get(name) ?? fetchCast(recording);
    this.#loaded.set(name, loading);
    try {
      const result = readRecording(await loading, recording, raw);
      if (!result.ok) throw new Error(problemText(result.problem));
      return result.value;
    } catch (error) {
      this.#loaded.delete(name);
      throw error;
    }
  }
}

async function fetchCast({ castUrl }: StateRecording): Promise<string> {
  const notLoaded = (cause: unknown): never => {
    throw new Error(words.recordingNotLoaded, { cause });
  };
  // The limit holds for the text as well, not only until the first byte.
  const response = await fetch(castUrl, { signal: AbortSignal.timeout(loadLimit) }).catch(notLoaded);
  if (!response.ok) throw new Error(words.recordingRefused(response.status));
  return response.text().catch(notLoaded);
}
