import * as words from '../../i18n/en/exercise.ts';
import { showMessage } from '../shared/show-message.ts';
import { part, setText } from '../shared/dom.ts';
import { levelWord, stateWords, type FindingView } from '../checker-service/view.ts';

/** What the buttons of a finding do. */
export interface FindingActions {
  jump(finding: FindingView): void;
  fix(finding: FindingView): void;
  review(finding: FindingView): void;
  ruleUrl(id: string): string;
}

/** One criterion or finding of the panel. The element stays while its words change, so that the focus stays too. */
export class FindingItem {
  readonly element: HTMLElement;
  readonly #actions: FindingActions;
  #view: FindingView | undefined;

  constructor(element: HTMLElement, actions: FindingActions, signal: AbortSignal) {
    this.element = element;
    this.#actions = actions;
    const on = (name: string, action: (finding: FindingView) => void): void => {
      part(element, name, HTMLElement).addEventListener(
        'click',
        () => {
          if (this.#view !== undefined) action(this.#view);
        },
        { signal },
      );
    };
    on('jump', (finding) => actions.jump(finding));
    on('fix', (finding) => actions.fix(finding));
    on('review', (finding) => actions.review(finding));
    on('ask', () => {
      element.toggleAttribute('data-asked', true);
      part(element, 'fix', HTMLElement).focus();
    });
  }

  show(view: FindingView): void {
    const before = this.#view;
    this.#view = view;
    if (before !== undefined && looksSame(before, view)) return;
    this.element.dataset['state'] = view.state;
    this.element.dataset['level'] = view.level;
    part(this.element, 'icon', SVGUseElement).setAttribute('href', `#wb-${view.state}`);
    this.#text('state', stateWords[view.state]);
    this.element.toggleAttribute('data-open', view.open);
    this.#text('level', levelWord(view.level));
    if (view.label !== before?.label) showMessage(part(this.element, 'label', HTMLElement), view.label);
    if (view.message !== before?.message) showMessage(part(this.element, 'message', HTMLElement), view.message);
    this.#button('jump', view.place?.label);
    this.#button('fix', view.fix && (view.fix.kind === 'safe' ? view.fix.title : words.suggestion(view.fix.title)));
    part(this.element, 'ask', HTMLElement).hidden = view.fix === undefined;
    part(this.element, 'message', HTMLElement).hidden = view.message === '';
    part(this.element, 'actions', HTMLElement).hidden = !view.open;
    const link = part(this.element, 'rule', HTMLAnchorElement);
    link.hidden = view.rule === undefined;
    if (view.rule !== undefined) link.href = this.#actions.ruleUrl(view.rule);
    this.#text('rule', view.rule ?? '');
  }

  #text(name: string, text: string): void {
    setText(part(this.element, name, HTMLElement), text);
  }

  #button(name: string, text: string | undefined): void {
    part(this.element, name, HTMLElement).hidden = text === undefined;
    if (text !== undefined) this.#text(`${name}-text`, text);
  }
}

/** Most keys change nothing that is shown of most findings, only where they stand. */
function looksSame(a: FindingView, b: FindingView): boolean {
  return (
    a.level === b.level &&
    a.state === b.state &&
    a.open === b.open &&
    a.label === b.label &&
    a.message === b.message &&
    a.rule === b.rule &&
    a.place?.label === b.place?.label &&
    a.fix?.kind === b.fix?.kind &&
    a.fix?.title === b.fix?.title
  );
}
