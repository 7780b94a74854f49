import { Workbench, expect, firstLesson, test } from './belay.ts';
import { pages } from './pages.ts';
import { violations } from './violations.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 360]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' });

      for (const [kind, path] of Object.entries(pages)) {
        test(`${kind}: axe has nothing to say`, async ({ page }) => {
          await page.goto(path);
          expect(await violations(page)).toEqual([]);
        });
      }
    });
  }

  test.describe(`${colorScheme}, panels open`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('lesson with everything unfolded: axe has nothing to say', async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.open(firstLesson);
      await workbench.write('FROM alpine:3.24\nRUN apk add git\nRUN rm -rf /var/cache/apk/*\n');
      await expect(workbench.status).toContainText('met');
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      expect(await violations(page)).toEqual([]);
    });

    test('lesson with the comparison open: axe has nothing to say', async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.open(firstLesson);
      await workbench.compare();
      await expect(page.getByRole('dialog').locator('.monaco-diff-editor')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('lesson with the plain editor: axe has nothing to say', async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.open(firstLesson);
      await workbench.button('Plain editor').click();
      await expect(workbench.region.locator('textarea:visible')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test('a page that is not there: axe has nothing to say', async ({ page, trouble }) => {
  const response = await page.goto('/nothing-here/');
  expect(response?.status()).toBe(404);
  expect(await violations(page)).toEqual([]);
  // The missing page itself is what is wanted here.
  expect(trouble.found.filter((line) => !line.includes('404'))).toEqual([]);
  trouble.found.length = 0;
});
