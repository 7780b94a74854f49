import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { maximumBytes, readText } from './read-text.ts';

describe('readText', () => {
  const folder = mkdtempSync(join(tmpdir(), 'belay-read-'));
  const file = join(folder, 'Dockerfile');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('reads stdin', async () => {
    expect(await readText(undefined, Readable.from([Buffer.from('FROM '), Buffer.from('a')]))).toBe('FROM a');
  });

  test('takes a byte order mark off and keeps CRLF', async () => {
    writeFileSync(file, '\ufeffFROM a\r\n');
    expect(await readText(file)).toBe('FROM a\r\n');
  });

  test('reads characters that are split between chunks', async () => {
    const bytes = Buffer.from('# ä€😀');
    expect(await readText(undefined, Readable.from([...bytes].map((byte) => Buffer.of(byte))))).toBe('# ä€😀');
  });

  test('refuses what is not UTF-8', async () => {
    writeFileSync(file, Buffer.from([0x46, 0xff, 0xfe]));
    await expect(readText(file)).rejects.toThrow('not UTF-8');
  });

  test('refuses a file above the limit', async () => {
    writeFileSync(file, '');
    truncateSync(file, maximumBytes + 1);
    await expect(readText(file)).rejects.toThrow('larger than 5 MB');
  });

  test('refuses more than the limit from what does not tell its size', async () => {
    const endless = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(maximumBytes / 50)));
    await expect(readText(undefined, endless)).rejects.toThrow('larger than 5 MB');
    await expect(readText('/dev/zero')).rejects.toThrow('larger than 5 MB');
  });

  test('says why a file cannot be read', async () => {
    await expect(readText(join(folder, 'missing'))).rejects.toThrow('there is no such file');
    await expect(readText(folder)).rejects.toThrow('it is a folder');
  });
});
