import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { listFiles } from '../../src/lessons/content/read-folder.ts';
import { precompress } from './precompress.ts';

test('compresses what becomes smaller, and nothing that is compressed or hidden', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'belay-precompress-'));
  const long = 'the same words again. '.repeat(100);
  mkdirSync(join(folder, 'lessons'));
  const files = {
    'index.html': long,
    'lessons/a.cast': long,
    'tiny.txt': 'x',
    'font.woff2': long,
    '.stamp.json': long,
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);

  expect(await precompress(`${folder}/`)).toBe(2);
  const made = listFiles(folder).filter((path) => !(path in files));
  expect(made).toEqual(['index.html.br', 'index.html.gz', 'lessons/a.cast.br', 'lessons/a.cast.gz']);
  expect(brotliDecompressSync(readFileSync(join(folder, 'index.html.br'))).toString()).toBe(long);
  expect(gunzipSync(readFileSync(join(folder, 'lessons/a.cast.gz'))).toString()).toBe(long);
  rmSync(folder, { recursive: true });
});
