import { MarkerHoverParticipant } from 'monaco-editor/editor/contrib/hover/browser/markerHoverParticipant';
import { codeSpans, showMessage } from '../lesson-workbench/code-spans.ts';

/**
 * Stands before and behind code in the message of a marker: Monaco knows only plain text there, and shows it in the
 * hover, in the view that F8 opens and to screen readers. An invisible separator (U+2063) disturbs none of them.
 */
const mark = '\u2063';

/** A message of the checker as the message of a marker: without backquotes, and the hover still shows what is code. */
export function markerMessage(message: string): string {
  return codeSpans(message)
    .map(({ code, text }) => (code ? mark + text + mark : text))
    .join('');
}

// What the learner wrote can be part of a message, so it is set as text, never as HTML or Markdown.
const render = Reflect.get(MarkerHoverParticipant.prototype, 'renderHoverParts');
MarkerHoverParticipant.prototype.renderHoverParts = function (context, parts) {
  const rendered = render.call(this, context, parts);
  for (const { hoverPart, hoverElement } of rendered.renderedHoverParts) {
    const element = hoverElement.querySelector<HTMLElement>('.marker > span');
    if (element !== null) showMessage(element, hoverPart.marker.message, mark);
  }
  return rendered;
};
