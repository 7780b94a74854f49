import { describe, expect, it } from 'vitest';
import { codeSpans, plainText } from './message.ts';

const shown = (message: string): string =>
  codeSpans(message)
    .map(({ code, text }) => (code ? `<${text}>` : text))
    .join('');

describe('codeSpans', () => {
  it.each([
    ['Give `apk add` the option `--no-cache`.', 'Give <apk add> the option <--no-cache>.'],
    ['`a`', '<a>'],
    ['plain', 'plain'],
    ['', ''],
    ['an odd ` one', 'an odd ` one'],
    ['`a` and ` one', '<a> and ` one'],
    ['``', ''],
    ['<b>`<i>`</b>', '<b><<i>></b>'],
  ])('%j becomes %j', (message, expected) => {
    expect(shown(message)).toBe(expected);
  });

  it('leaves plain text without the backquotes', () => {
    expect(plainText('Give `apk add` the option.')).toBe('Give apk add the option.');
  });
});
