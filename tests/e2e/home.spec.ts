import type { Locator, Page } from '@playwright/test';
import { readLesson, state } from '../../scripts/lesson/answers.ts';
import { formatBytes } from '../../src/i18n/format.ts';
import { expect, lessonTexts, readRecording, slugs, tabTo, test } from './belay.ts';
import { keep, passedLessons, watchShifts } from './learner.ts';
import { violations } from './violations.ts';

const hero = 'virtual-packages';
const heroOf = (page: Page): Locator => page.getByRole('region', { name: 'What does this Dockerfile weigh?' });
const stateText = (name: string): string => state(readLesson(hero), name).dockerfile;

test('a choice in the hero shows its Dockerfile and what its recorded image weighs, by keyboard too', async ({
  page,
}) => {
  await page.goto('/');
  const demo = heroOf(page);
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
    await expect(demo.getByRole('textbox')).toHaveValue(stateText(state));
  }
  expect(await violations(page)).toEqual([]);
});

test('what is typed in the hero is drawn, and nothing of the checker comes before', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  const shift = await watchShifts(page);
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(urls.filter((url) => /worker|monaco|lesson\.json|live-picture/.test(url))).toEqual([]);
  const demo = heroOf(page);
  const field = demo.getByRole('textbox', { name: 'Dockerfile to edit' });
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText('FROM alpine:3.24\nRUN apk add --no-cache git jq\nRUN rm /usr/bin/git\n');
  const panel = demo.locator('.panel').filter({ visible: true });
  await expect(panel.getByRole('listitem').filter({ hasText: 'apk add' })).toContainText('package index');
  await expect(panel.getByRole('listitem').filter({ hasText: 'FROM' })).toContainText('recorded');
  await expect(panel).toContainText('gives 0 B back');
  await expect(demo.getByRole('status')).toContainText('MB in the image');
  await expect(demo.getByRole('radio', { checked: true })).toHaveCount(0);
  expect(urls.filter((url) => /monaco|editor\.worker/.test(url))).toEqual([]);
  // The picture grows; what is above it stays where it is.
  expect(await shift()).toBeLessThan(0.02);
  expect(await violations(page)).toEqual([]);

  // Tab is not caught, and what was typed can be taken back.
  await page.keyboard.press('Tab');
  await expect(field).not.toBeFocused();
  await demo.getByRole('button', { name: 'Reset' }).click();
  await expect(field).toHaveValue(stateText('starter'));
  await expect(field).toBeFocused();
  await expect(demo.getByRole('radio').first()).toBeChecked();
});

test('a build that would stop, nonsense and hostile text are drawn as such', async ({ page }) => {
  await page.goto('/');
  const demo = heroOf(page);
  const field = demo.getByRole('textbox');
  const panel = demo.locator('.panel').filter({ visible: true });
  await field.fill('FROM alpine:3.24\nRUN apt-get update\nRUN true\n');
  await expect(panel).toContainText('apt-get: not found');
  await field.fill('FROM alpine:3.24\nRUN echo "<img src=x onerror=alert(1)>" > /x\n');
  await expect(panel).toContainText('<img src=x');
  await expect(demo.locator('img')).toHaveCount(0);
  for (const text of ['', '\u0000\u202e{{', `FROM ${'a/'.repeat(5_000)}`, 'RUN true\n'.repeat(300)]) {
    await field.fill(text);
    await expect(panel).toHaveCount(1);
  }
  await field.fill(stateText('solution'));
  await expect(demo.getByRole('radio', { name: 'Delete them in the same RUN' })).toBeChecked();
  await expect(panel).toContainText('before the layer is stored');
});

test('without the checker the hero says so, and the next key tries again', async ({ page, trouble }) => {
  await page.route('**/lesson.json', (route) => route.abort());
  await page.goto('/');
  const demo = heroOf(page);
  await demo.getByRole('textbox').fill('FROM alpine:3.24\n');
  await expect(demo).toContainText('The checker did not load.');
  await page.unroute('**/lesson.json');
  await demo.getByRole('textbox').fill('FROM alpine:3.24\nRUN true\n');
  await expect(demo.locator('.panel').filter({ visible: true }).getByRole('listitem')).toHaveCount(2);
  trouble.found.splice(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the hero can be used on a phone (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('/');
    const demo = heroOf(page);
    await demo.getByRole('textbox').fill('FROM alpine:3.24\nRUN apk add --no-cache git\n');
    await expect(demo.locator('.panel').filter({ visible: true }).getByRole('listitem')).toHaveCount(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await violations(page)).toEqual([]);
  });
}

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
