import { type Shown, show, visible, visibleLines } from './shown.ts';

declare const markdown: unique symbol;

/** Markdown in which foreign text is text or code: no link, image, HTML or emphasis, and no mention or reference. */
export type Markdown = Shown & { readonly [markdown]: true };

/** Markdown of ours with values between: a string that is not yet `Markdown` does not get in. */
export function md(words: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  return show(words, ...values) as Markdown;
}

export function joinMarkdown(parts: readonly Markdown[], between: '' | '\n'): Markdown {
  return parts.join(between) as Markdown;
}

/**
 * A word that can mean nothing but itself. Everything else becomes code, because no escape holds everywhere: `\@name`
 * and `&#64;name` still call a person on GitHub, which looks for mentions in what was rendered.
 */
const plainWord =
  /^(?:\/|["'().,;:?!…–—]+|["'(]*(?:[A-Za-z]+(?:['’-][A-Za-z]+)*|\d{1,4}(?:[.-]\d{1,4})*)["').,;:?!…]*)$/;

interface Piece {
  readonly code: boolean;
  text: string;
}

/** A message, whose parts between backticks are code. */
export function markdownText(message: string): Markdown {
  const pieces: Piece[] = [];
  const add = (code: boolean, text: string): void => {
    const last = pieces.at(-1);
    // Two code spans that touch would be one with other ends.
    if (last?.code === code) last.text += text;
    else if (text !== '') pieces.push({ code, text });
  };
  for (const { code, text } of byBackticks(visible(message))) {
    if (code) add(true, text);
    else {
      text.split(' ').forEach((word, index) => {
        if (index > 0) add(false, ' ');
        add(word !== '' && !plainWord.test(word), word);
      });
    }
  }
  return pieces.map(({ code, text }) => (code ? codeSpan(text) : text)).join('') as Markdown;
}

/** A backtick that another one follows does not close: our own messages show a backtick so. One that is left over is text. */
function byBackticks(message: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (;;) {
    const open = message.indexOf('`', at);
    let close = open < 0 ? -1 : message.indexOf('`', open + 1);
    while (close >= 0 && message[close + 1] === '`') close++;
    if (close < 0) return [...pieces, { code: false, text: message.slice(at) }];
    pieces.push({ code: false, text: message.slice(at, open) }, { code: true, text: message.slice(open + 1, close) });
    at = close + 1;
  }
}

/** Inline code that its text cannot leave: the fence is longer than any in it (CommonMark 0.31.2, 6.1). */
export function codeSpan(text: string): Markdown {
  if (text === '') return '' as Markdown;
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = /^[` ]|[` ]$/.test(text) && text.trim() !== '' ? ' ' : '';
  return `${fence}${pad}${visible(text)}${pad}${fence}` as Markdown;
}

/** A fenced block, indented by two blanks to belong to a list item. */
export function codeBlock(text: string, language: 'dockerfile'): Markdown {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const inner = visibleLines(text.replaceAll('\r\n', '\n')).replace(/^(?=.)/gm, '  ');
  return `  ${fence}${language}\n${inner}\n  ${fence}` as Markdown;
}

/** @param url an address that `siteLinks` made, so without blanks; what Markdown reads in one is percent-encoded. */
export function markdownLink(text: string, url: string): Markdown {
  const address = url.replace(
    /[^\w./:?#=%~-]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${codeless(text)}](${address})` as Markdown;
}

/** The id of a rule needs no code span; anything else gets one. */
function codeless(text: string): Markdown {
  return /^[a-z0-9-]+$/.test(text) ? (text as Markdown) : codeSpan(text);
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [ticks] of text.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
  return longest;
}
