import figuresSheet from './figures.css?inline';
import passedSheet from './passed.css?inline';
import * as words from '../../i18n/en/passed.ts';
import type { PassedData } from '../../lessons/content/passed-data.ts';
import type { DraftFiles } from '../../lessons/learner/drafts.ts';
import { madeElement } from '../shared/dom.ts';
import { showMessage } from '../shared/show-message.ts';
import { loadLimit } from '../shared/time-limit.ts';
import { Explanation } from './explanation.ts';
import { figureOf } from './figures.ts';
import { OtherWays } from './other-ways.ts';

/**
 * Loads what a lesson shows after its exercise, and fills its place with it.
 * @returns what takes the learner's files each time they have passed.
 * @throws Error when the data do not come; trying again may help.
 */
export async function openPassed(place: HTMLElement, slug: string): Promise<(draft: DraftFiles | undefined) => void> {
  const data = await load(place.dataset['src'] ?? '');
  addSheets();
  if (data === null) return () => undefined;
  const ways = new OtherWays(data.others);
  place.replaceChildren(...wellDone(data), ways.element, new Explanation(slug, data).element, ...whatNext(data));
  return (draft) => ways.compareWith(draft);
}

/** The style sheets come along with this code: a page that nobody passes on does not load them. */
function addSheets(): void {
  const sheets = [passedSheet, figuresSheet].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
}

/** Only a draft has nothing to show. */
async function load(url: string): Promise<PassedData | null> {
  const response = await fetch(url, { signal: AbortSignal.timeout(loadLimit) });
  if (!response.ok) throw new Error(`What follows the exercise did not load: ${response.status} for ${url}.`);
  return (await response.json()) as PassedData | null;
}

function wellDone({ well, figures }: PassedData): HTMLElement[] {
  const sentence = madeElement('p', 'after-well', '');
  showMessage(sentence, well);
  const list = madeElement('ul', 'after-figures', '');
  list.append(...figures.map((figure) => figureOf(figure)));
  // What is cited names its source; what is recorded is said to be.
  const isRecorded = figures.some(({ source }) => source === undefined);
  const note = isRecorded ? [madeElement('p', 'after-note', words.recordedNote)] : [];
  return [sentence, madeElement('h2', 'after-heading', words.figures), list, ...note];
}

function whatNext({ next, review }: PassedData): HTMLElement[] {
  const foot = madeElement('div', 'after-next', '');
  const { track: shown } = document.documentElement.dataset;
  // In the track that the page is shown in; see `LessonBar.astro`.
  const way = next.find(({ track }) => track === shown) ?? next[0];
  if (way !== undefined) foot.append(linkTo(way.url, 'button', way.text));
  if (review !== undefined) {
    const line = madeElement('p', 'after-note', '');
    line.append(linkTo(review, '', words.review), words.comesBack);
    foot.append(line);
  }
  return foot.childElementCount === 0 ? [] : [foot];
}

function linkTo(url: string, className: string, text: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = url;
  link.className = className;
  link.textContent = text;
  return link;
}
