import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readPackageIndexes } from './package-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'belay-tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TABLE = `belay-packages 1
branch v3.99
architecture x86_64
date 2026-01-01
complete yes

 repositories
1 main
 names
0jq
 versions
1.8-r0
 sizes
a
 installed
2
 dictionary
 depends

 provides
cmd:&=^
 trigger-sets
 triggers

 priorities

`;

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe('readPackageIndexes', () => {
  it.each([
    ['plain.txt', TABLE],
    ['packed.txt.gz', gzipSync(TABLE)],
  ])('reads %s', async (name, content) => {
    const [index] = await readPackageIndexes([file(name, content)]);
    expect(index).toMatchObject({ branch: 'v3.99', architecture: 'x86_64', date: '2026-01-01', complete: true });
    expect(index?.providers('cmd:jq')).toMatchObject([
      { name: 'jq', version: '1.8-r0', size: 10, installedSize: 8192 },
    ]);
  });

  it('names a file that is not there or is no table, and says what to do', async () => {
    const missing = join(folder, 'missing.txt');
    await expect(readPackageIndexes([missing])).rejects.toThrow(
      `Check the path: the package table ${missing} cannot be read.`,
    );
    const other = file('other.txt', 'P:jq\n');
    await expect(readPackageIndexes([other])).rejects.toThrow(
      `Make a table with "npm run apk-index" and give that: ${other}`,
    );
  });
});
