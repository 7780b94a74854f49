import { loadPreferences, savePreferences } from '../../lessons/learner/preferences.ts';

/** How far the arrow keys move a splitter, in per cent. */
const step = 2;

/**
 * A bar between two panes that is moved by mouse, by finger and by arrow keys
 * (https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/). Where it stands is a property of the page, in per cent of
 * the room that both panes share, and is remembered.
 */
export class Splitter {
  readonly #bar: HTMLElement;
  readonly #name: 'read' | 'editor';

  constructor(bar: HTMLElement, name: 'read' | 'editor', signal: AbortSignal) {
    this.#bar = bar;
    this.#name = name;
    bar.addEventListener('pointerdown', (event) => bar.setPointerCapture(event.pointerId), { signal });
    bar.addEventListener('pointermove', (event) => this.#drag(event), { signal });
    bar.addEventListener('lostpointercapture', () => this.#save(), { signal });
    bar.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    this.#show(loadPreferences().split?.[name] ?? Number(bar.ariaValueNow));
  }

  get #isVertical(): boolean {
    return this.#bar.ariaOrientation === 'vertical';
  }

  get #value(): number {
    return Number(this.#bar.ariaValueNow);
  }

  #show(value: number): void {
    const { ariaValueMin, ariaValueMax } = this.#bar;
    const rounded = Math.round(Math.min(Math.max(value, Number(ariaValueMin)), Number(ariaValueMax)));
    this.#bar.ariaValueNow = String(rounded);
    document.documentElement.style.setProperty(`--split-${this.#name}`, `${rounded}%`);
  }

  #save(): void {
    savePreferences({ split: { ...loadPreferences().split, [this.#name]: this.#value } });
  }

  #drag({ pointerId, clientX, clientY }: PointerEvent): void {
    const room = this.#bar.parentElement?.getBoundingClientRect();
    if (room === undefined || !this.#bar.hasPointerCapture(pointerId)) return;
    const part = this.#isVertical ? (clientX - room.left) / room.width : (clientY - room.top) / room.height;
    this.#show(100 * part);
  }

  #onKey(event: KeyboardEvent): void {
    const [back, on] = this.#isVertical ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const value = {
      [back]: this.#value - step,
      [on]: this.#value + step,
      Home: 0,
      End: 100,
    }[event.key];
    if (value === undefined) return;
    event.preventDefault();
    this.#show(value);
    this.#save();
  }
}
