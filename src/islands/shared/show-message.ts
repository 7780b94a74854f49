import { codeSpans } from '../../checker/index.ts';

/** Shows a message in an element. What the learner wrote can be part of it, so it is only ever text. */
export function showMessage(element: HTMLElement, message: string): void {
  element.replaceChildren(
    ...codeSpans(message).map((span) => {
      if (!span.code) return document.createTextNode(span.text);
      const code = document.createElement('code');
      code.textContent = span.text;
      return code;
    }),
  );
}
