import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readShipped } from '../../src/lessons/content/shipped.ts';
import { root } from '../../scripts/root.ts';
import { expect, test } from './belay.ts';

/** What the built site says of the works of others in it. */
const dist = join(root, 'dist');
const shipped = readShipped(true, root);
const packages = shipped?.packages ?? [];

test('the page names every package in the bundles, with version, licence and text', async ({ page }) => {
  await page.goto('/licences/');
  expect(packages.length).toBeGreaterThan(0);
  for (const { name, version, licence, notices } of packages) {
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
    await expect(row).toContainText(licence);
    await expect(row).toContainText(version ?? 'not stated');
    const details = page
      .locator('details')
      .filter({ has: page.locator('summary', { hasText: new RegExp(`^\\s*${name}(?:\\s|$)`) }) });
    for (const { text } of notices) await expect(details).toContainText(text.replace(/\s+/g, ' ').slice(0, 300));
  }
});

test('a text opens from the table and can be read', async ({ page }) => {
  await page.goto('/licences/');
  await page.getByRole('link', { name: 'monaco-editor', exact: true }).click();
  const details = page.locator('details').filter({ hasText: 'ThirdPartyNotices.txt' });
  await details.locator('summary').click();
  await expect(details.getByText('THIRD-PARTY SOFTWARE NOTICES AND INFORMATION')).toBeVisible();
});

test('the footer leads to the licences', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Licences' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Licences');
});

/** What only these packages have in their code and fonts: found in the files themselves, whatever the bundler says. */
const traces: readonly (readonly [string, string])[] = [
  ['monaco-editor', 'monaco-editor'],
  ['dompurify', 'DOMPurify'],
  ['@xterm/xterm', 'xterm-helper-textarea'],
  ['diff', 'castInput'],
];

test('what can be recognised in the files is in the list', () => {
  const names = packages.map(({ name }) => name);
  const files = readdirSync(join(dist, 'assets'));
  const scripts = files
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(dist, 'assets', file), 'utf8'));
  for (const [name, trace] of traces) {
    expect([name, scripts.some((text) => text.includes(trace))]).toEqual([name, true]);
    expect(names).toContain(name);
  }
  const fonts = files.filter((file) => /\.(?:woff2?|ttf|otf)$/.test(file)).map((file) => file.replace(/[.-].*/, ''));
  expect([...new Set(fonts)].sort()).toEqual(['codicon', 'ibm']);
  expect(names).toEqual(expect.arrayContaining(['@vscode/codicons', '@fontsource-variable/ibm-plex-sans']));
});

test('the software bill has the packages of the page', () => {
  interface Component {
    readonly group?: string;
    readonly name: string;
    readonly components?: readonly Component[];
  }
  const { components } = JSON.parse(readFileSync(join(dist, 'sbom.cdx.json'), 'utf8')) as { components: Component[] };
  const all = components.flatMap((each) => [each, ...(each.components ?? [])]);
  const names = all.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));
  expect(names.sort()).toEqual(packages.map(({ name }) => name).sort());
});

test('the page for CI shows the checksum of the file that the site serves', async ({ page, request }) => {
  const file = await (await request.get('/belay.mjs')).body();
  const sum = createHash('sha256').update(file).digest('hex');
  expect(await (await request.get('/belay.mjs.sha256')).text()).toBe(`${sum}  belay.mjs\n`);
  await page.goto('/use-in-ci/');
  await expect(page.getByText(sum)).toBeVisible();
});
