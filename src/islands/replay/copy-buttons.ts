import * as words from '../../i18n/en/replay.ts';
import { formatMoment, linkClock, timelineText, type Moment } from '../../player/index.ts';
import type { Announcer } from '../shared/announcer.ts';
import { copyText } from '../shared/clipboard.ts';
import { part } from '../shared/dom.ts';
import type { Replay } from './replay.ts';

/** Copies the transcript, what is selected in the terminal, or a link to this moment. */
export class CopyButtons {
  readonly #replay: Replay;
  readonly #announcer: Announcer;

  /** @param shown name of the state whose recording is shown. */
  constructor(
    root: HTMLElement,
    announcer: Announcer,
    replay: Replay,
    shown: () => string | undefined,
    signal: AbortSignal,
  ) {
    this.#replay = replay;
    this.#announcer = announcer;
    const on = (name: string, text: () => string | undefined, done: string): void => {
      const button = part(root, name, HTMLButtonElement);
      button.addEventListener('click', () => void this.#copy(button, text(), done), { signal });
    };
    on('copy-all', () => this.#replay.timeline && timelineText(this.#replay.timeline), words.copiedAll);
    on('copy-selection', () => this.#replay.selection || (getSelection()?.toString() ?? ''), words.copiedSelection);
    on('copy-link', () => this.#link(shown()), words.copiedLink);
  }

  async #copy(button: HTMLButtonElement, text: string | undefined, done: string): Promise<void> {
    if (text === undefined || text === '') {
      this.#announcer.now(words.nothingSelected);
      return;
    }
    const copied = await copyText(text);
    this.#announcer.now(copied ? done : words.notCopied);
    button.dataset['done'] = copied ? 'yes' : 'no';
    setTimeout(() => delete button.dataset['done'], 2000);
  }

  #link(state: string | undefined): string | undefined {
    const { timeline, recorded, pinned: step } = this.#replay;
    if (timeline === undefined) return undefined;
    const at: Moment['at'] = step
      ? { kind: 'step', number: step.number }
      : { kind: 'time', seconds: linkClock(timeline).toPlayback(recorded) };
    const url = new URL(location.href);
    url.hash = formatMoment({ at, state });
    return url.href;
  }
}
