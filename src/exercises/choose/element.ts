import { choose as words } from '../../i18n/en/asks.ts';
import { data } from '../../islands/shared/dom.ts';
import { ChoiceElement } from '../choice-element.ts';

/** `<ask-choose>`: a pick, then the reasons of all choices. Its content comes from Exercise.astro. */
class AskChoose extends ChoiceElement {
  protected override says(picked: HTMLElement | undefined): string {
    return picked === undefined ? words.open : words.picked[data(picked, 'tone') as keyof typeof words.picked];
  }
}

customElements.define('ask-choose', AskChoose);
