import { describe, expect, test } from 'vitest';
import { visible } from './escape/shown.ts';
import { makePaint, wantsColour } from './paint.ts';

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
  expect(makePaint(false).red(visible('a'))).toBe('a');
  expect(makePaint(true).red(visible('a'))).toBe('\x1b[31ma\x1b[39m');
});
