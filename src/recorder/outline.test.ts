import { describe, expect, it } from 'vitest';
import { outline, targetInstructions } from './outline.ts';

describe('outline', () => {
  it('gives each instruction its first line, through continuations and comments', () => {
    const text = 'FROM alpine:3.24\n\n# why\nRUN apk add \\\n  # jq too\n  git \\\n\n  jq\nCMD ["date"]\n';
    expect(targetInstructions(outline(text)).map(({ keyword, line }) => [keyword, line])).toEqual([
      ['RUN', 4],
      ['CMD', 9],
    ]);
  });

  it('takes a heredoc as part of its instruction', () => {
    const text = 'FROM alpine\nRUN <<EOF\nFROM nothing\nEOF\nUSER 10001\n';
    expect(targetInstructions(outline(text)).map(({ text: part }) => part)).toEqual([
      'RUN <<EOF\nFROM nothing\nEOF',
      'USER 10001',
    ]);
  });

  it('follows a stage that is built from another', () => {
    const file = outline('FROM alpine AS base\nENV A=1\nFROM scratch AS other\nUSER 1\nFROM Base\nCMD ["a"]\n');
    expect(targetInstructions(file).map(({ keyword }) => keyword)).toEqual(['ENV', 'CMD']);
    expect(targetInstructions(file, 'other').map(({ keyword }) => keyword)).toEqual(['USER']);
    expect(targetInstructions(file, '0').map(({ keyword }) => keyword)).toEqual(['ENV']);
  });

  it('honours the escape directive and CRLF', () => {
    const text = '# escape=`\r\nFROM alpine\r\nRUN a `\r\n b\r\nUSER 1\r\n';
    expect(targetInstructions(outline(text)).map(({ line }) => line)).toEqual([3, 5]);
  });

  it.each(['', 'FROM', '\0', 'RUN a', 'FROM alpine\nRUN <<EOF\nnever closed', '\\'])('survives %j', (text) => {
    expect(() => outline(text)).not.toThrow();
  });
});
