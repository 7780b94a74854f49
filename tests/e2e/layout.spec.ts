import type { Page } from '@playwright/test';
import { Workbench, expect, firstLesson, lessonTexts, slugs, test } from './belay.ts';
import { pages } from './pages.ts';

/** How much wider the page is than the window, in pixels. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test.describe('360 px', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  for (const [kind, path] of Object.entries(pages)) {
    test(`${kind}: nothing scrolls sideways`, async ({ page }) => {
      await page.goto(path);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });
  }

  for (const path of ['/rules/', '/recordings/']) {
    test(`${path}: a table that is wider than the page shows at its edge that it goes on, and a key reaches the end`, async ({
      page,
    }) => {
      await page.goto(path);
      const wide = await page.locator('.table-scroll').evaluateAll((all) =>
        all
          .filter((each) => each.scrollWidth > each.clientWidth)
          .map((each) => {
            each.scrollLeft = each.scrollWidth;
            const { backgroundAttachment, overflowX } = getComputedStyle(each);
            return [
              backgroundAttachment,
              overflowX,
              each.scrollLeft + each.clientWidth - each.scrollWidth,
              each.tabIndex,
            ];
          }),
      );
      expect(wide.length).toBeGreaterThan(0);
      for (const each of wide) expect(each).toEqual(['local, local, scroll, scroll', 'auto', 0, 0]);
    });
  }

  for (const slug of slugs) {
    test(`${slug}: neither does any of its tabs, and it can be solved`, async ({ page }) => {
      const { solution, solutionFiles } = lessonTexts(slug);
      const workbench = new Workbench(page);
      await workbench.open(slug);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.getByRole('tab', { name: 'Build' }).tap();
      await expect(page.getByRole('tab', { name: 'Build' })).toHaveAttribute('aria-selected', 'true');
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.getByRole('tab', { name: 'Edit' }).tap();
      for (const [path, text] of Object.entries(solutionFiles)) {
        await workbench.region.getByRole('tab', { name: path }).tap();
        await workbench.field(path).fill(text);
        await workbench.region.getByRole('tab', { name: 'Dockerfile' }).tap();
      }
      await workbench.field().fill(solution);
      await expect(workbench.passed).toBeVisible();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });
  }
});

declare global {
  interface Window {
    layoutShift?: number;
  }
}

/** Adds up layout shifts from the very beginning, those after input too. */
async function countShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        window.layoutShift = (window.layoutShift ?? 0) + (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const) {
  test(`editor, goals and panel are in view together, and the page does not scroll (${width} × ${height})`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const workbench = new Workbench(page);
    await workbench.open(firstLesson);
    await workbench.focus();
    for (const name of ['Image', 'Build', 'Changes']) {
      await page.getByRole('tab', { name, exact: true }).click();
      for (const place of ['#edit', '#goals', `#${name.toLowerCase()}`]) {
        const box = await page.locator(place).boundingBox();
        expect(box?.height).toBeGreaterThan(100);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height + 1);
      }
    }
    const beyond = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth - innerWidth, scrollHeight - innerHeight];
    });
    expect(beyond).toEqual([0, 0]);
  });
}

for (const width of [1440, 1100, 360]) {
  test(`nothing moves when the editor arrives (${width} px)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await countShifts(page);
    const workbench = new Workbench(page);
    await workbench.open(firstLesson);
    if (width < 1100) await page.getByRole('tab', { name: 'Edit' }).click();
    await workbench.focus();
    await expect(workbench.region.getByText(/^\d+ of \d+ met$/)).toBeVisible();
    await page.waitForTimeout(500);
    // The budget of the design is 0; sub-pixel text is not told apart below this.
    expect(await page.evaluate(() => window.layoutShift)).toBeLessThan(0.001);
  });
}

test.describe('light and dark', () => {
  test('follow the system, and a choice is kept', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/');
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await background();
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await background()).not.toBe(dark);
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    await expect.poll(background).toBe(dark);
    await page.goto('/rules/');
    expect(await background()).toBe(dark);
  });
});
