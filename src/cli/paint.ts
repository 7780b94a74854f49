import { type Shown, show } from './escape/shown.ts';

/** Colours of a terminal. Each function gives its text back, dressed or as it was. */
export interface Paint {
  readonly red: (text: Shown) => Shown;
  readonly yellow: (text: Shown) => Shown;
  readonly blue: (text: Shown) => Shown;
  readonly green: (text: Shown) => Shown;
  readonly dim: (text: Shown) => Shown;
  readonly bold: (text: Shown) => Shown;
}

/** Paints when `colour` is true, else leaves every text as it is. */
export function makePaint(colour: boolean): Paint {
  const dress =
    (on: number, off: number) =>
    (text: Shown): Shown =>
      colour ? show`\x1b[${on}m${text}\x1b[${off}m` : text;
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
