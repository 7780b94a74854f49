import type { Page } from '@playwright/test';
import { readLesson } from '../../scripts/lesson/answers.ts';
import { root } from '../../scripts/root.ts';
import type { Ask, AskForm } from '../../src/exercises/asks.ts';
import { instructionsOf } from '../../src/exercises/order/pieces.ts';
import { trackReview } from '../../src/lessons/content/track-review.ts';
import { loadTracks } from '../../src/lessons/content/tracks.ts';
import { checkerScript, expect, lessonTexts, slugs, tabTo, test } from './belay.ts';
import { violations } from './violations.ts';

/** The small exercises of lessons and the review of a track, by what a learner does. */

const track = loadTracks(root)[0]?.slug ?? '';
const reviewPage = `/tracks/${track}/review/`;
const review = trackReview(track, root);

/** Every lesson that has an exercise of a form, with its first one. */
function withForm<F extends AskForm>(form: F): { slug: string; ask: Extract<Ask, { form: F }> }[] {
  return slugs.flatMap((slug) => {
    const ask = readLesson(slug).frontMatter.asks.find((each) => each.form === form);
    return ask === undefined ? [] : [{ slug, ask: ask as Extract<Ask, { form: F }> }];
  });
}

const [predict] = withForm('predict');
const [choose] = withForm('choose');
const [order] = withForm('order');
if (!predict || !choose || !order || !review) throw new Error('A form has no exercise in any lesson.');

const open = async (page: Page, slug: string): Promise<void> => {
  await page.goto(`/lessons/${slug}/`);
};

/** Presses Tab until what has the focus is inside, then waits for the exercise to be alive. */
async function reach(page: Page, form: AskForm): Promise<void> {
  const ask = page.locator(`ask-${form}`).first();
  await tabTo(page, ask.locator('input:visible, button:visible').first());
  await expect(ask).toHaveAttribute('data-ready', '');
}

for (const { slug, ask } of withForm('predict')) {
  const { recorded } = ask;
  if (recorded === undefined) continue;
  test(`${slug}: a guess by keyboard, then what was recorded and the way to it`, async ({ page }) => {
    await open(page, slug);
    const exercise = page.locator('ask-predict').first();
    await reach(page, 'predict');
    // The reasons are not there to be read before.
    await expect(exercise.getByText('Recorded:')).toBeHidden();
    await page.keyboard.press('Space');
    await expect(exercise.getByRole('radio').first()).toBeChecked();
    await page.keyboard.press('ArrowDown');
    await expect(exercise.getByRole('radio').nth(1)).toBeChecked();
    await expect(exercise.getByRole('status')).toHaveText('');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(exercise.getByText('Recorded:')).toBeVisible();
    const right = exercise.locator('[data-tone="good"]');
    await expect(right).toHaveCount(1);
    for (const [index] of ask.choices.entries()) {
      await exercise.getByRole('radio').nth(index).check();
      const isRight = (await right.getByRole('radio').isChecked()) ? 'As you expected.' : 'It came out differently.';
      await expect(exercise.getByRole('status')).toHaveText(isRight);
    }
    await exercise.getByRole('link', { name: 'See it in the recording' }).click();
    await expect(page).toHaveURL(new RegExp(`#step-\\d+&state=${recorded.state}$`));
    await expect(page.locator('build-panel')).toBeInViewport();
  });
}

test('a guess is never in the way: what was recorded shows without one', async ({ page }) => {
  await open(page, predict.slug);
  const exercise = page.locator('ask-predict').first();
  await exercise.getByRole('button', { name: 'Show what happened' }).click();
  await expect(exercise.getByText('Recorded:')).toBeVisible();
  await expect(exercise.getByRole('status')).toHaveText('You made no guess; that is fine.');
});

test('a choice by keyboard gives the reasons of all, and can be changed', async ({ page }) => {
  await open(page, choose.slug);
  const exercise = page.locator('ask-choose').first();
  const reasons = exercise.locator('.ask-choice details p');
  await reach(page, 'choose');
  await page.keyboard.press('Space');
  await expect(reasons.first()).toBeHidden();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (let index = 0; index < choose.ask.choices.length; index++) await expect(reasons.nth(index)).toBeVisible();
  const says = { yes: 'Your pick fits.', 'with care': 'Your pick works, with care.', no: 'Your pick does not fit.' };
  for (const [index, { fits }] of choose.ask.choices.entries()) {
    await exercise.getByRole('radio').nth(index).check();
    await expect(exercise.getByRole('status')).toHaveText(says[fits]);
    await expect(exercise.locator('.ask-choice').nth(index)).toContainText('your pick');
    await expect(exercise.getByText('your pick', { exact: true })).toHaveCount(1);
  }
});

