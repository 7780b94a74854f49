import type { Locator, Page } from '@playwright/test';
import * as texts from '../../src/i18n/en/picture.ts';
import { pictureParts } from '../../src/lessons/picture/picture.ts';
import { Workbench, expect, firstLesson, lessonTexts, slugs, test } from './belay.ts';
import { violations } from './violations.ts';

const hides = 'FROM alpine:3.24\nRUN apk add git jq\nRUN apk del jq\nCMD ["git"]\n';

/** Writes a text and waits until its picture is drawn, in the tab that shows it. */
async function openLive(
  page: Page,
  text: string,
  slug = firstLesson,
): Promise<{ picture: Locator; workbench: Workbench }> {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  const isNarrow = (page.viewportSize()?.width ?? 0) < 1100;
  if (isNarrow) await page.getByRole('tab', { name: 'Edit', exact: true }).click();
  await workbench.write(text);
  await expect(workbench.status).not.toBeEmpty();
  if (isNarrow) await page.getByRole('tab', { name: 'Image', exact: true }).click();
  const picture = page.locator('image-picture[live]');
  await expect(picture.locator('.ip-step').first()).toBeVisible();
  return { picture, workbench };
}

for (const slug of slugs) {
  test(`${slug}: a picture stands in the prose, and no script drew it`, async ({ page, browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
    const still = await context.newPage();
    await still.goto(`/lessons/${slug}/`);
    await expect(still.locator('figure.ip').first()).toBeVisible();
    await context.close();
    await page.goto(`/lessons/${slug}/`);
    await expect(page.locator('figure.ip').first()).toBeVisible();
  });
}

test('follows what is written, and says what an apk del gives back', async ({ page }) => {
  const { picture, workbench } = await openLive(page, hides, 'apk-cache');
  const rows = picture.locator('.ip-step');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(2)).toContainText('gives 0 B back');
  await workbench.write(lessonTexts('apk-cache').starter);
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(1)).toContainText(texts.hiddenAll(5));
});

test('keeps the focus while it is drawn anew', async ({ page }) => {
  const { picture } = await openLive(page, hides);
  const row = picture.locator('.ip-step').nth(1);
  await row.focus();
  // What the worker would tell of another text, without a hand on the keyboard.
  await page.evaluate(() => {
    const picture = document.querySelector('image-picture[live]');
    const step = {
      lines: [1, 1],
      keyword: 'RUN',
      text: 'first',
      outcome: 'ok',
      holds: 'other',
      bytes: { kind: 'unknown' },
      hides: [],
    };
    const steps = [step, { ...step, lines: [2, 2], text: 'second' }];
    const drawn = {
      stages: [{ role: 'target', steps }],
      target: 0,
      layers: steps.map((_, i) => ({ stage: 0, step: i })),
      more: 0,
      cache: { files: [] },
      recordedOn: [],
    };
    (picture as unknown as { show: (picture: unknown) => void }).show(drawn);
  });
  await expect(row).toContainText('second');
  await expect(row).toBeFocused();
});

test('is walked through with the keyboard, and tells the lines of each step', async ({ page }) => {
  const { picture } = await openLive(page, hides);
  await page.evaluate(() => {
    document.addEventListener('belay:line', (event) => {
      document.body.dataset['told'] = String((event as CustomEvent<{ lines?: number[] }>).detail.lines ?? '');
    });
  });
  const rows = picture.locator('.ip-step');
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await expect(page.locator('body')).toHaveAttribute('data-told', '2,2');
  await page.keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await rows.nth(2).hover();
  await expect(page.locator('body')).toHaveAttribute('data-told', '3,3');
  await page.evaluate(() => {
    document.querySelector('image-picture[live]')?.dispatchEvent(new PointerEvent('pointerleave'));
  });
  await expect(page.locator('body')).toHaveAttribute('data-told', '');
});

test('marks the step of a line', async ({ page }) => {
  const { picture } = await openLive(page, hides);
  const mark = (line: number | undefined) =>
    page.evaluate((at) => {
      (document.querySelector('image-picture[live]') as unknown as { mark: (line?: number) => void }).mark(at);
    }, line);
  await mark(3);
  await expect(picture.locator('[data-marked]')).toHaveAttribute('data-lines', '3');
  await mark(undefined);
  await expect(picture.locator('[data-marked]')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 360]) {
    test(`axe has nothing to say of any part, and none scrolls sideways (${colorScheme}, ${width} px)`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      const { picture } = await openLive(page, `${hides.replace('CMD', 'RUN true\nCMD')}ENV TZ=Europe/Berlin\n`);
      for (const part of pictureParts) {
        await picture.locator(`[data-view="${part}"]`).click();
        await expect(picture.locator(`[data-view="${part}"]`)).toHaveAttribute('aria-selected', 'true');
        await expect(picture.locator('.ip-view > *').first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over).toBeLessThanOrEqual(0);
      }
    });
  }
}
