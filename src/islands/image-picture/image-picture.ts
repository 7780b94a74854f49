import type { Picture } from '../../lessons/picture/picture.ts';
import { tabKeyTarget } from '../shared/tab-keys.ts';
import type { Painter } from './painter.ts';

/** Fired on a step that is pointed at or has the focus, and bubbles; `lines` is undefined when it is left. */
interface BelayLine {
  readonly lines: readonly [from: number, to: number] | undefined;
}

declare global {
  interface HTMLElementEventMap {
    'belay:line': CustomEvent<BelayLine>;
  }
  interface HTMLElementTagNameMap {
    'image-picture': ImagePicture;
  }
}

/**
 * `<image-picture>`: the picture of the image in parts, one behind each tab. It comes drawn from the build; what draws it
 * anew is loaded with the first picture. `of` names the part that it opens on; with `live` it draws what
 * `<lesson-workbench>` tells after each grading.
 *
 * Children: `[data-view]` buttons in an element `[data-part="views"]`, and `[data-part="view"]`.
 */
class ImagePicture extends HTMLElement {
  #picture: Picture | undefined;
  #painter: Painter | undefined;
  #tabs: HTMLElement[] = [];
  #stop: AbortController | undefined;
  #line: number | undefined;
  #isDue = false;
  #isInView = false;

  connectedCallback(): void {
    this.#tabs = [...this.querySelectorAll<HTMLElement>('[data-view]')];
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (const tab of this.#tabs) {
      tab.addEventListener('click', () => this.#select(tab), { signal });
      tab.addEventListener('keydown', (event) => this.#onTabKey(event, tab), { signal });
    }
    this.#makeReachable();
    for (const type of ['pointerover', 'focusin']) {
      this.addEventListener(type, ({ target }) => this.#point(target), { signal });
    }
    for (const type of ['pointerleave', 'focusout'])
      this.addEventListener(type, () => this.#tell(undefined), { signal });
    this.addEventListener('keydown', (event) => this.#onStepKey(event), { signal });
    // What nobody sees is drawn when somebody does.
    const observer = new IntersectionObserver((entries) => {
      this.#isInView = entries.some((entry) => entry.isIntersecting);
      if (this.#isInView && this.#isDue) void this.#draw();
    });
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect());
    if (this.hasAttribute('live')) {
      document.addEventListener('belay:graded', ({ detail }) => this.show(detail.picture), { signal });
    }
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  /** Draws a picture in place of the one that is there; without one that stays. */
  show(picture: Picture | undefined): void {
    if (picture === undefined) return;
    this.#picture = picture;
    this.#ask();
  }

  /** Marks the step that a line of the file belongs to. */
  mark(line: number | undefined): void {
    this.#line = line;
    for (const step of this.#steps()) {
      const [from = 0, to = 0] = linesOf(step) ?? [];
      step.toggleAttribute('data-marked', line !== undefined && line >= from && line <= to);
    }
  }

  #ask(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    // Behind the frame in which the goals change.
    if (this.#isInView) requestAnimationFrame(() => void this.#draw());
  }

  async #draw(): Promise<void> {
    try {
      this.#painter ??= new (await import('./painter.ts')).Painter(this.#view);
    } catch {
      // The network is gone: what is drawn stays, and the next picture tries again.
      this.#isDue = false;
      return;
    }
    this.#isDue = false;
    this.#painter.paint(this.#picture, this.getAttribute('of'));
    this.#makeReachable();
    this.mark(this.#line);
  }

  get #view(): HTMLElement {
    const view = this.querySelector<HTMLElement>('[data-part="view"]');
    if (view === null) throw new Error('<image-picture> has no part "view".');
    return view;
  }

  #select(tab: HTMLElement): void {
    this.setAttribute('of', tab.dataset['view'] ?? '');
    for (const each of this.#tabs) {
      each.setAttribute('aria-selected', String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
    }
    this.#view.setAttribute('aria-labelledby', tab.id);
    this.#ask();
  }

  #onTabKey(event: KeyboardEvent, tab: HTMLElement): void {
    const next = tabKeyTarget(event.key, this.#tabs.indexOf(tab), this.#tabs.length);
    const target = next === undefined ? undefined : this.#tabs[next];
    if (target === undefined) return;
    event.preventDefault();
    this.#select(target);
    target.focus();
  }

  #steps(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-lines]')];
  }

  /** One of the steps is a stop for Tab; arrow keys go on from there. */
  #makeReachable(): void {
    const steps = this.#steps();
    const isThere = steps.some(({ tabIndex }) => tabIndex === 0);
    steps.forEach((step, i) => {
      if (!step.hasAttribute('tabindex')) step.tabIndex = !isThere && i === 0 ? 0 : -1;
    });
  }

  #onStepKey(event: KeyboardEvent): void {
    const steps = this.#steps();
    const at = steps.indexOf(event.target as HTMLElement);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? steps.length - 1 : by === undefined ? -1 : at + by;
    const next = at < 0 ? undefined : steps[to];
    if (next === undefined) return;
    event.preventDefault();
    for (const step of steps) step.tabIndex = step === next ? 0 : -1;
    next.focus();
  }

  #point(target: EventTarget | null): void {
    const step = target instanceof Element ? target.closest<HTMLElement>('[data-lines]') : null;
    this.#tell(step === null ? undefined : linesOf(step));
  }

  #told: string | undefined;

  #tell(lines: readonly [number, number] | undefined): void {
    const told = lines?.join('-');
    if (told === this.#told) return;
    this.#told = told;
    this.dispatchEvent(new CustomEvent<BelayLine>('belay:line', { bubbles: true, detail: { lines } }));
  }
}

function linesOf(step: HTMLElement): readonly [number, number] | undefined {
  const [from, to] = (step.dataset['lines'] ?? '').split('-').map(Number);
  return from ? [from, to ?? from] : undefined;
}

if (!customElements.get('image-picture')) customElements.define('image-picture', ImagePicture);
