import { noteTrack } from '../../lessons/learner/chosen-track.ts';

/**
 * `<track-list popover data-src="…/lessons.json" data-track="essentials">`: the lessons of a track with what the learner
 * has done of each, in the head of a lesson. It is filled when somebody reaches for the button that opens it, so that a
 * track of any length costs a page nothing. Without it the link inside leads to the page of the track.
 */
class TrackList extends HTMLElement {
  #stop: AbortController | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { track } = this.dataset;
    // Going on from here stays in the track that shows.
    if (track !== undefined && this.parentElement?.checkVisibility() === true) noteTrack(track);
    for (const type of ['pointerenter', 'focus']) {
      this.#button?.addEventListener(type, () => void this.#filler().catch(() => undefined), { signal });
    }
    this.addEventListener('toggle', (event) => event.newState === 'open' && void this.#open(), { signal });
    this.addEventListener('focusout', ({ relatedTarget }) => this.#onLeave(relatedTarget), { signal });
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  get #button(): HTMLElement | null {
    return document.querySelector<HTMLElement>(`[popovertarget="${this.id}"]`);
  }

  /** What fills the list, with the lessons of the track already there. */
  async #filler(): Promise<() => void> {
    const { loadTrack, fillTrackList } = await import('./fill.ts');
    const track = await loadTrack(this.dataset['src'] ?? '', this.#stop?.signal ?? AbortSignal.abort());
    return () => fillTrackList(this, track);
  }

  async #open(): Promise<void> {
    try {
      // Each time anew: another tab may have passed a lesson.
      (await this.#filler())();
    } catch {
      // The network is gone: the link to the track stays, and the next time tries again.
    }
    if (!this.matches(':popover-open')) return;
    (this.querySelector<HTMLElement>('[aria-current]') ?? this.querySelector('a'))?.focus();
  }

  /** Tab went past its end. */
  #onLeave(target: EventTarget | null): void {
    if (target instanceof Node && !this.contains(target) && target !== this.#button) this.hidePopover();
  }
}

if (!customElements.get('track-list')) customElements.define('track-list', TrackList);
