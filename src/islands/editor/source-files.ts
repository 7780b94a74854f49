import type { DraftFiles } from '../../lessons/learner/drafts.ts';
import type { ExerciseFile } from '../../lessons/content/exercise-files.ts';
import { data } from '../shared/dom.ts';

/** So many lines of a draft get a number of their own; the rest of a longer one is shown in one piece. */
const mostLines = 5_000;

/** The static texts of the page: what is read without JavaScript and until an editor is there. */
export class SourceFiles {
  readonly files: readonly ExerciseFile[];
  readonly #elements: ReadonlyMap<string, HTMLElement>;
  readonly #originals: ReadonlyMap<string, readonly ChildNode[]>;

  constructor(frame: HTMLElement) {
    const elements = [...frame.querySelectorAll<HTMLElement>('.wb-source')];
    this.#elements = new Map(elements.map((element) => [data(element, 'path'), element]));
    this.#originals = new Map([...this.#elements].map(([path, element]) => [path, [...lines(element).childNodes]]));
    this.files = elements.map((element) => ({
      path: data(element, 'path'),
      // Shiki shows no line for the last line break.
      starter: code(element).textContent + (element.dataset['finalNewline'] === undefined ? '' : '\n'),
      isNew: element.dataset['new'] !== undefined,
      editable: element.dataset['editable'] !== undefined,
    }));
  }

  /** The element with the type that an editor must take on. */
  get sample(): HTMLElement {
    const [first] = this.#elements.values();
    if (first === undefined) throw new Error('The workbench shows no file.');
    return code(first);
  }

  show(path: string): void {
    for (const [other, element] of this.#elements) element.hidden = other !== path;
  }

  /** Puts a draft in the place of the starter, without colours, so that nothing changes when the editor arrives. */
  showDraft(draft: DraftFiles): void {
    for (const [path, text] of Object.entries(draft)) {
      const element = this.#elements.get(path);
      const shown = text.replace(/\n$/, '');
      if (element === undefined || lines(element).textContent === shown) continue;
      const all = shown.split('\n');
      const rest = all.splice(mostLines);
      const spans = all.flatMap((line, index) => {
        const span = document.createElement('span');
        span.className = 'line';
        span.textContent = line;
        return index === 0 ? [span] : ['\n', span];
      });
      if (rest.length > 0) spans.push(`\n${rest.join('\n')}`);
      lines(element).replaceChildren(...spans);
    }
  }

  /** Puts everything back as the server has made it. */
  restore(): void {
    this.setCovered(false);
    for (const [path, element] of this.#elements) lines(element).replaceChildren(...(this.#originals.get(path) ?? []));
  }

  /** Takes the static texts out of sight and out of the reading order, or brings them back. */
  setCovered(covered: boolean): void {
    for (const element of this.#elements.values()) element.classList.toggle('wb-covered', covered);
  }

  /** How far the text of a file has been scrolled, in CSS pixels. */
  scrollTop(path: string): number {
    const element = this.#elements.get(path);
    return element === undefined ? 0 : code(element).scrollTop;
  }

  /** Where in the text of a file a point of the page is. The start of the text when the browser does not say. */
  offsetAt(path: string, x: number, y: number): number {
    const element = this.#elements.get(path);
    // Absent in older Safari.
    const place = 'caretPositionFromPoint' in document ? document.caretPositionFromPoint(x, y) : null;
    if (element === undefined || !place || !lines(element).contains(place.offsetNode)) return 0;
    const before = document.createRange();
    before.setStart(lines(element), 0);
    before.setEnd(place.offsetNode, place.offset);
    return before.toString().length;
  }

  /** The keyboard focus is on a static text. */
  get hasFocus(): boolean {
    return [...this.#elements.values()].some((element) => element.contains(document.activeElement));
  }
}

function code(element: HTMLElement): HTMLElement {
  const pre = element.querySelector('pre');
  if (pre === null) throw new Error(`The file ${data(element, 'path')} is not shown as <pre>.`);
  return pre;
}

/** The element whose children are the lines. */
function lines(element: HTMLElement): HTMLElement {
  return element.querySelector('code') ?? code(element);
}
