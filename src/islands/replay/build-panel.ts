import { recordingsNotLoaded } from '../../i18n/en/lessons.ts';
import { parseMoment } from '../../player/index.ts';
import type { RecordingPicked } from '../shared/events.ts';
import { onIntentOrIdle } from '../shared/intent.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { showFailure } from './failure.ts';
import type { Panel } from './panel.ts';

/**
 * `<build-panel data-src="…/lesson.json" data-first="starter">`: replays the recorded builds of a lesson. What it
 * needs loads when the learner reaches for it, follows a link to a moment, or sees it while nothing else is to do.
 */
class BuildPanel extends HTMLElement {
  #stop: AbortController | undefined;
  #panel: Promise<Panel | undefined> | undefined;
  #picked: RecordingPicked | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener('belay:recording-picked', (event) => this.#fit(event.detail), { signal });
    addEventListener('hashchange', () => this.#followLink(), { signal });
    // A click on a control that is not yet alive is repeated when it is.
    this.addEventListener('click', (event) => this.#repeat(event), { signal, capture: true });
    const player = this.querySelector('[data-part="player"]');
    if (player instanceof HTMLElement) onIntentOrIdle(player, () => void this.#start(), signal);
    this.#followLink();
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#panel = undefined;
    this.toggleAttribute('data-ready', false);
  }

  #start(): Promise<Panel | undefined> {
    this.#panel ??= this.#load(this.#stop?.signal ?? AbortSignal.abort());
    return this.#panel;
  }

  async #load(signal: AbortSignal): Promise<Panel | undefined> {
    try {
      const { Panel } = await withinLimit(import('./panel.ts'));
      const panel = await Panel.start(this, signal);
      await panel.open(parseMoment(location.hash));
      if (this.#picked) await panel.fit(this.#picked.pick);
      this.toggleAttribute('data-ready', true);
      return panel;
    } catch (error) {
      if (signal.aborted) return undefined;
      console.error('Belay: the recordings could not be loaded.', error);
      // The next intent tries again, and so does the button.
      this.#panel = undefined;
      showFailure(this, recordingsNotLoaded);
      return undefined;
    }
  }

  #fit(picked: RecordingPicked): void {
    this.#picked = picked;
    void this.#panel?.then((panel) => panel?.fit(picked.pick));
  }

  /** `#t=12.3`, `#step-3`: shows the panel and that moment. */
  #followLink(): void {
    const moment = parseMoment(location.hash);
    if (moment === undefined) return;
    this.#reveal();
    const running = this.#panel;
    const opened = running === undefined ? this.#start() : running.then((panel) => panel?.open(moment));
    // The page's tabs may come alive only after this: then what they hide is shown now.
    void opened.then(() => {
      if (!this.checkVisibility()) this.#reveal();
    });
  }

  #reveal(): void {
    this.dispatchEvent(new CustomEvent('belay:show-panel', { bubbles: true }));
    this.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  #repeat(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button === null || this.hasAttribute('data-ready') || !event.isTrusted) return;
    void this.#start().then((panel) => {
      if (panel) button.click();
    });
  }
}

if (!customElements.get('build-panel')) customElements.define('build-panel', BuildPanel);
