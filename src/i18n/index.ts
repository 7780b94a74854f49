import { en } from './en.ts';

/**
 * Every text that the interface shows. Another language is a folder beside `en/` with the same files, and a file
 * beside `en.ts`, whose type `Texts` says what is missing. Code names the English ones; a build in another language
 * (`BELAY_LANG`) puts that one's files in their place (`src/integrations/site-language.ts`).
 */
export type Texts = TextsLike<typeof en>;

/** The same shape with any words: other texts, the same parameters. */
type TextsLike<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : { readonly [K in keyof T]: TextsLike<T[K]> };

/** For pages and components. What runs in the browser imports its own part (`./en/replay.ts`), and takes no other along. */
export const t: Texts = en;
