import * as words from '../../i18n/en/passed.ts';
import type { OtherWay } from '../../lessons/content/passed-data.ts';
import type { DraftFiles } from '../../lessons/learner/drafts.ts';
import { sideBySide } from '../editor/text-diff.ts';
import { madeElement } from '../shared/dom.ts';
import { showMessage } from '../shared/show-message.ts';

/** Other answers, each with when one would rather take it; its files stand beside the learner's own when it is opened. */
export class OtherWays {
  readonly element = document.createElement('section');
  readonly #folds: { readonly way: OtherWay; readonly fold: HTMLDetailsElement }[] = [];
  #draft: DraftFiles | undefined;

  constructor(ways: readonly OtherWay[]) {
    this.element.className = 'after-ways';
    this.element.append(madeElement('h2', 'after-heading', words.others), ...ways.map((way) => this.#entry(way)));
  }

  /** @param draft what the learner has passed with, by path; undefined when it is not known. */
  compareWith(draft: DraftFiles | undefined): void {
    this.#draft = draft;
    for (const each of this.#folds) {
      const [summary] = each.fold.getElementsByTagName('summary');
      if (summary !== undefined) summary.textContent = (draft ? words.beside : words.alone)(each.way.title);
      this.#fill(each);
    }
  }

  #entry(way: OtherWay): HTMLElement {
    const entry = madeElement('div', 'after-way', '');
    const says = madeElement('p', 'after-says', '');
    showMessage(says, way.size === undefined ? way.says : `${way.says} ${way.size}`);
    const fold = document.createElement('details');
    fold.append(madeElement('summary', '', words.alone(way.title)), madeElement('div', 'after-pair', ''));
    fold.addEventListener('toggle', () => this.#fill({ way, fold }));
    this.#folds.push({ way, fold });
    entry.append(madeElement('h3', 'after-title', way.title), says, fold);
    return entry;
  }

  /** Works out what differs, for one that is open. */
  #fill({ way, fold }: { readonly way: OtherWay; readonly fold: HTMLDetailsElement }): void {
    const pair = fold.querySelector('.after-pair');
    if (!fold.open || pair === null) return;
    pair.replaceChildren(
      ...way.files.flatMap(({ path, text }) =>
        sideBySide({
          label: words.thisWay(path),
          text,
          otherLabel: words.yours(path),
          other: this.#draft?.[path],
          onlyHere: words.onlyHere,
        }).map(titled),
      ),
    );
  }
}

/** A text below its name. */
function titled(pre: HTMLElement): HTMLElement {
  const figure = document.createElement('figure');
  figure.append(madeElement('figcaption', '', pre.ariaLabel ?? ''), pre);
  return figure;
}
