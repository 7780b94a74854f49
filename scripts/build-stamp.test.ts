import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashInputs, readStamp, writeStamp } from './build-stamp.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'belay-stamp-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/page.ts'), '1');
});
afterEach(() => rmSync(root, { recursive: true }));

test('changes with what the build reads, and with nothing else', () => {
  const before = hashInputs(root, {});
  writeFileSync(join(root, 'src/page.test.ts'), 'test');
  writeFileSync(join(root, 'README.md'), 'readme');
  writeFileSync(join(root, 'src/page.ts'), '1');
  expect(hashInputs(root, {})).toBe(before);
  expect(hashInputs(root, { BELAY_BASE: '/repo/' })).not.toBe(before);
  writeFileSync(join(root, 'src/page.ts'), '2');
  expect(hashInputs(root, {})).not.toBe(before);
});

test('is read back, and absent where a build did not finish', () => {
  expect(readStamp(root)).toBeUndefined();
  writeStamp(root, { inputs: 'abc', base: '/repo' });
  expect(readStamp(root)).toEqual({ inputs: 'abc', base: '/repo/' });
  writeFileSync(join(root, '.belay-build'), '{"inputs": 1}');
  expect(readStamp(root)).toBeUndefined();
});
