/** A piece of a message. */
interface Span {
  readonly code: boolean;
  readonly text: string;
}

/** Splits a message at its backquotes. One without a partner stays as it is written. */
export function codeSpans(message: string): Span[] {
  const pieces = message.split('`');
  const closed = pieces.length % 2 === 1;
  const tail = closed ? undefined : pieces.pop();
  const spans = pieces.map((text, index) => ({ code: index % 2 === 1, text }));
  const last = spans.at(-1);
  if (tail !== undefined && last !== undefined) spans.splice(-1, 1, { code: false, text: `${last.text}\`${tail}` });
  return spans.filter((span) => span.text !== '');
}

/** The message for places that know no code: status lines, titles, Monaco's hovers. */
export function plainText(message: string): string {
  return codeSpans(message)
    .map((span) => span.text)
    .join('');
}
