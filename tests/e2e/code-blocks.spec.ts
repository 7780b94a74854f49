import type { Page } from '@playwright/test';
import { checker } from '../../src/checker/index.ts';
import { allLessons, expect, test } from './belay.ts';

/** Code in prose is never cut off: it fits, it wraps, or it scrolls and shows at its edge that it goes on. */

const lessons = allLessons.map((slug) => `/lessons/${slug}/`);
const rules = checker.ruleIds.map((id) => `/rules/${id}/`);

/** The prose of a lesson, all of a rule's page; the editor is no prose. */
const blocks = 'article pre, main > :not(page-tabs) pre';

/** What is wrong with the blocks of a page, folded ones too. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate((selector) => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
    const measured = [...document.querySelectorAll<HTMLElement>(selector)].filter((each) => each.clientWidth > 0);
    if (measured.length === 0) return ['There is no code on this page.'];
    return measured.flatMap((block) => {
      const { overflowX, backgroundAttachment } = getComputedStyle(block);
      const inside = block.getBoundingClientRect().right <= document.documentElement.clientWidth;
      const fits = block.scrollWidth <= block.clientWidth;
      const scrolls = overflowX === 'auto' && backgroundAttachment === 'local, local, scroll, scroll';
      // What scrolls is reached by key.
      const isRight = inside && (fits || (scrolls && block.tabIndex === 0));
      return isRight ? [] : [`${block.clientWidth} of ${block.scrollWidth} px: ${block.textContent.slice(0, 80)}`];
    });
  }, blocks);
}

for (const width of [1440, 360]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    for (const path of lessons) {
      test(`${path}: no code is cut off`, async ({ page }) => {
        await page.goto(path);
        expect(await cutOff(page)).toEqual([]);
      });
    }

    test('no code of a rule is cut off', async ({ page }) => {
      const wrong: string[] = [];
      for (const path of rules) {
        await page.goto(path, { waitUntil: 'domcontentloaded' });
        wrong.push(...(await cutOff(page)).map((each) => `${path}: ${each}`));
      }
      expect(wrong).toEqual([]);
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what scrolls shows an edge until its end is reached (${colorScheme})`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.goto('/lessons/virtual-packages/');
    const block = page.locator('article pre').first();
    await block.scrollIntoViewIfNeeded();
    const box = await block.boundingBox();
    if (box === null) throw new Error('The block is not shown.');
    // A strip above the first line, where nothing is but the block's own colour.
    const strip = async (x: number): Promise<string> => {
      const clip = { x: Math.round(x), y: Math.round(box.y) + 4, width: 4, height: 4 };
      return (await page.screenshot({ clip })).toString('base64');
    };
    const middle = await strip(box.x + box.width / 2);
    const atEdge = (): Promise<string> => strip(box.x + box.width - 6);
    expect(await atEdge()).not.toBe(middle);
    await block.evaluate((each) => (each.scrollLeft = each.scrollWidth));
    await expect.poll(atEdge).toBe(middle);
  });
}
