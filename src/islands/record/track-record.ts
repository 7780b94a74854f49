import { record as words } from '../../i18n/en/track.ts';
import { lessonProgress, progressStorageKey } from '../../lessons/learner/progress.ts';
import {
  completedDate,
  nameOnRecord,
  passedDate,
  recordSvg,
  recordText,
  type CompletionRecord,
} from '../../lessons/learner/record.ts';
import { Announcer } from '../shared/announcer.ts';
import { data, part, setText } from '../shared/dom.ts';

/**
 * `<track-record>`: marks which lessons of the track are passed and, when all are, shows the record with the name that is
 * typed. It is printed by the browser and saved from memory: nothing is sent anywhere.
 */
class TrackRecord extends HTMLElement {
  #stop: AbortController | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const announcer = new Announcer(part(this, 'status', HTMLElement));
    const keys = (): string[] => this.#rows.map((row) => progressStorageKey(data(row, 'lesson')));
    addEventListener('storage', ({ key }) => (key === null || keys().includes(key)) && this.#update(), { signal });
    addEventListener('pageshow', () => this.#update(), { signal });
    const save = (ending: string, type: string, make: (record: CompletionRecord) => string) => (): void => {
      const file = `${data(this, 'file')}.${ending}`;
      saveFile(file, new Blob([make(this.#record)], { type }));
      announcer.now(words.saved(file));
    };
    const on = (name: string, action: () => void): void =>
      part(this, name, HTMLElement).addEventListener('click', action, { signal });
    part(this, 'name', HTMLInputElement).addEventListener('input', () => this.#update(), { signal });
    on('print', () => print());
    on('save-text', save('txt', 'text/plain;charset=utf-8', recordText));
    on('save-svg', save('svg', 'image/svg+xml', recordSvg));
    this.#update();
    this.dataset['ready'] = '';
  }

  disconnectedCallback(): void {
    this.#stop?.abort();
  }

  #update(): void {
    const states = this.#rows.map((row) => ({ row, ...lessonProgress(data(row, 'lesson')) }));
    const isLeft = states.filter(({ status }) => status !== 'passed').length;
    for (const { row, status, at } of states) {
      row.toggleAttribute('data-open', status !== 'passed');
      setText(part(row, 'date', HTMLElement), status === 'passed' ? passedDate(at) : '');
    }
    for (const line of this.ownerDocument.querySelectorAll<HTMLElement>('[data-outcome]')) {
      const slug = line.dataset['outcome'];
      line.toggleAttribute('data-open', lessonProgress(slug ?? '').status !== 'passed');
    }
    setText(part(this, 'open', HTMLElement), isLeft === 0 ? '' : words.open(isLeft));
    part(this, 'open', HTMLElement).hidden = isLeft === 0;
    part(this, 'made', HTMLElement).hidden = isLeft > 0;
    const record = this.#record;
    setText(part(this, 'shown-name', HTMLElement), nameOnRecord(record.name));
    setText(part(this, 'completed', HTMLElement), completedDate(record) ?? '');
  }

  get #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('tr[data-lesson]')];
  }

  get #record(): CompletionRecord {
    return {
      name: part(this, 'name', HTMLInputElement).value,
      track: data(this, 'track'),
      lessons: this.#rows.map((row) => ({
        title: row.querySelector('th')?.textContent.trim() ?? '',
        at: lessonProgress(data(row, 'lesson')).at,
      })),
    };
  }
}

/** Lets the browser save a file that is made here. */
function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

customElements.define('track-record', TrackRecord);
