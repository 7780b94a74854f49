import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenLinks } from './check-links.ts';

function siteOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'belay-links-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test('finds links that lead nowhere, and only those', () => {
  const good = [
    '/repo/',
    '/repo/rules/a/#why',
    '#here',
    './rules/a/',
    'https://example.org/x',
    'mailto:a@b.c',
    '/repo/x.css',
    '/repo/rules/a/#d=abc',
  ];
  const bad = ['/rules/a/', '/repo/rules/b/', '/repo/rules/a/#nowhere', '/repo/rules/a'];
  const links = [...good, ...bad].map((href) => `<a href="${href}">x</a>`).join('');
  const folder = siteOf({
    'index.html': `<h1 id="here">x</h1>${links}`,
    'rules/a/index.html': '<h2 id="why">Why</h2><a href="../../">home</a>',
    'x.css': '',
  });
  expect(brokenLinks(folder, '/repo/')).toEqual([
    { page: 'index.html', href: '/rules/a/', reason: 'no such page' },
    { page: 'index.html', href: '/repo/rules/b/', reason: 'no such page' },
    { page: 'index.html', href: '/repo/rules/a/#nowhere', reason: 'no such place on the page' },
    { page: 'index.html', href: '/repo/rules/a', reason: 'no such page' },
  ]);
  rmSync(folder, { recursive: true });
});
