import { diffLines } from 'diff';

/** Two texts of a file, and what to call them. */
interface TextPair {
  /** Accessible name of the comparison. */
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Before each line that only one of them has, for assistive technology. */
  readonly added: string;
  readonly removed: string;
}

/** A comparison as plain text: one line each, with what it is in words for who cannot see colours. */
export function textDiff({ label, before, after, added, removed }: TextPair): HTMLElement {
  const pre = document.createElement('pre');
  pre.className = 'wb-text-diff';
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', label);
  const words = { added: `${added} `, removed: `${removed} `, same: '' };
  for (const change of diffLines(before, after)) {
    const kind = change.added ? 'added' : change.removed ? 'removed' : 'same';
    for (const text of change.value.replace(/\n$/, '').split('\n')) pre.append(line(kind, text, words[kind]));
  }
  return pre;
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
  element.append(sign, word, `${text}\n`);
  return element;
}
