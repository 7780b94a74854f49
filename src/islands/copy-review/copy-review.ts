import { review } from '../../i18n/en/lessons.ts';
import { copyText } from '../shared/clipboard.ts';

/**
 * `<copy-review data-url="/lessons/tini/">`: copies the sentence for a review, quoted as Markdown, with the full
 * address of the lesson. Children: a `blockquote`, a button, and an element `[role=status]`.
 */
class CopyReview extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    const status = this.querySelector('[role="status"]');
    button?.addEventListener('click', () => {
      void copyText(this.#markdown()).then((copied) => {
        if (status === null) return;
        status.textContent = copied ? review.copied : review.notCopied;
      });
    });
  }

  #markdown(): string {
    const paragraphs = [...this.querySelectorAll('blockquote p')].map((paragraph) => withCode(paragraph));
    const url = new URL(this.dataset['url'] ?? '', location.href).href;
    return [...paragraphs, url].join('\n\n');
  }
}

/** The text of a paragraph with its code between backquotes. */
function withCode(element: Element): string {
  return [...element.childNodes]
    .map((node) =>
      node instanceof HTMLElement && node.tagName === 'CODE' ? `\`${node.innerText}\`` : (node.textContent ?? ''),
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

if (!customElements.get('copy-review')) customElements.define('copy-review', CopyReview);
