import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { listFiles } from '../../src/lessons/content/read-folder.ts';
import { contentType } from '../../src/lessons/content/served.ts';

/**
 * Brotli's quality. On the 8 MB of the whole site (2 cores): 9 takes 1.0 s and gives 1,830 kB, 11 takes 10.2 s, almost
 * as long as the build itself, and gives 1,666 kB.
 */
const quality = 9;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/**
 * Puts `<file>.br` and `<file>.gz` beside each file of a built site that becomes smaller by it, for web servers that
 * send such files as they are (`brotli_static` of nginx, `precompressed` of Caddy, our own).
 * @returns how many files have one or both.
 */
export async function precompress(folder: string): Promise<number> {
  const paths = listFiles(folder.replace(/[/\\]$/, '')).filter(isWorthIt);
  const written = await Promise.all(
    paths.map(async (path) => {
      const file = join(folder, path);
      const content = await readFile(file);
      const [br, gz] = await Promise.all([
        toBrotli(content, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: quality,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
          },
        }),
        toGzip(content, { level: 9 }),
      ]);
      const smaller = Object.entries({ br, gz }).filter(([, { byteLength }]) => byteLength < content.byteLength);
      await Promise.all(smaller.map(([ending, compressed]) => writeFile(`${file}.${ending}`, compressed)));
      return smaller.length > 0;
    }),
  );
  return written.filter(Boolean).length;
}

/** Text, and fonts that are not compressed in themselves; nothing hidden. */
function isWorthIt(path: string): boolean {
  const type = contentType(path) ?? '';
  return !/(?:^|\/)\./.test(path) && (type.includes('charset') || type === 'font/ttf');
}
