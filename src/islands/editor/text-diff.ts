import { diffLines } from 'diff';

/** Two texts of a file, and what to call them. */
export interface TextPair {
  /** Accessible name of the comparison. */
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Before each line that only one of them has, for assistive technology. */
  readonly added: string;
  readonly removed: string;
  /** Show so many lines around what differs, and not the whole text. */
  readonly around?: number;
}

/** A text, and another one to show beside it. */
interface Beside {
  readonly label: string;
  readonly text: string;
  readonly otherLabel: string;
  /** Undefined when there is none. */
  readonly other: string | undefined;
  /** Before each line that only one of them has, for assistive technology. */
  readonly onlyHere: string;
}

/** A text and the other one, each with its own lines marked; the text alone where there is no other. */
export function sideBySide({ label, text, otherLabel, other, onlyHere }: Beside): HTMLElement[] {
  if (other === undefined)
    return [
      frame(
        label,
        [...linesOf(text)].map((each) => line('same', each, '')),
      ),
    ];
  const [ours, theirs]: [HTMLElement[], HTMLElement[]] = [[], []];
  for (const change of diffLines(other, text)) {
    for (const each of linesOf(change.value)) {
      if (!change.added) theirs.push(line(change.removed ? 'removed' : 'same', each, `${onlyHere} `));
      if (!change.removed) ours.push(line(change.added ? 'added' : 'same', each, `${onlyHere} `));
    }
  }
  return [frame(label, ours), frame(otherLabel, theirs)];
}

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

/** What scrolls by itself, also with the keyboard. */
function frame(label: string, lines: readonly HTMLElement[]): HTMLElement {
  const pre = document.createElement('pre');
  pre.className = 'wb-text-diff';
  pre.tabIndex = 0;
  pre.role = 'group';
  pre.ariaLabel = label;
  pre.append(...lines);
  return pre;
}

/** A comparison as plain text: one line each, with what it is in words for who cannot see colours. */
export function textDiff({ label, before, after, added, removed, around = Infinity }: TextPair): HTMLElement {
  const words = { added: `${added} `, removed: `${removed} `, same: '' };
  const lines = diffLines(before, after).flatMap((change) => {
    const kind: Kind = change.added ? 'added' : change.removed ? 'removed' : 'same';
    return linesOf(change.value).map((text) => ({ kind, text }));
  });
  const isNear = (at: number): boolean =>
    around === Infinity || lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'same');
  // An empty line at the edge of an excerpt says nothing.
  const near = lines.filter(
    ({ kind, text }, at) => isNear(at) && (around === Infinity || kind !== 'same' || text !== ''),
  );
  return frame(
    label,
    near.map(({ kind, text }) => line(kind, text, words[kind])),
  );
}

type Kind = 'added' | 'removed' | 'same';

const signs: Readonly<Record<Kind, string>> = { added: '+ ', removed: '− ', same: '  ' };
function line(kind: Kind, text: string, said: string): HTMLElement {
  const element = document.createElement('span');
  element.className = `wb-diff-line wb-diff-${kind}`;
  const sign = document.createElement('span');
  sign.setAttribute('aria-hidden', 'true');
  sign.textContent = signs[kind];
  const word = document.createElement('span');
  word.className = 'visually-hidden';
  word.textContent = said;
  element.append(sign, ...(kind === 'same' ? [] : [word]), `${text}\n`);
  return element;
}
