import { describe, expect, test } from 'vitest';
import { lineStarts } from '../checker/index.ts';
import { codeFrame } from './code-frame.ts';
import { makePaint } from './paint.ts';

function frame(text: string, marked: string): string {
  const start = text.indexOf(marked);
  return codeFrame(text, lineStarts(text), { start, end: start + marked.length }, makePaint(false));
}

describe('codeFrame', () => {
  test('shows the line and marks the range', () => {
    expect(frame('FROM alpine\nRUN apk add git\n', 'apk add')).toBe('  2 | RUN apk add git\n    |     ^^^^^^^');
  });

  test('marks the first line of a longer range', () => {
    expect(frame('RUN a \\\r\n  b\r\n', 'a \\\r\n  b')).toBe('  1 | RUN a \\\n    |     ^^^');
  });

  test('keeps carets under what they mean when there are tabs', () => {
    expect(frame('RUN\tapk\tadd', 'apk\tadd')).toBe('  1 | RUN  apk  add\n    |      ^^^^^^^^');
  });

  test('marks at least one character, also at the end of the text', () => {
    expect(codeFrame('RUN', [0], { start: 3, end: 3 }, makePaint(false))).toBe('  1 | RUN\n    |    ^');
  });

  test('cuts a long line around the place', () => {
    const [line = '', carets = ''] = frame(`RUN ${'a'.repeat(500)} here ${'b'.repeat(500)}`, 'here').split('\n');
    expect(line.length).toBeLessThan(120);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('here');
  });

  test('shows escape sequences of the file as symbols', () => {
    expect(frame('RUN \x1b[31mred', 'red')).toContain('␛[31mred');
  });
});
