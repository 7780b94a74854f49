/**
 * Numbers beside the lines of a text field. Lines wrap there, so where one begins is known to the browser alone: behind the
 * field lies the same text in the same type and width, out of sight, with a number before each line.
 */
export class LineNumbers {
  readonly #field: HTMLTextAreaElement;
  readonly #lines = document.createElement('div');
  #shown: readonly string[] = [];

  constructor(field: HTMLTextAreaElement) {
    this.#field = field;
    const holder = document.createElement('div');
    holder.className = 'wb-numbers';
    holder.setAttribute('aria-hidden', 'true');
    holder.append(this.#lines);
    field.after(holder);
    field.addEventListener('input', () => this.update());
    field.addEventListener('scroll', () => this.#scroll(), { passive: true });
    // The width may be known only when the field shows, and a scrollbar takes of it.
    new ResizeObserver(() => this.#fit()).observe(field);
    this.update();
  }

  /** Follows the text: only lines that differ are made anew. */
  update(): void {
    const lines = this.#field.value.split('\n');
    const before = this.#shown;
    const most = Math.min(lines.length, before.length);
    let [start, end] = [0, 0];
    while (start < most && lines[start] === before[start]) start++;
    while (end < most - start && lines.at(-1 - end) === before.at(-1 - end)) end++;
    for (let count = before.length - start - end; count > 0; count--) this.#lines.children[start]?.remove();
    const next = this.#lines.children[start] ?? null;
    const made = lines.slice(start, lines.length - end).map((text) => {
      const line = document.createElement('span');
      line.textContent = text;
      return line;
    });
    if (next === null) this.#lines.append(...made);
    else next.before(...made);
    this.#shown = lines;
    this.#fit();
  }

  #fit(): void {
    this.#lines.style.width = `${this.#field.clientWidth}px`;
    this.#scroll();
  }

  #scroll(): void {
    this.#lines.style.transform = `translateY(${-this.#field.scrollTop}px)`;
  }
}
