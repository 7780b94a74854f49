import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles } from '../../src/lessons/content/read-folder.ts';
import { cacheControl, securityHeaders } from '../../src/lessons/content/served.ts';
import { example } from '../../scripts/hosting/recipes.ts';
import { site } from './prepare.ts';

/** Rules of `_headers`: a path, which may end in `*`, and below it the headers, indented. */
function rulesOf(text: string): { path: string; headers: [name: string, value: string][] }[] {
  return text.split(/^(?=\S)/m).map((block) => {
    const [path = '', ...lines] = block.trimEnd().split('\n');
    return {
      path,
      headers: lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
    };
  });
}

const rules = rulesOf(readFileSync(join(site, '_headers'), 'utf8'));

/** What a host adds to the answer for an address, every value of every rule that fits. */
function headersOf(address: string): [name: string, value: string][] {
  const fits = (path: string): boolean =>
    path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : address === path;
  return rules.filter(({ path }) => fits(path)).flatMap(({ headers }) => headers);
}

test('every file of the built site gets each header once, from _headers', () => {
  const wrong: unknown[] = [];
  for (const file of listFiles(site.replace(/\/$/, ''))) {
    if (/(?:^|\/)[._]/.test(file) || /\.(?:br|gz)$/.test(file)) continue;
    const address = example.base + file.replace(/(^|\/)index\.html$/, '$1');
    const wanted = [...Object.entries(securityHeaders), ['Cache-Control', cacheControl(file)]];
    if (JSON.stringify(headersOf(address)) !== JSON.stringify(wanted)) wrong.push([address, headersOf(address)]);
  }
  expect(wrong).toEqual([]);
});

test('_headers keeps to what its readers allow: 100 rules, 2,000 characters a line, a star only at the end', () => {
  expect(rules.length).toBeLessThanOrEqual(100);
  expect(rules.filter(({ path }) => /\*./.test(path) || !path.startsWith(example.base))).toEqual([]);
  expect(rules.flatMap(({ headers }) => headers).filter(([, value]) => value.length > 1_900)).toEqual([]);
});
