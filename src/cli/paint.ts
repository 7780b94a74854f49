/** Colours of a terminal. Each function gives its text back, dressed or as it was. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

/** Paints when `colour` is true, else leaves every text as it is. */
export function makePaint(colour: boolean): Paint {
  const dress = (on: number, off: number) => (text: string) => (colour ? `\x1b[${on}m${text}\x1b[${off}m` : text);
  return {
    red: dress(31, 39),
    yellow: dress(33, 39),
    blue: dress(34, 39),
    green: dress(32, 39),
    dim: dress(2, 22),
    bold: dress(1, 22),
  };
}

/** Colour on a terminal only; `FORCE_COLOR` and `NO_COLOR` (https://no-color.org) decide otherwise. */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/**
 * Makes text from a file safe to print: control characters (a file could hold escape sequences) and marks that
 * turn the writing direction are shown as symbols. Tabs stay, and so do line breaks when `lines` is true.
 */
export function printable(text: string, lines = false): string {
  return text.replace(/[\0-\x08\n-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    if (character === '\n' && lines) return character;
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}
