import * as words from '../../i18n/en/replay.ts';
import { formatMoment, linkClock, stepNames, timelineText, type Moment, type Timeline } from '../../player/index.ts';
import type { Announcer } from '../shared/announcer.ts';
import { copyText } from '../shared/clipboard.ts';
import { part } from '../shared/dom.ts';
import type { Replay } from './replay.ts';

/** Copies the transcript, what is selected in the terminal, or a link to this moment or to a step. */
export class CopyButtons {
  readonly #replay: Replay;
  readonly #announcer: Announcer;
  readonly #chapters: HTMLElement;

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
    this.#chapters = part(root, 'chapters', HTMLElement);
    this.#chapters.addEventListener('click', ({ target }) => this.#onLink(target), { signal });
    replay.onOpen = (timeline) => this.#addLinks(timeline, shown());
    if (replay.timeline !== undefined) replay.onOpen(replay.timeline);
    on('copy-link', () => this.#link(shown()), words.copiedLink);
  }

  /**
   * A link beside each step. They are no stops for Tab, of which a list of steps has enough: the button that copies a link
   * to this moment gives the same for a step that was gone to.
   */
  #addLinks({ steps }: Timeline, state: string | undefined): void {
    const names = stepNames(steps);
    for (const [index, item] of [...this.#chapters.children].entries()) {
      const link = document.createElement('a');
      link.className = 'bp-step-link';
      link.href = formatMoment({ at: atStep(index + 1, names[index]), state });
      link.textContent = '#';
      link.setAttribute('aria-label', words.linkToStep(index + 1));
      link.tabIndex = -1;
      item.append(link);
    }
  }

  /** The link also leads there, so its address stands in the browser's own bar too. */
  #onLink(target: EventTarget | null): void {
    const link = target instanceof Element ? target.closest('a') : null;
    if (link !== null) void this.#copy(link, link.href, words.copiedLink);
  }

  async #copy(button: HTMLElement, text: string | undefined, done: string): Promise<void> {
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
      ? atStep(step.number, stepNames(timeline.steps)[step.number - 1])
      : { kind: 'time', seconds: linkClock(timeline).toPlayback(recorded) };
    const url = new URL(location.href);
    url.hash = formatMoment({ at, state });
    return url.href;
  }
}

function atStep(number: number, name: string | undefined): Moment['at'] {
  return name === undefined ? { kind: 'step', number } : { kind: 'named', name };
}
