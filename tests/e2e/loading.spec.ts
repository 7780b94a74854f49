import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';
import { Workbench, expect, firstLesson, slugs, test } from './belay.ts';
import { pages } from './pages.ts';

/** Collects every answer of a page; sizes are gzip of the body, as a host sends it. */
function record(page: Page): Response[] {
  const responses: Response[] = [];
  page.on('response', (response) => void responses.push(response));
  return responses;
}

async function kilobytes(responses: readonly Response[], wanted: (response: Response) => boolean): Promise<number> {
  const sizes = responses.filter(wanted).map(async (response) => gzipSync(await response.body()).length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}

const type = (name: string) => (response: Response) => response.request().resourceType() === name;
const heavy = /monaco|xterm|editor\.worker/i;

test.describe('before anybody reaches for the editor', () => {
  // On a narrow screen the editor is behind a tab, so nothing is in view.
  test.use({ viewport: { width: 360, height: 740 } });

  for (const slug of slugs) {
    test(`${slug} is light, and neither Monaco nor xterm is there`, async ({ page }) => {
      const responses = record(page);
      await page.goto(`/lessons/${slug}/`, { waitUntil: 'networkidle' });
      await page.waitForTimeout(1_000);
      expect(await kilobytes(responses, type('document'))).toBeLessThanOrEqual(15);
      expect(await kilobytes(responses, type('script'))).toBeLessThanOrEqual(30);
      expect(await kilobytes(responses, type('stylesheet'))).toBeLessThanOrEqual(15);
      const bodies = await Promise.all(responses.filter(type('script')).map((response) => response.text()));
      expect(bodies.filter((body) => heavy.test(body) && body.length > 100_000)).toEqual([]);
    });
  }
});

test('the editor and all that comes with it weigh no more than 900 kB', async ({ page }) => {
  const workbench = new Workbench(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/lessons/${firstLesson}/`, { waitUntil: 'networkidle' });
  const responses = record(page);
  await page.getByRole('tab', { name: 'Edit' }).click();
  await workbench.focus();
  await page.waitForLoadState('networkidle');
  const code = (response: Response) =>
    type('script')(response) || type('stylesheet')(response) || type('other')(response);
  const size = await kilobytes(responses, code);
  expect(size).toBeGreaterThan(300);
  expect(size).toBeLessThanOrEqual(900);
});

test('every page sends its policy, and loads nothing twice', async ({ page }) => {
  const responses = record(page);
  for (const path of Object.values(pages)) {
    const response = await page.goto(path, { waitUntil: 'networkidle' });
    expect(response?.headers()['content-security-policy']).toContain("default-src 'self'");
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
    const scripts = responses.splice(0).filter(type('script'));
    expect(new Set(scripts.map((each) => each.url())).size).toBe(scripts.length);
  }
});
