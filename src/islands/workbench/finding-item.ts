import * as editor from '../../i18n/en/editor.ts';
import * as words from '../../i18n/en/exercise.ts';
import { showMessage } from '../shared/show-message.ts';
import { madeElement, part, setText } from '../shared/dom.ts';
import type { FixPreview } from './finding-commands.ts';
import { levelWord, stateWords, type FindingView } from '../checker-service/view.ts';

/** What the buttons of a finding do. */
export interface FindingActions {
  jump(finding: FindingView): void;
  fix(finding: FindingView): void;
  /** Whether the fix may be shown; if not, the learner was told what to do first. */
  mayShowFix(finding: FindingView): boolean;
  preview(finding: FindingView): Promise<FixPreview | undefined>;
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
    on('review', (finding) => actions.review(finding));
    on('ask', (finding) => {
      if (this.#isPreviewing) this.#hidePreview();
      else if (actions.mayShowFix(finding)) {
        this.#showPreview(finding).catch((error: unknown) =>
          console.error('Belay: the preview of a fix could not be loaded.', error),
        );
      }
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
    if (view.why !== before?.why) showMessage(part(this.element, 'cause', HTMLElement), view.why);
    part(this.element, 'why', HTMLElement).hidden = view.why === '';
    // What it showed may no longer be so.
    this.#hidePreview();
    this.#button('ask', view.fix && words.showFix(view.place?.label));
    part(this.element, 'message', HTMLElement).hidden = view.message === '';
    part(this.element, 'actions', HTMLElement).hidden = !view.open;
    const link = part(this.element, 'rule', HTMLAnchorElement);
    link.hidden = view.rule === undefined;
    if (view.rule !== undefined) link.href = this.#actions.ruleUrl(view.rule);
    this.#text('rule', view.rule ?? '');
  }

  get #isPreviewing(): boolean {
    return part(this.element, 'ask', HTMLElement).ariaExpanded === 'true';
  }

  /** Shows what the fix would change, with a button that does it. */
  async #showPreview(finding: FindingView): Promise<void> {
    const [preview, { textDiff }] = await Promise.all([
      this.#actions.preview(finding),
      import('../editor/text-diff.ts'),
    ]);
    if (preview === undefined || this.#view?.fix === undefined) return;
    const { title, before, after } = preview;
    const place = part(this.element, 'preview', HTMLElement);
    const apply = madeElement('button', 'wb-action wb-action-fix', words.applyFix) as HTMLButtonElement;
    apply.type = 'button';
    apply.addEventListener('click', () => {
      if (this.#view !== undefined) this.#actions.fix(this.#view);
    });
    place.ariaLabel = words.fixPreview(title);
    place.replaceChildren(
      madeElement('p', 'wb-preview-title', title),
      textDiff({
        label: words.fixPreview(title),
        before,
        after,
        added: editor.lineOfFix,
        removed: editor.lineOfYours,
        around: 1,
      }),
      apply,
    );
    place.hidden = false;
    this.#expand(true);
    place.focus();
  }

  #hidePreview(): void {
    if (!this.#isPreviewing) return;
    const place = part(this.element, 'preview', HTMLElement);
    const ask = part(this.element, 'ask', HTMLElement);
    if (place.contains(document.activeElement)) ask.focus();
    place.hidden = true;
    place.replaceChildren();
    this.#expand(false);
  }

  #expand(isExpanded: boolean): void {
    part(this.element, 'ask', HTMLElement).ariaExpanded = String(isExpanded);
    this.#text('ask-text', isExpanded ? words.hideFix : words.showFix(this.#view?.place?.label));
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
    a.why === b.why &&
    a.rule === b.rule &&
    a.place?.label === b.place?.label &&
    a.fix?.kind === b.fix?.kind &&
    a.fix?.title === b.fix?.title
  );
}
