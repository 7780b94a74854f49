/** Where a line goes: before another one, or at the end of a list. */
interface Place {
  readonly list: HTMLElement;
  readonly before: HTMLElement | null;
}

interface LineDragOptions {
  /** Holds both lists; it stays where it is while lines move. */
  readonly host: HTMLElement;
  readonly lists: readonly HTMLElement[];
  /** Told when a line was let go in another place. */
  readonly onDrop: (row: HTMLElement) => void;
}

/** Pixels of the pointer that are no drag yet: a press on a line may as well be one. */
const still = 4;

/**
 * Lines are dragged by their handle, with mouse, pen or finger; the mouse may take them anywhere. They move while they are
 * dragged, and go back when Escape is pressed or the pointer is lost. It comes beside buttons and keys, in place of none.
 */
export class LineDrag {
  readonly #options: LineDragOptions;
  #row: HTMLElement | undefined;
  #pointer = 0;
  #from: Place | undefined;
  #startY = 0;
  #moves = false;

  constructor(options: LineDragOptions, signal: AbortSignal) {
    this.#options = options;
    const { host } = options;
    host.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    host.addEventListener('pointermove', (event) => this.#move(event), { signal });
    host.addEventListener('pointerup', (event) => this.#end(event, true), { signal });
    host.addEventListener('pointercancel', (event) => this.#end(event, false), { signal });
    host.ownerDocument.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape' && this.#row !== undefined) this.#finish(false);
      },
      { signal },
    );
  }

  #down(event: PointerEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest<HTMLElement>('li');
    if (!row || event.button !== 0 || target?.closest('button') !== null) return;
    if (event.pointerType !== 'mouse' && target.closest('[data-grip]') === null) return;
    const list = this.#options.lists.find((each) => each.contains(row));
    if (list === undefined) return;
    // No text is selected while a line moves.
    event.preventDefault();
    this.#row = row;
    this.#pointer = event.pointerId;
    this.#from = { list, before: row.nextElementSibling as HTMLElement | null };
    this.#startY = event.clientY;
    this.#moves = false;
    this.#options.host.setPointerCapture(event.pointerId);
  }

  #move({ pointerId, clientY }: PointerEvent): void {
    const row = this.#row;
    if (row === undefined || pointerId !== this.#pointer) return;
    if (!this.#moves && Math.abs(clientY - this.#startY) < still) return;
    this.#moves = true;
    row.toggleAttribute('data-dragged', true);
    const { list, before } = this.#placeAt(clientY, row);
    if (row.parentElement !== list || row.nextElementSibling !== before) list.insertBefore(row, before);
  }

  #end({ pointerId }: PointerEvent, isDrop: boolean): void {
    if (pointerId === this.#pointer) this.#finish(isDrop);
  }

  #finish(isDrop: boolean): void {
    const [row, from] = [this.#row, this.#from];
    this.#row = undefined;
    if (row === undefined || from === undefined) return;
    row.toggleAttribute('data-dragged', false);
    if (this.#options.host.hasPointerCapture(this.#pointer)) this.#options.host.releasePointerCapture(this.#pointer);
    if (!isDrop) from.list.insertBefore(row, from.before);
    else if (row.parentElement !== from.list || row.nextElementSibling !== from.before) this.#options.onDrop(row);
  }

  /** The nearest list, and in it the first line whose middle is below the pointer. */
  #placeAt(y: number, row: HTMLElement): Place {
    const [list = row] = [...this.#options.lists].sort((a, b) => distance(a, y) - distance(b, y));
    const rows = [...list.querySelectorAll<HTMLElement>(':scope > li')].filter((each) => each !== row);
    const before = rows.find((each) => {
      const { top, height } = each.getBoundingClientRect();
      return y < top + height / 2;
    });
    return { list, before: before ?? null };
  }
}

/** How far a list is from the pointer. An empty one stands where its note does. */
function distance(list: HTMLElement, y: number): number {
  const place = list.childElementCount === 0 ? (list.nextElementSibling ?? list) : list;
  const { top, bottom } = place.getBoundingClientRect();
  return Math.max(top - y, y - bottom, 0);
}
