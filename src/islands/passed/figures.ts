import * as words from '../../i18n/en/passed.ts';
import type { ShownFigure, ShownSide } from '../../lessons/content/passed-data.ts';
import { madeElement } from '../shared/dom.ts';
import { showMessage } from '../shared/show-message.ts';

/** One figure as an entry of a list: what is measured, and both values with whose they are. */
export function figureOf({ says, kind, sides, change, source }: ShownFigure): HTMLElement {
  const item = document.createElement('li');
  item.className = 'after-figure';
  item.dataset['kind'] = kind;
  item.toggleAttribute('data-grows', kind === 'scale' && sides[1].share > sides[0].share);
  const label = madeElement('p', 'after-label', '');
  showMessage(label, says);
  const values = madeElement('dl', 'after-values', '');
  values.append(...sides.map((side) => sideOf(side, kind)));
  item.append(label, values);
  if (change !== undefined) item.append(madeElement('p', 'after-change', change));
  if (source !== undefined) {
    const line = madeElement('p', 'after-note', `${words.from} `);
    line.append(linkTo(source));
    item.append(line);
  }
  return item;
}

function sideOf({ text, share, state }: ShownSide, kind: ShownFigure['kind']): HTMLElement {
  const row = madeElement('div', 'after-side', '');
  const term = document.createElement('dt');
  if (state !== undefined) term.append(linkTo(state));
  const value = madeElement('dd', 'after-value', text);
  row.append(term, value);
  if (kind === 'scale') {
    const bar = madeElement('span', 'after-bar', '');
    bar.ariaHidden = 'true';
    bar.style.setProperty('--share', `${(100 * share).toFixed(2)}%`);
    value.prepend(bar);
  }
  return row;
}

function linkTo({ title, url }: { readonly title: string; readonly url: string }): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  return link;
}
