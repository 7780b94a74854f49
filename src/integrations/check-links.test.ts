import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenLinks, deadLink } from './check-links.ts';

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
    { page: 'index.html', href: '/repo/rules/b/', reason: 'no such page', near: 'rules/a/' },
    { page: 'index.html', href: '/repo/rules/a/#nowhere', reason: 'no such place on the page' },
    { page: 'index.html', href: '/repo/rules/a', reason: 'no such page', near: 'rules/a/' },
  ]);
  rmSync(folder, { recursive: true });
});

test.each([
  [
    { page: 'lessons/a/index.html', href: '/repo/rules/b/', reason: 'no such page', near: 'rules/a/' },
    'content/lessons/a/lesson.mdx: line 3: The link "/repo/rules/b/" leads nowhere: no such page. Did you mean "/rules/a/"?',
  ],
  [
    { page: 'rules/a/index.html', href: '#whither', reason: 'no such place on the page' },
    'src/checker/rules/a/rule.md: line 1: The link "#whither" leads nowhere: no such place on the page. Mend it or take it out.',
  ],
  [
    { page: 'tracks/t/end/index.html', href: '/repo/x/', reason: 'no such page' },
    'content/tracks/t.yaml: tracks/t/end/index.html: The link "/repo/x/" leads nowhere: no such page. Mend it or take it out.',
  ],
  [
    { page: '404.html', href: '/repo/x/', reason: 'no such page' },
    '404.html: The link "/repo/x/" leads nowhere: no such page. Mend it where this page is made.',
  ],
] as const)('says where a dead link is written: %j', (broken, says) => {
  const root = siteOf({
    'content/lessons/a/lesson.mdx': '---\n---\n[B](/rules/b/)\n',
    'content/tracks/t.yaml': 'title: T\n',
    'src/checker/rules/a/rule.md': '[here](#whither)\n',
  });
  expect(deadLink(broken, { base: '/repo/', root }).message).toBe(says);
  rmSync(root, { recursive: true });
});
