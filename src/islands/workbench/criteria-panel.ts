import * as words from '../../i18n/en/exercise.ts';
import { FindingItem, type FindingActions } from './finding-item.ts';
import { showGoalLine } from './goal-line.ts';
import { part, setText } from '../shared/dom.ts';
import type { FindingView, GradeView } from '../checker-service/view.ts';

/** The list of criteria with what is met, and below it what else was seen. */
export class CriteriaPanel {
  readonly #root: HTMLElement;
  readonly #actions: FindingActions;
  readonly #signal: AbortSignal;
  readonly #items = new Map<HTMLElement, Map<string, FindingItem>>();
  readonly #criteria: HTMLElement;
  readonly #others: HTMLElement;
  readonly #othersSection: HTMLElement;
  readonly #further: HTMLElement;
  readonly #summary: HTMLElement;
  readonly #result: HTMLElement;
  readonly #passed: HTMLElement;

  constructor(root: HTMLElement, actions: FindingActions, signal: AbortSignal) {
    this.#root = root;
    this.#actions = actions;
    this.#signal = signal;
    this.#criteria = part(root, 'criteria', HTMLElement);
    this.#others = part(root, 'others', HTMLElement);
    this.#othersSection = part(root, 'others-section', HTMLElement);
    this.#further = part(root, 'further', HTMLElement);
    this.#summary = part(root, 'summary', HTMLElement);
    this.#result = part(root, 'result', HTMLElement);
    this.#passed = part(root, 'passed', HTMLElement);
  }

  show(view: GradeView): void {
    this.#list(this.#criteria, view.criteria);
    this.#list(this.#others, view.others);
    this.#othersSection.hidden = view.others.length === 0;
    this.#further.hidden = view.furtherOthers === 0;
    setText(this.#further, words.further(view.furtherOthers));
    setText(this.#summary, view.summary);
    this.#result.dataset['passed'] = String(view.passed);
    this.#passed.hidden = !view.passed;
    showGoalLine(this.#root, view);
  }

  /** Lists findings in their order, keeping the elements of those that were there before. */
  #list(list: HTMLElement, views: readonly FindingView[]): void {
    const items = this.#items.get(list) ?? this.#adopt(list);
    const keys = new Set(views.map((view) => view.key));
    for (const [key, item] of items) {
      if (keys.has(key)) continue;
      item.element.remove();
      items.delete(key);
    }
    let before: Element | undefined;
    for (const view of views) {
      const item = items.get(view.key) ?? this.#create();
      items.set(view.key, item);
      item.show(view);
      const next: Element | null = before === undefined ? list.firstElementChild : before.nextElementSibling;
      if (next !== item.element) list.insertBefore(item.element, next);
      before = item.element;
    }
  }

  /** Takes over what the server has rendered. */
  #adopt(list: HTMLElement): Map<string, FindingItem> {
    const elements = [...list.querySelectorAll<HTMLElement>(':scope > li')];
    const items = new Map(
      elements.map((element) => [element.dataset['key'] ?? '', new FindingItem(element, this.#actions, this.#signal)]),
    );
    this.#items.set(list, items);
    return items;
  }

  #create(): FindingItem {
    const template = part(this.#root, 'finding-template', HTMLTemplateElement);
    const element = template.content.firstElementChild?.cloneNode(true);
    if (!(element instanceof HTMLElement)) throw new Error('The template of a finding is empty.');
    return new FindingItem(element, this.#actions, this.#signal);
  }
}
