import { describe, expect, test } from 'vitest';
import { makePaint, printable, wantsColour } from './paint.ts';

describe('wantsColour', () => {
  test.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: false }, {}, false],
    [{}, {}, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{}, { FORCE_COLOR: '1' }, true],
    [{}, { FORCE_COLOR: '' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
    [{ isTTY: true }, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('stream %j, environment %j: %s', (stream, env, expected) => {
    expect(wantsColour(stream, env)).toBe(expected);
  });
});

test('makePaint leaves text alone without colour', () => {
  expect(makePaint(false).red('a')).toBe('a');
  expect(makePaint(true).red('a')).toBe('\x1b[31ma\x1b[39m');
});

describe('printable', () => {
  test('shows control characters as symbols, so that a file cannot command the terminal', () => {
    expect(printable('a\x1b[2J\x07\x7f\x9b\n')).toBe('a␛[2J␇␡\ufffd␊');
  });
  test('keeps tabs, and line breaks where they are wanted', () => {
    expect(printable('a\tb\nc', true)).toBe('a\tb\nc');
  });
  test('shows marks that turn the writing direction', () => {
    expect(printable('a\u202eb')).toBe('a\ufffdb');
  });
});
