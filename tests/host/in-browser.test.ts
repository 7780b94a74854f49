import { type Browser, type Page, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessonSlugs } from '../../src/lessons/content/load.ts';
import { lessonUrl } from '../../src/site/urls.ts';
import { example } from '../../scripts/hosting/recipes.ts';
import { root } from '../../scripts/root.ts';
import { launchOptions } from '../browser.ts';
import { www } from './prepare.ts';
import { type Running, serveByCaddy, serveByNginx } from './serve.ts';
import { provideWebServers } from './web-servers.ts';

/** A lesson under the sub-path, with the headers that the recipes send: what loads on demand is found and may run. */
const lesson = lessonUrl(lessonSlugs(root)[0] ?? '', example.base);

/** Everything that goes wrong while a page is open. */
function troubleOf(page: Page, origin: string): string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') found.push(message.text());
  });
  page.on('pageerror', ({ message }) => found.push(message));
  page.on('response', (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) found.push(`another host: ${url.href}`);
  });
  return found;
}

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(launchOptions());
});
afterAll(() => browser.close());

describe.each([
  ['nginx', serveByNginx],
  ['Caddy', serveByCaddy],
])('%s', (_name, serve) => {
  let server: Running;
  beforeAll(async () => {
    server = await serve(await provideWebServers(), www);
  });
  afterAll(() => server.stop());

  test('a lesson runs: editor and checker with their workers, the replay', async () => {
    const page = await browser.newPage();
    const found = troubleOf(page, server.origin);
    await page.goto(server.origin + lesson);
    const workbench = page.locator('lesson-workbench');
    await workbench.getByRole('textbox', { name: /^Dockerfile, lesson / }).waitFor({ state: 'attached' });
    await workbench.locator('.squiggly-warning, .squiggly-error').first().waitFor({ state: 'attached' });
    await page.getByRole('tab', { name: 'Build', exact: true }).click();
    await page.locator('build-panel .xterm').waitFor({ state: 'attached' });

    const workers = page.workers().map((worker) => worker.url());
    expect(workers.filter((url) => url.includes('/assets/worker-'))).toHaveLength(1);
    expect(workers.every((url) => url.startsWith(`${server.origin}${example.base}assets/`))).toBe(true);
    expect(found).toEqual([]);
    await page.close();
  });
});
