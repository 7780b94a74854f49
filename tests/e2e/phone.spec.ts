import { Workbench, expect, firstLesson, lessonTexts, test } from './belay.ts';

declare global {
  interface Window {
    /** Lays a keyboard of so many pixels over the page. */
    layKeyboard: (height: number) => void;
  }
}

for (const height of [640, 800]) {
  test.describe(`360 × ${height}`, () => {
    test.use({ viewport: { width: 360, height }, hasTouch: true, isMobile: true });

    test('the goal stays above the editor, the lines have numbers, the tabs stay', async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.open(firstLesson);
      await page.getByRole('tab', { name: 'Edit' }).tap();
      const goal = workbench.region.getByRole('link', { name: /^0 of \d+ met/ });
      await expect(goal).toBeVisible();
      const starter = lessonTexts(firstLesson).starter;
      // A line that wraps has one number, and those below it stand where their lines do.
      await workbench.field().fill(`# ${'a long comment '.repeat(8)}\n${starter}`);
      const numbers = workbench.region.locator('.wb-numbers').first();
      await expect(numbers.locator('span')).toHaveCount(starter.split('\n').length + 1);
      const heights = await workbench.field().evaluate((field) => {
        const lines = field.nextElementSibling?.firstElementChild;
        return [field.scrollHeight, Math.max(lines?.scrollHeight ?? 0, field.clientHeight)];
      });
      expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeLessThanOrEqual(1);
      await page.evaluate(() => scrollBy(0, 60));
      const header = await page.getByRole('banner').boundingBox();
      const box = await goal.boundingBox();
      expect(Math.abs((box?.y ?? 0) - (header?.height ?? 0))).toBeLessThanOrEqual(2);
      expect(box?.height).toBeLessThanOrEqual(48);
      await expect(page.getByRole('tab', { name: 'Build' })).toBeInViewport();

      await workbench.field().fill(lessonTexts(firstLesson).solution);
      await expect(workbench.region.getByRole('link', { name: /^\d+ of \d+ met The goals are met/ })).toBeVisible();
      await page.evaluate(() => scrollTo(0, 0));
      await workbench.region.getByRole('link', { name: /The goals are met/ }).tap();
      await expect(workbench.passed).toBeInViewport();
    });

    test('a keyboard on the screen covers neither the cursor nor the goal', async ({ page }) => {
      await page.addInitScript(() => {
        const seen = new EventTarget() as unknown as Record<string, unknown>;
        Object.assign(seen, { scale: 1, offsetTop: 0, offsetLeft: 0, width: innerWidth, height: innerHeight });
        Object.defineProperty(window, 'visualViewport', { value: seen });
        window.layKeyboard = (keyboard) => {
          seen['height'] = innerHeight - keyboard;
          (seen as unknown as EventTarget).dispatchEvent(new Event('resize'));
        };
      });
      const workbench = new Workbench(page);
      await workbench.open(firstLesson);
      await page.getByRole('tab', { name: 'Edit' }).tap();
      await workbench.field().fill('RUN true\n'.repeat(60));
      await workbench.field().tap();
      await expect
        .poll(async () => {
          await page.evaluate(() => window.layKeyboard(280));
          return page.locator('html').getAttribute('data-keyboard');
        })
        .toBe('');
      const goal = await workbench.region.locator('.wb-goal').boundingBox();
      const field = await workbench.field().boundingBox();
      expect(goal?.y).toBeGreaterThanOrEqual(0);
      expect(field?.y).toBeGreaterThanOrEqual((goal?.y ?? 0) + (goal?.height ?? 0) - 1);
      expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(height - 280 + 2);
      await page.evaluate(() => window.layKeyboard(0));
      await expect(page.locator('html')).not.toHaveAttribute('data-keyboard');
      await expect(page.getByRole('tab', { name: 'Build' })).toBeInViewport();
    });
  });
}
