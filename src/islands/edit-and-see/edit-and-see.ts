import * as words from '../../i18n/en/home.ts';
import type { LivePicture } from './live-picture.ts';

/**
 * `<edit-and-see data-src="…/lesson.json">`: a Dockerfile to edit on the front page, and the picture of its image. What
 * stands there first are the recorded states, which the radio buttons choose without a script. From the first key on the
 * picture is the one of what is written; what works it out loads when somebody reaches for the text.
 */
class EditAndSee extends HTMLElement {
  #stop: AbortController | undefined;
  #live: Promise<LivePicture | undefined> | undefined;
  /** The states by their texts, as the page has them. */
  #states = new Map<HTMLInputElement, string>();
  #last: HTMLInputElement | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const field = this.#field;
    const panels = [...this.querySelectorAll('.panel pre')];
    const radios = [...this.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
    this.#states = new Map(radios.map((radio, i) => [radio, `${(panels[i]?.textContent ?? '').trimEnd()}\n`]));
    for (const radio of radios) radio.addEventListener('change', () => this.#choose(radio), { signal });
    for (const type of ['pointerenter', 'focus', 'pointerdown']) {
      field.addEventListener(type, () => void this.#load(), { signal, passive: true });
    }
    field.addEventListener('input', () => this.#edited(), { signal });
    this.#part('reset').addEventListener('click', () => this.#takeBack(), { signal });
    field.hidden = false;
    this.#choose(radios.find(({ checked }) => checked) ?? radios[0]);
    this.toggleAttribute('data-ready', true);
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
    this.#live = undefined;
    this.toggleAttribute('data-ready', false);
  }

  get #field(): HTMLTextAreaElement {
    return this.#part('text') as HTMLTextAreaElement;
  }

  #part(name: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (found === null) throw new Error(`<edit-and-see> has no part "${name}".`);
    return found;
  }

  /** A recorded state: its text, and the picture that the page has of it. */
  #choose(radio: HTMLInputElement | undefined): void {
    if (radio === undefined) return;
    this.#last = radio;
    radio.checked = true;
    const text = this.#states.get(radio) ?? '';
    if (this.#field.value !== text) this.#field.value = text;
    this.#show(false);
  }

  #takeBack(): void {
    this.#choose(this.#last);
    this.#field.focus();
  }

  #edited(): void {
    const { value } = this.#field;
    const same = [...this.#states].find(([, text]) => text.trimEnd() === value.trimEnd())?.[0];
    if (same !== undefined) {
      // Whoever has typed it keeps their cursor.
      this.#last = same;
      same.checked = true;
      this.#show(false);
      return;
    }
    for (const radio of this.#states.keys()) radio.checked = false;
    this.#show(true);
    void this.#load().then((live) => live?.changed());
  }

  #show(isEdited: boolean): void {
    this.toggleAttribute('data-edited', isEdited);
  }

  #load(): Promise<LivePicture | undefined> {
    this.#live ??= this.#open(this.#stop?.signal ?? AbortSignal.abort());
    return this.#live;
  }

  async #open(signal: AbortSignal): Promise<LivePicture | undefined> {
    try {
      const { LivePicture } = await import('./live-picture.ts');
      const live = new LivePicture(
        {
          url: this.dataset['src'] ?? '',
          read: () => this.#field.value,
          into: this.#part('picture'),
          says: this.#part('says'),
          status: this.#part('status'),
        },
        signal,
      );
      await live.start();
      return live;
    } catch {
      // The network is gone: the next key tries again.
      this.#live = undefined;
      this.#part('says').textContent = words.demo.notLoaded;
      return undefined;
    }
  }
}

if (!customElements.get('edit-and-see')) customElements.define('edit-and-see', EditAndSee);
