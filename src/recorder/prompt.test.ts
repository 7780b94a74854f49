import { describe, expect, it } from 'vitest';
import { PromptFilter } from './prompt.ts';

describe('PromptFilter', () => {
  const stream = 'hi\r\n\x1b[31mred\x1b[0m\x1b]7770;137\x07[exit 137] $ \x1b]0;title\x07';
  const seen = 'hi\r\n\x1b[31mred\x1b[0m[exit 137] $ \x1b]0;title\x07';

  it('takes out the exit code and nothing else', () => {
    expect(new PromptFilter().push(stream)).toEqual({ output: seen, exitCodes: [137] });
  });

  it('works on a stream cut anywhere', () => {
    const filter = new PromptFilter();
    const pieces = Array.from(stream, (character) => filter.push(character));
    expect(pieces.map(({ output }) => output).join('')).toBe(seen);
    expect(pieces.flatMap(({ exitCodes }) => exitCodes)).toEqual([137]);
  });
});
