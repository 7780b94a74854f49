import * as editor from '../../i18n/en/editor.ts';
import { diffLines } from 'diff';

/** A file that is compared. */
export interface Compared {
  readonly path: string;
  readonly draft: string;
  readonly solution: string;
}

/** A comparison as plain text: one line each, with what it is in words for who cannot see colours. */
export function textDiff(file: Compared): HTMLElement {
  const pre = document.createElement('pre');
  pre.className = 'wb-text-diff';
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', editor.compared(file.path));
  for (const change of diffLines(file.draft, file.solution)) {
    const kind = change.added ? 'added' : change.removed ? 'removed' : 'same';
    for (const text of change.value.replace(/\n$/, '').split('\n')) pre.append(line(kind, text));
  }
  return pre;
}

type Kind = 'added' | 'removed' | 'same';

const signs: Readonly<Record<Kind, string>> = { added: '+ ', removed: '− ', same: '  ' };
const words: Readonly<Record<Kind, string>> = {
  added: `${editor.lineOfSolution} `,
  removed: `${editor.lineOfYours} `,
  same: '',
};

function line(kind: Kind, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = `wb-diff-line wb-diff-${kind}`;
  const sign = document.createElement('span');
  sign.setAttribute('aria-hidden', 'true');
  sign.textContent = signs[kind];
  const word = document.createElement('span');
  word.className = 'visually-hidden';
  word.textContent = words[kind];
  element.append(sign, word, `${text}\n`);
  return element;
}
