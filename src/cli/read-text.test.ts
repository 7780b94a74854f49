import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { maximumBytes, readRegular, readText, textReader } from './read-text.ts';

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
    // The files of /proc say that they are empty.
    expect(() => readRegular('/proc/self/maps', 100, 'larger')).toThrow('larger');
    await expect(readText('/proc/self/maps')).resolves.toContain('node');
  });

  test('refuses what is no regular file, without waiting for it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('pipe', join(folder, 'link-to-pipe'));
    symlinkSync('circle', join(folder, 'circle'));
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    await expect(readText(join(folder, 'pipe'))).rejects.toThrow('it is a pipe, not a file. Give what comes out');
    await expect(readText(join(folder, 'link-to-pipe'))).rejects.toThrow('it is a pipe');
    await expect(readText(join(folder, 'socket'))).rejects.toThrow('it is a socket');
    await expect(readText(join(folder, 'circle'))).rejects.toThrow('its links lead in a circle');
    await expect(readText('/dev/zero')).rejects.toThrow('it is a device');
    await expect(readText(`/${'a'.repeat(300)}`)).rejects.toThrow('the name is too long');
    server.close();
  });

  test('reads a file whose name is no text', async () => {
    const path = Buffer.concat([Buffer.from(join(folder, 'Dockerfile.')), Buffer.of(0xe4)]);
    writeFileSync(path, 'FROM a');
    expect(await readText(path)).toBe('FROM a');
  });

  test('reads stdin beforehand for work that cannot wait, and throws when it is its turn', async () => {
    writeFileSync(file, 'FROM b');
    const read = await textReader([undefined, file], Readable.from([Buffer.from('FROM a')]));
    expect([read(undefined), read(file), read(undefined)]).toEqual(['FROM a', 'FROM b', 'FROM a']);
    const broken = await textReader([file, undefined], Readable.from([Buffer.of(0xff)]));
    expect(broken(file)).toBe('FROM b');
    expect(() => broken(undefined)).toThrow('not UTF-8');
  });

  test('says why a file cannot be read', async () => {
    await expect(readText(join(folder, 'missing'))).rejects.toThrow('there is no such file');
    await expect(readText(folder)).rejects.toThrow('it is a folder');
  });
});
