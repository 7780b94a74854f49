import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cpuTime } from '../../../tests/cpu-time.ts';
import { readIgnoreFile } from './docker-ignore.ts';

interface Seen {
  readonly files: readonly string[];
  readonly seen: readonly { readonly ignore: string; readonly leavesOut?: readonly string[]; readonly says?: string }[];
}

/** What a real BuildKit did: `node scripts/docker-ignore-seen.ts`. */
const { files, seen } = JSON.parse(readFileSync(new URL('docker-ignore.seen.json', import.meta.url), 'utf8')) as Seen;

describe('a .dockerignore keeps what it keeps in Docker', () => {
  test.each(seen.map((one) => [JSON.stringify(one.ignore), one] as const))('%s', (_, { ignore, leavesOut, says }) => {
    const file = readIgnoreFile(ignore);
    expect(file.problem).toBe(says);
    if (leavesOut !== undefined) expect(files.filter((path) => file.leavesOut(path))).toEqual(leavesOut);
  });
});

test('many stars take no time to speak of', () => {
  const { leavesOut } = readIgnoreFile(`${'**/a*'.repeat(50)}b`);
  expect(cpuTime(() => leavesOut('a/'.repeat(200)))).toBeLessThan(2_000);
});
