import { order as words } from '../../i18n/en/asks.ts';
import { CheckerClient } from '../../islands/checker-service/checker-client.ts';
import type { GradedText, Submission } from '../../islands/checker-service/protocol.ts';
import { startWorker } from '../../islands/checker-service/start-worker.ts';
import { Announcer } from '../../islands/shared/announcer.ts';
import { data, part } from '../../islands/shared/dom.ts';
import { showMessage } from '../../islands/shared/show-message.ts';
import { stateOf } from '../../lessons/content/exercise-files.ts';
import { assemble, lineKeyTarget } from './assess.ts';
import { LineDrag } from './drag.ts';

type Act = 'up' | 'down' | 'out' | 'in';

/**
 * `<ask-order>`: lines are put into a Dockerfile, moved with buttons or arrow keys, and graded in the checker's worker,
 * which loads at the first check. Its content comes from Exercise.astro.
 */
class AskOrder extends HTMLElement {
  #stop = new AbortController();
  #client: CheckerClient | undefined;
  /** What was checked last; undefined once the lines have changed. */
  #checked: Submission | undefined;
  #moves: Announcer | undefined;
  #file: HTMLElement | undefined;
  #lines: HTMLElement | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#file = part(this, 'file', HTMLElement);
    this.#lines = part(this, 'lines', HTMLElement);
    this.#moves = new Announcer(part(this, 'moves', HTMLElement));
    this.addEventListener('click', ({ target }) => this.#pressed(target), { signal });
    this.#file.addEventListener('keydown', (event) => this.#key(event), { signal });
    const lists = [this.#file, this.#lines];
    new LineDrag({ host: this, lists, onDrop: (row) => this.#dropped(row) }, signal);
    this.toggleAttribute('data-ready', true);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    this.#moves?.cancel();
    this.#client = undefined;
  }

  get #rows(): HTMLElement[] {
    return [...(this.#file?.querySelectorAll('li') ?? [])];
  }

  #pressed(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button === null) return;
    const row = button.closest('li');
    if (button.dataset['part'] === 'check') void this.#check();
    else if (row !== null) this.#act(button.dataset['act'] as Act, row, button);
  }

  #act(act: Act, row: HTMLElement, button: HTMLElement): void {
    if (act === 'in') this.#putIn(row);
    else if (act === 'out') this.#takeOut(row);
    else this.#move(row, this.#rows.indexOf(row) + (act === 'up' ? -1 : 1), button);
  }

  #key(event: KeyboardEvent): void {
    const row = event.target instanceof Element ? event.target.closest('li') : null;
    if (row === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = this.#rows;
    const to = lineKeyTarget(event.key, rows.indexOf(row), rows.length);
    if (to === undefined) return;
    event.preventDefault();
    this.#move(row, to, event.target as HTMLElement);
  }

  /** Moves a line to a place, if there is such a place; the focus stays with the line. */
  #move(row: HTMLElement, to: number, focused: HTMLElement): void {
    const rows = this.#rows;
    const other = rows[to];
    if (other === undefined || other === row) return;
    if (rows.indexOf(row) < to) other.after(row);
    else other.before(row);
    focused.focus();
    this.#changed(words.moved(textOf(row), to + 1, rows.length));
  }

  /** Puts a line at the end; the focus goes to the next one to put in. */
  #putIn(row: HTMLElement): void {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    this.#file?.append(row);
    (next?.querySelector<HTMLElement>('[data-act="in"]') ?? part(this, 'check', HTMLElement)).focus();
    this.#changed(words.added(textOf(row), this.#rows.length));
  }

  #takeOut(row: HTMLElement): void {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    this.#lines?.append(row);
    (
      next?.querySelector<HTMLElement>('[data-act="out"]') ?? row.querySelector<HTMLElement>('[data-act="in"]')
    )?.focus();
    this.#changed(words.removed(textOf(row)));
  }

  #dropped(row: HTMLElement): void {
    const rows = this.#rows;
    const at = rows.indexOf(row);
    this.#changed(at < 0 ? words.removed(textOf(row)) : words.moved(textOf(row), at + 1, rows.length));
  }

  #changed(message: string): void {
    this.#checked = undefined;
    this.#number();
    this.#show([]);
    this.#moves?.now(message);
  }

  /** Each row says at which line of the Dockerfile it begins, which is how the checker speaks of it. */
  #number(): void {
    let line = 1;
    for (const row of this.#rows) {
      row.dataset['line'] = String(line);
      line += textOf(row).split('\n').length;
    }
  }

  async #check(): Promise<void> {
    const texts = this.#rows.map(textOf);
    if (texts.length === 0) {
      this.#show([words.nothing]);
      return;
    }
    this.#show([words.checking]);
    const client = (this.#client ??= this.#start());
    let asked: Submission;
    try {
      asked = { text: assemble(texts), files: stateOf(await client.lesson(), 'solution').files };
    } catch (error) {
      this.#unavailable(error);
      return;
    }
    this.#checked = asked;
    client.changed();
    if ((await client.start()) && (await client.current()) === undefined && this.#isStill(asked)) {
      this.#show([words.unsure]);
    }
  }

  /** Whether the lines are as they were when they were asked about. */
  #isStill(asked: Submission): boolean {
    return this.#checked === asked;
  }

  #start(): CheckerClient {
    return new CheckerClient(
      {
        url: data(this, 'src'),
        read: () => this.#checked ?? { text: '', files: {} },
        startWorker,
        onGraded: (graded) => this.#graded(graded),
        onRefused: () => this.#show([words.unsure]),
        onUnavailable: (error) => this.#unavailable(error),
      },
      this.#stop.signal,
    );
  }

  #unavailable(error: unknown): void {
    console.error('Belay: the checker could not be loaded.', error);
    this.#show([words.missing]);
  }

  #graded({ text, passed, view }: GradedText): void {
    if (this.#checked?.text !== text || view === undefined) return;
    if (passed) {
      this.#show([words.passed], true);
      return;
    }
    const open = view.criteria.filter(({ state }) => state === 'unmet');
    const faults = open.map(({ label, message, why, place }) =>
      [place?.label, `${message === '' ? label : message} ${why}`.trim()]
        .filter((each) => each !== undefined)
        .join(': '),
    );
    const decoys = this.#rows.flatMap((row) => {
      const because = row.dataset['because'];
      return because === undefined ? [] : [`\`${textOf(row)}\`: ${because}`];
    });
    this.#show([words.notYet, ...faults, ...decoys]);
  }

  /** Says the first line, and lists the others below it. */
  #show([first, ...others]: readonly string[], passed = false): void {
    const result = part(this, 'result', HTMLElement);
    result.toggleAttribute('data-passed', passed);
    const items = others.map((message) => filled('li', message));
    const list = document.createElement('ul');
    list.append(...items);
    result.replaceChildren(...(first === undefined ? [] : [filled('p', first)]), ...(items.length > 0 ? [list] : []));
  }
}

function textOf(row: HTMLElement): string {
  return row.querySelector('code')?.textContent ?? '';
}

function filled(tag: string, message: string): HTMLElement {
  const element = document.createElement(tag);
  showMessage(element, message);
  return element;
}

customElements.define('ask-order', AskOrder);
