import { predict as words } from '../../i18n/en/asks.ts';
import { ChoiceElement } from '../choice-element.ts';

/** `<ask-predict>`: a guess, then what was recorded and the way to it. Its content comes from Exercise.astro. */
class AskPredict extends ChoiceElement {
  override connectedCallback(): void {
    super.connectedCallback();
    // The page plays recordings: then the link leads to the moment, and not to the page of transcripts.
    const link = this.querySelector<HTMLAnchorElement>('a[data-here]');
    if (link !== null && document.querySelector('build-panel') !== null) link.href = link.dataset['here'] ?? link.href;
  }

  protected override says(picked: HTMLElement | undefined): string {
    if (picked === undefined) return words.open;
    return picked.dataset['tone'] === 'good' ? words.right : words.wrong;
  }
}

customElements.define('ask-predict', AskPredict);
