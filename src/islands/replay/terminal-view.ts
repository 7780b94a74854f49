import { SerializeAddon } from '@xterm/addon-serialize';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { isPlain, planSeek, writtenBefore, type Cast, type Snapshot } from '../../player/index.ts';
import { fitTerminal } from './terminal-geometry.ts';
import { findMatch } from './terminal-matches.ts';
import { onThemeChange, terminalTheme } from './terminal-theme.ts';

/** A full reset, written rather than called so that no frame shows the empty terminal. */
const reset = '\x1bc';

/** Snapshots are made after so many written characters, and only where they save more than they cost. */
const snapshotEvery = 262_144;

/** xterm works off one write without a pause, so a long text is handed over in pieces of so many characters. */
const slice = 65_536;

/** Rows that scroll away and are kept. */
const scrollback = 50_000;

/** The terminal in its frame. Shows a cast up to any of its events; takes no input. */
export class TerminalView {
  readonly #terminal: Terminal;
  readonly #serializer = new SerializeAddon();
  readonly #frame: HTMLElement;
  #cast: Cast | undefined;
  /** Columns at most, where the recording may have another size; see {@link fitTerminal}. */
  #most: number | undefined;
  #written: readonly number[] = [];
  #snapshots: Snapshot[] = [];
  /** How many events the terminal shows once everything that was handed to it is written. */
  #shown: number | undefined;

  /** @param frame has its size from CSS and scrolls where the terminal is larger; the terminal is put inside. */
  constructor(frame: HTMLElement, host: HTMLElement, signal: AbortSignal) {
    this.#frame = frame;
    this.#terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: false,
      cursorInactiveStyle: 'outline',
      disableStdin: true,
      minimumContrastRatio: 4.5,
      screenReaderMode: false,
      scrollback,
      theme: terminalTheme(frame),
    });
    // Keys belong to the page: nothing is typed here, and Tab passes by.
    this.#terminal.attachCustomKeyEventHandler(() => false);
    this.#terminal.loadAddon(this.#serializer);
    this.#terminal.open(host);
    if (this.#terminal.textarea) this.#terminal.textarea.tabIndex = -1;
    onThemeChange(() => (this.#terminal.options.theme = terminalTheme(frame)), signal);
    const observer = new ResizeObserver(() => this.#fit());
    observer.observe(frame);
    signal.addEventListener('abort', () => {
      observer.disconnect();
      this.#terminal.dispose();
    });
  }

  /** Takes another recording; nothing of it shows before {@link show}. */
  load(cast: Cast): void {
    this.#cast = cast;
    this.#most = isPlain(cast) ? cast.columns : undefined;
    this.#written = writtenBefore(cast);
    this.#snapshots = [];
    this.#shown = undefined;
    this.#fit();
  }

  #fit(): void {
    fitTerminal(this.#terminal, this.#frame, this.#most);
  }

  /** Shows the first so many events, going the cheapest way. */
  show(events: number): void {
    const cast = this.#cast;
    if (cast === undefined || this.#shown === events) return;
    const plan = planSeek(this.#shown, events, this.#written, this.#snapshots);
    let text = '';
    if (plan.base !== 'here') {
      this.#resize(cast, plan.base === 'start' ? 0 : plan.base.events);
      text = plan.base === 'start' ? reset : reset + plan.base.text;
    }
    for (const event of cast.events.slice(plan.from, plan.to)) {
      if (event.kind === 'output') text += event.data;
      else if (event.kind === 'resize') {
        // The size may only change once everything before is written.
        this.#write(text, () => this.#terminal.resize(event.columns, event.rows));
        text = '';
      }
    }
    this.#shown = events;
    this.#write(text, () => this.#keepSnapshot(events));
  }

  #write(text: string, done: () => void): void {
    for (let at = 0; at < text.length - slice; at += slice) this.#terminal.write(text.slice(at, at + slice));
    this.#terminal.write(text.slice(Math.floor(Math.max(0, text.length - 1) / slice) * slice), done);
  }

  /** Marks the match of this number, from 0, and scrolls to it. */
  selectMatch(query: string, number: number): void {
    this.#terminal.write('', () => {
      const { buffer, cols, rows } = this.#terminal;
      const place = findMatch(buffer.active, cols, query, number);
      if (place === undefined) return;
      this.#terminal.select(place.column, place.row, place.length);
      this.#terminal.scrollToLine(Math.max(0, place.row - Math.floor(rows / 2)));
      const cell = this.#frame.scrollWidth / cols;
      this.#frame.scrollLeft = Math.max(0, (place.column + place.length) * cell - this.#frame.clientWidth * 0.75);
    });
  }

  /** Calls back once everything that was handed over is in the terminal. */
  written(done: () => void): void {
    this.#terminal.write('', done);
  }

  get selection(): string {
    return this.#terminal.getSelection();
  }

  clearSelection(): void {
    this.#terminal.clearSelection();
  }

  /** For keys on the frame: scrolls by lines, pages or to an end. */
  scroll(by: { readonly lines?: number; readonly pages?: number; readonly to?: 'top' | 'bottom' }): void {
    if (by.lines !== undefined) this.#terminal.scrollLines(by.lines);
    if (by.pages !== undefined) this.#terminal.scrollPages(by.pages);
    if (by.to === 'top') this.#terminal.scrollToTop();
    if (by.to === 'bottom') this.#terminal.scrollToBottom();
  }

  /** Brings the size to what it was after so many events. */
  #resize(cast: Cast, events: number): void {
    if (this.#most !== undefined) return;
    const last = cast.events.slice(0, events).findLast((event) => event.kind === 'resize');
    const { columns, rows } = last ?? cast;
    if (columns === this.#terminal.cols && rows === this.#terminal.rows) return;
    this.#terminal.write('', () => {
      this.#terminal.resize(columns, rows);
      this.#fit();
    });
  }

  /** Keeps what the terminal holds, when much was written for little text: progress that overwrites itself. */
  #keepSnapshot(events: number): void {
    const before = this.#snapshots.at(-1)?.events ?? 0;
    const since = (this.#written[events] ?? 0) - (this.#written[before] ?? 0);
    const rows = this.#terminal.buffer.normal.length;
    if (this.#shown !== events || events < before || since < snapshotEvery) return;
    if (rows * this.#terminal.cols * 2 > (this.#written[events] ?? 0)) return;
    this.#snapshots.push({ events, text: this.#serializer.serialize() });
  }
}
