import type { Page } from '@playwright/test';
import { loadLesson } from '../../src/lessons/content/load.ts';
import { Workbench, expect, lessonTexts, tabTo, test } from './belay.ts';
import { keep } from './learner.ts';
import { violations } from './violations.ts';

/** What follows an exercise: where it shows, what it says, and that nobody is disturbed by it. */

const slug = 'apk-cache';
const { solution } = lessonTexts(slug);
const { passed } = loadLesson(slug).frontMatter;
if (passed === undefined) throw new Error('The lesson has no "passed".');
const plain = (text: string): string => text.replaceAll('`', '');

const place = (page: Page) => page.locator('#passed');
const tab = (page: Page) => page.locator('.lesson-panels').getByRole('tab', { name: 'Passed' });

async function pass(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write(solution);
  await expect(workbench.passed).toBeVisible();
  return workbench;
}

test('shows below the editor when the exercise passes, is announced, and leaves the focus in the editor', async ({
  page,
}) => {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await expect(tab(page)).toBeHidden();
  await workbench.write(solution);
  await expect(place(page).getByText(plain(passed.well))).toBeVisible();
  await expect(tab(page)).toHaveAttribute('aria-selected', 'true');
  await expect(workbench.status).toContainText('What has changed is under “Passed”.');
  await expect(workbench.field()).toBeFocused();
  for (const { says } of passed.figures)
    await expect(place(page).getByText(plain(says), { exact: true })).toBeVisible();
  await expect(place(page).getByText('Solution', { exact: true })).toBeVisible();
});

test('other ways stand beside the learner’s own, by keyboard', async ({ page }) => {
  await pass(page);
  // Tab indents in the code editor; this is where Escape and Tab lead.
  await tab(page).focus();
  const [first] = passed.others;
  const fold = place(page).locator('.after-way details').first();
  await tabTo(page, fold.locator('summary'));
  await page.keyboard.press('Enter');
  await expect(fold.getByRole('group', { name: 'This way: Dockerfile' })).toBeVisible();
  await expect(fold.getByRole('group', { name: 'Yours: Dockerfile' })).toContainText('apk add --no-cache git jq');
  await expect(place(page).locator('.after-way')).toHaveCount(passed.others.length);
  await expect(place(page).getByText(plain(first?.says ?? ''))).toBeVisible();
  // What scrolls is reached and scrolled with the keyboard.
  await page.keyboard.press('Tab');
  await expect(fold.getByRole('group', { name: 'This way: Dockerfile' })).toBeFocused();
});

test('an answer to the reviewer is kept, and compared with ours only when asked for', async ({ page }) => {
  await pass(page);
  const field = place(page).getByRole('textbox', { name: 'Your answer' });
  const ours = place(page).getByRole('group', { name: 'How we would answer' });
  await expect(field).toHaveAccessibleDescription(new RegExp(plain(passed.ask).slice(0, 30)));
  await field.fill('A layer only adds.');
  await expect(ours).toBeHidden();
  await tabTo(page, place(page).getByRole('button', { name: 'Compare with an answer of ours' }));
  await page.keyboard.press('Enter');
  await expect(ours).toBeFocused();
  await expect(ours).toContainText(plain(passed.answer));

  await page.reload();
  // It is there again, and nothing opens by itself.
  await expect(tab(page)).toBeVisible();
  await expect(tab(page)).toHaveAttribute('aria-selected', 'false');
  await tab(page).click();
  await expect(field).toHaveValue('A layer only adds.');
  await expect(place(page).getByRole('link', { name: /^Next: / })).toHaveAttribute('href', /^\/lessons\//);
});

test('does not take the place of what somebody works with below the editor', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.button('Plain editor').click();
  await workbench.region.locator('textarea:visible').fill(solution.replace('--no-cache ', ''));
  await expect(workbench.status).toContainText('0 of 1 met');
  const image = page.locator('.lesson-panels').getByRole('tab', { name: 'Image' });
  // Both at once, so that the grade finds the focus there.
  await image.evaluate((target, text) => {
    const [field] = document.querySelectorAll<HTMLTextAreaElement>('lesson-workbench textarea:not([readonly])');
    if (field === undefined) throw new Error('There is no field.');
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    target.focus();
  }, solution);
  await expect(workbench.passed).toBeVisible();
  await expect(tab(page)).toBeVisible();
  await expect(image).toHaveAttribute('aria-selected', 'true');
  await expect(image).toBeFocused();
});

test('what does not load says so, and comes when it is asked for again', async ({ page, trouble }) => {
  let isBroken = true;
  await page.route('**/passed.json', (route) => (isBroken ? route.abort() : route.continue()));
  await pass(page);
  await expect(place(page).getByText('This did not load.')).toBeVisible();
  isBroken = false;
  await place(page).getByRole('button', { name: 'Try again' }).click();
  await expect(place(page).getByText(plain(passed.well))).toBeVisible();
  // That the file is missing is what is wanted here.
  trouble.found.length = 0;
});

test('the last lesson of a track leads to its end', async ({ page }) => {
  await keep(page, { 'progress:timezones': JSON.stringify({ status: 'passed', at: new Date().toISOString() }) });
  await page.goto('/lessons/timezones/');
  await tab(page).click();
  await expect(place(page).getByRole('link', { name: /end of the track/ })).toHaveAttribute(
    'href',
    '/tracks/essentials/end/',
  );
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('has a view of its own, which opens when it is asked for', async ({ page }) => {
    const views = page.locator('.lesson-views');
    await page.goto(`/lessons/${slug}/`);
    await expect(views.getByRole('tab', { name: 'Passed' })).toBeHidden();
    await views.getByRole('tab', { name: 'Edit' }).tap();
    const workbench = new Workbench(page);
    await workbench.region.locator('textarea:visible').fill(solution);
    await expect(workbench.passed).toBeVisible();
    await expect(place(page)).toBeHidden();
    await workbench.region.getByRole('link', { name: 'See what has changed' }).tap();
    await expect(place(page).getByText(plain(passed.well))).toBeVisible();
    await expect(views.getByRole('tab', { name: 'Passed' })).toHaveAttribute('aria-selected', 'true');
    await place(page).locator('.after-way summary').first().tap();
    await expect(place(page).getByRole('group', { name: 'Yours: Dockerfile' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 1024, 360]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' });

      for (const lesson of ['apk-cache', 'tini', 'timezones']) {
        test(`${lesson}, after passing: axe has nothing to say, nothing is cut off`, async ({ page }) => {
          await keep(page, {
            [`progress:${lesson}`]: JSON.stringify({ status: 'passed', at: new Date().toISOString() }),
            [`draft:${lesson}`]: JSON.stringify({ files: { Dockerfile: lessonTexts(lesson).solution } }),
          });
          await page.goto(`/lessons/${lesson}/`);
          await page.locator('a[role="tab"][href="#passed"]:visible').click();
          await place(page).locator('.after-way summary').first().click();
          await place(page).getByRole('button', { name: 'Compare with an answer of ours' }).click();
          expect(await violations(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
        });
      }
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('leaves no empty place and no link to one', async ({ page }) => {
    await page.goto(`/lessons/${slug}/`);
    await expect(place(page)).toBeHidden();
    await expect(page.locator('a[href="#passed"]:visible')).toHaveCount(0);
  });
});
