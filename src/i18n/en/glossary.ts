/** The glossary, and what stands at a word that is linked there. */

export const title = 'Glossary';
export const description =
  'The words of containers, Dockerfiles and Alpine Linux that the lessons use, each in a sentence or two.';
export const lede =
  'The words that the lessons use, each in a sentence or two. A lesson links a word where it first needs it.';
export const words = 'All words';
/** Before other names of a word. */
export const also = (names: string): string => `also: ${names}`;
/** Before the title of a source. */
export const readMore = 'More:';
