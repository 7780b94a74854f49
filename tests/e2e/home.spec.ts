import { formatBytes } from '../../src/i18n/format.ts';
import { expect, lessonTexts, readRecording, slugs, test } from './belay.ts';
import { keep, passedLessons, watchShifts } from './learner.ts';
import { violations } from './violations.ts';

const hero = 'virtual-packages';

test('an edit in the hero shows its Dockerfile and what its recorded image weighs, by keyboard too', async ({
  page,
}) => {
  await page.goto('/');
  const demo = page.getByRole('region', { name: 'One program, three ways to build it' });
  const first = demo.getByRole('radio').first();
  for (const state of ['starter', 'deleted-later', 'solution']) {
    if (state === 'starter') await first.focus();
    else await page.keyboard.press('ArrowRight');
    const { image } = readRecording(hero, state);
    const panel = demo.locator('.panel').filter({ visible: true });
    await expect(panel).toHaveCount(1);
    await expect(panel).toContainText(formatBytes(image?.bytes ?? 0));
    for (const layer of image?.layers.filter(({ fromBase, bytes }) => !fromBase && bytes > 0) ?? []) {
      await expect(panel.getByRole('listitem').getByText(formatBytes(layer.bytes)).first()).toBeVisible();
    }
  }
  await expect(demo.locator('.panel').filter({ visible: true }).locator('pre')).toContainText('apk del');
  expect(await violations(page)).toEqual([]);
});

test('says for whom it is, and lists no lessons', async ({ page }) => {
  await page.goto('/');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toContainText('Dockerfiles on Alpine');
  for (const name of ['See the track', 'How to run it', 'All rules']) {
    await expect(main.getByRole('link', { name })).toBeVisible();
  }
  const shown = await main.getByRole('link').allTextContents();
  const named = slugs.filter((slug) => shown.some((text) => text.includes(lessonTexts(slug).title)));
  // The one to start with, and the one of the hero.
  expect(named.length).toBeLessThanOrEqual(2);
});

for (const width of [1440, 360]) {
  for (const [name, count] of Object.entries({ new: 0, 'on the way': 3, 'at the end': slugs.length })) {
    test(`the first paint does not jump for a learner who is ${name} (${width} px)`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      const shift = await watchShifts(page);
      await keep(page, count === 0 ? {} : passedLessons(count, 2));
      for (const path of ['/', '/lessons/', '/tracks/essentials/', '/tracks/essentials/end/']) {
        await page.goto(path);
        expect(await shift(), path).toBeLessThan(0.001);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      }
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the edits can be chosen all the same', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('radio', { name: 'Delete the tools' }).check({ force: true });
    await expect(page.locator('.panel').filter({ visible: true })).toContainText('gives nothing back');
  });
});
