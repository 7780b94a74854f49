import type { Page, Response } from '@playwright/test';
import { headerPolicy, metaPolicy } from '../../src/lessons/content/served.ts';
import { Workbench, checkerScript, expect, firstLesson, slugs, test } from './belay.ts';
import { pages } from './pages.ts';

/** Scripts that a page has loaded. What they weigh is held by the part `budgets` of `npm test`. */
function recordScripts(page: Page): Response[] {
  const responses: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') responses.push(response);
  });
  return responses;
}

async function withText(responses: readonly Response[], wanted: RegExp): Promise<string[]> {
  const bodies = await Promise.all(responses.map(async (response) => [response.url(), await response.text()] as const));
  return bodies.filter(([, body]) => wanted.test(body)).map(([url]) => url);
}

/** Words that only the code of Monaco, or only that of xterm, contains. */
const monaco = /monaco-editor-background/;
const xterm = /xterm-helper-textarea/;

test.describe('on a narrow screen, where the editor is behind a tab', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  for (const slug of slugs) {
    test(`${slug} loads neither Monaco, xterm nor checker before anybody reaches for them`, async ({ page }) => {
      const scripts = recordScripts(page);
      await page.goto(`/lessons/${slug}/`, { waitUntil: 'networkidle' });
      await page.waitForTimeout(1_000);
      expect(await withText(scripts, monaco)).toEqual([]);
      expect(await withText(scripts, xterm)).toEqual([]);
      expect(scripts.filter((each) => checkerScript.test(each.url()))).toEqual([]);
      expect(page.workers()).toEqual([]);
    });
  }

  test('the editor comes with its tab, the terminal with its own', async ({ page }) => {
    const scripts = recordScripts(page);
    const workbench = new Workbench(page);
    await page.goto(`/lessons/${firstLesson}/`);
    await page.getByRole('tab', { name: 'Edit' }).click();
    await workbench.focus();
    expect(await withText(scripts, monaco)).not.toEqual([]);
    await expect.poll(() => page.workers().filter((worker) => checkerScript.test(worker.url())).length).toBe(1);
    expect(await withText(scripts, xterm)).toEqual([]);
    await page.getByRole('tab', { name: 'Build' }).click();
    await expect(page.locator('build-panel .xterm')).toBeAttached();
  });
});

test('every page sends its policy, and loads no script twice', async ({ page }) => {
  const scripts = recordScripts(page);
  for (const path of Object.values(pages)) {
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    expect(response?.headers()['content-security-policy']).toBe(headerPolicy);
    const metas = page.locator('meta[http-equiv="Content-Security-Policy"]');
    expect(await metas.evaluateAll((elements) => elements.map((element) => element.getAttribute('content')))).toEqual([
      metaPolicy,
    ]);
    const urls = scripts.splice(0).map((each) => each.url());
    expect(new Set(urls).size).toBe(urls.length);
  }
});
