import type { Locator, Page } from '@playwright/test';
import { loadLesson } from '../../src/lessons/content/load.ts';
import { root } from '../../scripts/root.ts';
import { expect, slugs, test } from './belay.ts';
import { keep, passedLessons, watchShifts } from './learner.ts';
import { violations } from './violations.ts';

const recallOf = (slug: string) => {
  const { recall } = loadLesson(slug, { root }).frontMatter;
  if (recall === undefined) throw new Error(`${slug} has no question.`);
  return recall;
};
const plain = (text: string): string => text.replaceAll('`', '');
const form = (page: Page): Locator => page.locator('review-session form');
const choice = (page: Page, says: string): Locator => form(page).getByRole('radio', { name: plain(says), exact: true });
const header = (page: Page): Locator => page.getByRole('navigation', { name: 'Site' });

/** The question that is asked: its lesson, and the answers. */
async function asked(page: Page) {
  const question = await form(page).locator('legend').textContent();
  const slug = slugs.find((each) => plain(recallOf(each).question) === question?.trim());
  if (slug === undefined) throw new Error(`Nobody asks ${String(question)}.`);
  const { answers } = recallOf(slug);
  return { slug, right: answers.find(({ right }) => right)!, wrong: answers.find(({ right }) => !right)! };
}

test('by keyboard: what is due is asked, each answer has its reason, and the dates move on', async ({ page }) => {
  await keep(page, passedLessons(2, 2));
  await page.goto('/review/');
  await expect(form(page)).toContainText('Question 1 of 2');
  const status = page.locator('review-session').getByRole('status');
  const go = form(page).getByRole('button');

  await go.focus();
  await page.keyboard.press('Enter');
  await expect(status).toContainText('Choose an answer first.');

  const first = await asked(page);
  await choice(page, first.right.says).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(status).toContainText('Right. This question comes back in 3 days.');
  for (const { why } of recallOf(first.slug).answers) await expect(form(page).getByText(plain(why))).toBeVisible();

  // What was chosen stays chosen.
  await choice(page, first.wrong.says).focus();
  await page.keyboard.press('Space');
  await expect(choice(page, first.right.says)).toBeChecked();

  await go.focus();
  await expect(go).toHaveText('Next question');
  await page.keyboard.press('Enter');
  await expect(form(page).locator('legend')).toBeFocused();
  await expect(form(page)).toContainText('Question 2 of 2');
  const second = await asked(page);
  expect(second.slug).not.toBe(first.slug);
  await choice(page, second.wrong.says).check();
  await go.click();
  await expect(status).toContainText('Not right.');
  await expect(status).toContainText('comes back tomorrow');
  await expect(form(page).getByRole('link', { name: 'Read the lesson again' })).toHaveAttribute(
    'href',
    new RegExp(`/lessons/${second.slug}/$`),
  );
  await expect(go).toHaveText('Finish');
  await go.click();
  const nothing = page.getByText('Nothing is due. The next question comes tomorrow.');
  await expect(nothing).toBeFocused();
  await expect(header(page).getByRole('link', { name: 'Review' })).toBeHidden();

  await page.reload();
  await expect(nothing).toBeVisible();
});

test('other pages lead here when something is due, from the first paint on, and not otherwise', async ({ page }) => {
  await page.goto('/');
  await expect(header(page).getByRole('link', { name: 'Review' })).toBeHidden();
  await page.evaluate(
    (texts) => {
      for (const [key, text] of Object.entries(texts)) localStorage.setItem(`belay:1:${key}`, text);
    },
    passedLessons(1, 4),
  );
  for (const path of ['/', `/lessons/${slugs[0]}/`, '/tracks/essentials/', '/rules/']) {
    await page.goto(path, { waitUntil: 'commit' });
    await expect(header(page).getByRole('link', { name: 'Review' })).toBeVisible();
  }
  await page.goto('/tracks/essentials/');
  await page.getByRole('link', { name: 'Review them' }).click();
  await expect(form(page)).toBeVisible();
});

test('what was passed before there were questions is asked too', async ({ page }) => {
  const { 'review-next': _, ...old } = passedLessons(1, 30);
  await keep(page, old);
  await page.goto('/');
  await expect(header(page).getByRole('link', { name: 'Review' })).toBeVisible();
  await page.goto('/review/');
  await expect(form(page)).toContainText('Question 1 of 1');
});

test('another tab is followed', async ({ page, context }) => {
  await keep(page, passedLessons(1, 2));
  await page.goto('/review/');
  const other = await context.newPage();
  await other.goto('/review/');
  const { right } = await asked(other);
  await choice(other, right.says).check();
  await form(other).getByRole('button').click();
  await expect(page.getByText('Nothing is due.')).toBeVisible();
  await other.close();
});

/** What may be left in storage, by what it is. */
const strange: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  damaged: { 'progress:tini': '{"status":"passed"', 'review:tini': '[', 'review-next': '"soon"' },
  foreign: {
    'progress:tini': '{"status":"passed","at":7}',
    'review:tini': '{"step":"x","at":[]}',
    'review-next': '{}',
  },
  'of a clock that ran ahead': {
    'progress:tini': '{"status":"passed","at":"2099-01-01T00:00:00Z"}',
    'review:tini': '{"step":4,"at":"2099-01-01T00:00:00Z"}',
  },
};
for (const [name, texts] of Object.entries(strange)) {
  test(`notes that are ${name} break nothing and lock nobody out`, async ({ page }) => {
    await keep(page, { ...passedLessons(1, 2), ...texts });
    await page.goto('/review/');
    await expect(form(page)).toBeVisible();
    await page.goto('/lessons/');
    await expect(page.getByRole('main').getByText('Passed').first()).toBeVisible();
  });
}

test('a browser that keeps nothing is told so', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  });
  await page.goto('/review/');
  await expect(page.getByText('Nothing to review yet.')).toBeVisible();
  await expect(page.getByText('This browser does not keep your answers')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 360]) {
    test(`a question and its answer: axe has nothing to say, nothing moves (${colorScheme}, ${width} px)`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      const shift = await watchShifts(page);
      await keep(page, passedLessons(2, 2));
      await page.goto('/review/');
      await expect(form(page)).toBeVisible();
      expect(await shift()).toBeLessThan(0.001);
      expect(await violations(page)).toEqual([]);
      const { wrong } = await asked(page);
      await choice(page, wrong.says).check();
      await form(page).getByRole('button').click();
      await page.locator('details').first().locator('summary').click();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every question can be read with its answers', async ({ page }) => {
    await page.goto('/review/');
    for (const slug of slugs) {
      const { question, answers } = recallOf(slug);
      const details = page.getByRole('group').filter({ hasText: plain(question) });
      await details.getByText(plain(question)).click();
      for (const { says, why } of answers) {
        await expect(details.getByText(plain(says), { exact: true })).toBeVisible();
        await expect(details.getByText(plain(why))).toBeVisible();
      }
    }
    await expect(page.getByRole('button')).toHaveCount(0);
  });
});
