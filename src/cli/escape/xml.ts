import type { Output } from './output.ts';

/** XML with values in its attributes: `<file name="${path}">`. Each value is escaped, whatever it is. */
export function xml(words: TemplateStringsArray, ...values: readonly (string | number)[]): Output {
  return String.raw({ raw: words }, ...values.map(attribute)) as Output;
}

/**
 * Characters that XML 1.0 does not allow at all, not even by number, become U+FFFD; others that a terminal or a CI
 * system would obey are written by number.
 */
function attribute(value: string | number): string {
  return String(value)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"\t\n\r\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|##(?=[A-Za-z]*\[)/g, (found) =>
      found === '##' ? '#&#35;' : `&${names[found] ?? `#${found.charCodeAt(0)}`};`,
    );
}

const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
