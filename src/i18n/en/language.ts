/** What the texts are written in: the `lang` of each page, by which plural forms are chosen as well. */
export const code = 'en';

/** How dates, numbers and lists are written. */
export const locale = 'en-GB';
