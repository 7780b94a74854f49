/**
 * Text that may be shown. What strangers wrote (paths, lines, names, messages that quote them) is a `string`; it becomes
 * `Shown` here and nowhere else, and whoever writes to a person takes only that.
 */
declare const shown: unique symbol;

/** Without a character that commands a terminal or turns the writing, except colours of ours. Tabs stay. */
export type Shown = string & { readonly [shown]: true };

/**
 * C0 without the tab, DEL, C1; the separators that some programs take for a line break; marks that turn the writing
 * direction (Unicode, UAX 9); half a surrogate pair, which is no character at all.
 */
const unshowable = /[\0-\x08\n-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/gu;

/** One line: what cannot be shown becomes a symbol, a line break too. */
export function visible(text: string): Shown {
  return text.replace(unshowable, symbolOf) as Shown;
}

/** The same for text of several lines, whose line breaks stay. */
export function visibleLines(text: string): Shown {
  return text.replace(unshowable, (character) => (character === '\n' ? character : symbolOf(character))) as Shown;
}

function symbolOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/** Words of ours with values between them: a string that is not yet `Shown` does not get in. */
export function show(words: TemplateStringsArray, ...values: readonly (Shown | number)[]): Shown {
  return String.raw({ raw: words }, ...values) as Shown;
}

export function joinShown(parts: readonly Shown[], between: ' ' | ', ' | '\n' | ' · '): Shown {
  return parts.join(between) as Shown;
}
