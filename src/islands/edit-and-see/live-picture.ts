import * as words from '../../i18n/en/home.ts';
import { stateOf } from '../../lessons/content/exercise-files.ts';
import type { Picture } from '../../lessons/picture/picture.ts';
import { CheckerClient } from '../checker-service/checker-client.ts';
import { startWorker } from '../checker-service/start-worker.ts';
import { Painter } from '../image-picture/painter.ts';
import { Announcer } from '../shared/announcer.ts';
import { setText } from '../shared/dom.ts';

interface LivePictureOptions {
  /** Address of the lesson whose files lie beside the text, and whose recordings say what layers weigh. */
  readonly url: string;
  readonly read: () => string;
  readonly into: HTMLElement;
  /** Where it is said what the picture is of. */
  readonly says: HTMLElement;
  /** For screen readers. */
  readonly status: HTMLElement;
}

/** The picture of a text as it is being written. */
export class LivePicture {
  readonly #options: LivePictureOptions;
  readonly #client: CheckerClient;
  readonly #painter: Painter;
  readonly #announcer: Announcer;
  #files: Readonly<Record<string, string>> = {};

  constructor(options: LivePictureOptions, signal: AbortSignal) {
    this.#options = options;
    this.#painter = new Painter(options.into);
    this.#announcer = new Announcer(options.status);
    signal.addEventListener('abort', () => this.#announcer.cancel());
    this.#client = new CheckerClient(
      {
        url: options.url,
        read: () => ({ text: options.read(), files: this.#files }),
        startWorker,
        onGraded: ({ picture }) => this.#show(picture),
        onRefused: () => setText(options.says, words.demo.refused),
        onUnavailable: () => setText(options.says, words.demo.notLoaded),
      },
      signal,
    );
  }

  /** @throws Error when there is nothing to work it out with. */
  async start(): Promise<void> {
    this.#files = stateOf(await this.#client.lesson(), 'starter').files;
    if (!(await this.#client.start())) throw new Error('There is no checker.');
  }

  changed(): void {
    this.#client.changed();
  }

  #show(picture: Picture | undefined): void {
    if (picture === undefined) return;
    const { into, says } = this.#options;
    setText(says, words.demo.live);
    this.#painter.paint(picture, 'layers');
    this.#announcer.later(into.querySelector('.ip-stop, .ip-sum')?.textContent ?? '');
  }
}