test.describe('lines in order', () => {
  const right = instructionsOf(lessonTexts(order.slug).solution);

  test('are put in, moved and checked by keyboard; the checker loads at the first check', async ({ page }) => {
    const loaded: string[] = [];
    page.on('request', (request) => checkerScript.test(request.url()) && loaded.push(request.url()));
    await open(page, order.slug);
    const exercise = page.locator('ask-order').first();
    const result = exercise.locator('[data-part="result"]');
    const moves = exercise.locator('[data-part="moves"]');
    const rows = exercise.locator('[data-part="file"] li');
    await reach(page, 'order');
    const decoy = order.ask.decoys[0]?.line ?? '';
    const [first = '', ...rest] = right;
    // The first line last, and a wrong one with it.
    for (const line of [...rest, first, decoy]) {
      await exercise.getByRole('button', { name: `Put in: ${line}`, exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect(moves).toContainText('put in as line');
    }
    await expect(rows).toHaveCount(right.length + 1);
    await exercise.getByRole('button', { name: 'Check it' }).focus();
    await page.keyboard.press('Enter');
    await expect(result).toContainText('Not yet.');
    await expect(result).toContainText(order.ask.decoys[0]?.because.replaceAll('`', '') ?? '');
    expect(loaded.length).toBeGreaterThan(0);

    await exercise.getByRole('button', { name: `Take out: ${decoy}`, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(moves).toContainText('taken out');
    // What was said of other lines is gone, and the focus is on a line still.
    await expect(result).toBeEmpty();
    await expect(exercise.locator('[data-act="out"]:focus')).toHaveCount(1);
    const up = exercise.getByRole('button', { name: `Move up: ${first}`, exact: true });
    await up.focus();
    await page.keyboard.press('Enter');
    await expect(moves).toContainText(`${first}: now line ${right.length - 1} of ${right.length}.`);
    await expect(up).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(moves).toContainText(`now line ${right.length - 2} of`);
    await expect(up).toBeFocused();
    await page.keyboard.press('Home');
    await expect(rows.first()).toContainText(first);
    await exercise.getByRole('button', { name: 'Check it' }).focus();
    await page.keyboard.press('Enter');
    await expect(result).toContainText('This Dockerfile passes.');
  });

  test('are dragged with the mouse from list to list, and go back with Escape', async ({ page }) => {
    // All lines in view: the page does not scroll while one is dragged.
    await page.setViewportSize({ width: 1280, height: 1800 });
    await open(page, order.slug);
    const exercise = page.locator('ask-order').first();
    await reach(page, 'order');
    const [first = '', second = ''] = right;
    const rowOf = (line: string) =>
      exercise
        .locator('li')
        .filter({ has: page.getByText(line, { exact: true }) })
        .first();
    const rows = exercise.locator('[data-part="file"] li');
    /** Takes a line by its dots, and moves it over something. */
    const drag = async (line: string, over: ReturnType<typeof rowOf>, by: number): Promise<void> => {
      await rowOf(line).scrollIntoViewIfNeeded();
      const grip = await rowOf(line).locator('[data-grip]').boundingBox();
      const target = await over.boundingBox();
      if (grip === null || target === null) throw new Error('There is nothing to drag.');
      await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
      await page.mouse.down();
      await page.mouse.move(target.x + 40, target.y + target.height / 2 + by, { steps: 8 });
    };
    await drag(second, exercise.locator('.ask-empty').first(), 0);
    await page.mouse.up();
    await expect(rows).toHaveCount(1);
    await expect(exercise.locator('[data-part="moves"]')).toContainText('now line 1 of 1.');
    await drag(first, rowOf(second), -8);
    await page.mouse.up();
    await expect(rows.first()).toContainText(first);
    await drag(first, rowOf(second), 8);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(rows.first()).toContainText(first);
  });

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

    test('take a finger each, and nothing is cut off', async ({ page }) => {
      await open(page, order.slug);
      const exercise = page.locator('ask-order').first();
      for (const line of right) {
        await exercise.getByRole('button', { name: `Put in: ${line}`, exact: true }).tap();
      }
      for (const button of await exercise.getByRole('button').all()) {
        if (!(await button.isVisible())) continue;
        const box = await button.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
      }
      await exercise.getByRole('button', { name: 'Check it' }).tap();
      await expect(exercise.locator('[data-part="result"]')).toContainText('This Dockerfile passes.');
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    });
  });
});

test('a review by keyboard: what was seen, missed and invented', async ({ page }) => {
  const { rows, findings } = review.task;
  await page.goto(reviewPage);
  const exercise = page.locator('ask-review').first();
  await reach(page, 'review');
  const wanted = findings[0]?.on[0] ?? 0;
  const invented = rows.findIndex(
    ({ text }, row) => text !== '' && findings.every(({ on, near }) => !on.includes(row) && !near.includes(row)),
  );
  const boxOf = (row: number) => exercise.locator('[data-part="rows"] li').nth(row).getByRole('checkbox');
  await boxOf(wanted).focus();
  await page.keyboard.press('Space');
  await expect(exercise.getByRole('status')).toHaveText('1 line marked');
  await page.keyboard.press('ArrowUp');
  await expect(boxOf(wanted)).not.toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(boxOf(wanted)).toBeFocused();
  await boxOf(invented).focus();
  await page.keyboard.press('Space');
  const item = exercise.locator('.ask-findings li').first();
  await expect(item).toBeHidden();
  await exercise.getByRole('button', { name: 'Compare with the checker' }).focus();
  await page.keyboard.press('Enter');
  await expect(exercise.locator('[data-state="hit"]').first()).toContainText('Seen');
  const seen = findings.filter(({ on }) => on.includes(wanted)).length;
  await expect(exercise.getByRole('status')).toHaveText(`You saw ${seen} of ${findings.length}.`);
  await expect(exercise.locator('[data-state="missed"]')).toHaveCount(findings.length - seen);
  await expect(exercise.locator('[data-part="invented"]')).toContainText(rows[invented]?.text ?? '');
  await boxOf(invented).focus();
  await page.keyboard.press('Space');
  await expect(exercise.locator('[data-part="invented"]')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 360]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 }, reducedMotion: 'reduce' });

      for (const [form, path] of [
        ['predict', `/lessons/${predict.slug}/`],
        ['choose', `/lessons/${choose.slug}/`],
        ['order', `/lessons/${order.slug}/`],
        ['review', reviewPage],
      ] as const) {
        test(`${form}, answered: axe has nothing to say`, async ({ page }) => {
          await page.goto(path);
          const exercise = page.locator(`ask-${form}`).first();
          await exercise.locator('input, [data-act="in"]').first().click();
          await exercise.locator('.ask-button').click();
          await expect(exercise.getByRole('status').last()).not.toBeEmpty();
          expect(await violations(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
        });
      }
    });
  }
}

