/** A piece of a text: plain, or the words of a link with the name that its address goes by. */
interface TextPart {
  readonly text: string;
  readonly link: string | undefined;
}

/**
 * The pieces of a text in which links stand as `[words](name)`, so that a translator moves them with the sentence and
 * the page gives their addresses. What stands between backquotes stays for `codeSpans`.
 */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: whole, 1: words = '', 2: name = '', index } of text.matchAll(
    /\[([^[\]]{1,200})\]\(([^()\s]{1,200})\)/g,
  )) {
    if (index > end) parts.push({ text: text.slice(end, index), link: undefined });
    parts.push({ text: words, link: name });
    end = index + whole.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), link: undefined });
  return parts;
}
