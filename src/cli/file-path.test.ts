import { describe, expect, test } from 'vitest';
import { isInside, joinPath, shownName, shownPath } from './file-path.ts';

const bytes = (...parts: readonly (string | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))));

describe('joinPath', () => {
  test('keeps text as text, and bytes as they are', () => {
    expect(joinPath('/a', 'b')).toBe('/a/b');
    expect(joinPath('/ä', bytes('Dockerfile.', 0xe4))).toEqual(bytes('/ä/Dockerfile.', 0xe4));
    expect(joinPath(bytes('/', 0xff), 'b')).toEqual(bytes('/', 0xff, '/b'));
    expect(joinPath('/', bytes(0xff))).toEqual(bytes('/', 0xff));
  });
});

describe('shownPath', () => {
  test.each([
    ['/a/ä😀', '/a/ä😀'],
    [bytes('/a/ä😀'), '/a/ä😀'],
    [bytes('/ä/Dockerfile.', 0xe4), '/ä/Dockerfile.\\xE4'],
    [bytes(0xff, 'ä', 0xc3, '😀', 0x80), '\\xFFä\\xC3😀\\x80'],
    // The name that has the replacement character is text.
    [bytes('\ufffd'), '\ufffd'],
  ])('of %j is %j', (path, shown) => expect(shownPath(path)).toBe(shown));

  test('gives names that differ in a byte two texts', () => {
    expect(shownPath(bytes(0xe4))).not.toBe(shownPath(bytes(0xe5)));
    expect(shownName(bytes('/a/', 0xe4, '.Dockerfile'))).toBe('\\xE4.Dockerfile');
  });
});

test.each([
  ['/a', '/a', true],
  ['/a', '/a/b/c', true],
  ['/a', '/a/..b', true],
  ['/', '/etc', true],
  ['/a', '/ab', false],
  ['/a/b', '/a', false],
  ['/a', '/a/../b', false],
])('isInside(%j, %j) is %j', (folder, path, inside) => expect(isInside(folder, path)).toBe(inside));