test('an exercise whose script does not come can be read', async ({ page, trouble }) => {
  await page.route(/\/assets\/element[^/]*\.js/, (route) => route.abort());
  await open(page, choose.slug);
  const exercise = page.locator('ask-choose').first();
  // A pointer above the button loads the script, and what does not come takes the button away before it is pressed.
  await exercise.getByRole('button').evaluate((button: HTMLButtonElement) => {
    button.click();
  });
  await expect(exercise.getByText('This exercise did not load')).toBeVisible();
  await exercise.getByText('Does it fit?').first().click();
  await expect(exercise.locator('.ask-choice details p').first()).toBeVisible();
  await expect(exercise.getByRole('button')).toHaveCount(0);
  // That the script is missing is what is wanted here.
  trouble.found.length = 0;
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('choices stand with their reasons', async ({ page }) => {
    for (const { form, slug, ask } of [
      { form: 'predict', ...predict },
      { form: 'choose', ...choose },
    ]) {
      await open(page, slug);
      const exercise = page.locator(`ask-${form}`).first();
      await expect(exercise.getByRole('radio')).toHaveCount(0);
      await expect(exercise.getByRole('button')).toHaveCount(0);
      for (const [index] of ask.choices.entries()) {
        const choice = exercise.locator('.ask-choice').nth(index);
        await choice.locator('summary').click();
        await expect(choice.locator('details p')).toBeVisible();
      }
    }
  });

  test('lines are listed, and an order that passes stands below', async ({ page }) => {
    await open(page, order.slug);
    const exercise = page.locator('ask-order').first();
    const { solution } = lessonTexts(order.slug);
    await expect(exercise.locator('[data-part="lines"] li')).toHaveCount(
      instructionsOf(solution).length + order.ask.decoys.length,
    );
    await expect(exercise.getByRole('button')).toHaveCount(0);
    await exercise.locator('summary').click();
    expect((await exercise.locator('pre').textContent())?.trim()).toBe(solution.trim());
  });

  test('a change is shown, and what is found in it stands below', async ({ page }) => {
    await page.goto(reviewPage);
    const exercise = page.locator('ask-review').first();
    await expect(exercise.getByRole('checkbox')).toHaveCount(0);
    await expect(exercise.locator('[data-part="rows"] li')).toHaveCount(review.task.rows.length);
    await exercise.locator('summary').click();
    for (const { rule } of review.task.findings) {
      await expect(exercise.getByRole('link', { name: rule, exact: true })).toBeVisible();
    }
  });
});
