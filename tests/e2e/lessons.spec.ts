import { checker } from '../../src/checker/index.ts';
import { Workbench, allLessons, expect, lessonTexts, test } from './belay.ts';
import { violations } from './violations.ts';

/** Every lesson, from its starter to its solution, by typing. Adding a lesson is enough to have it tried. */
for (const slug of allLessons) {
  test(`${slug}: the starter does not pass, the solution does, and axe has nothing to say of the page`, async ({
    page,
  }) => {
    const { solution, solutionFiles } = lessonTexts(slug);
    const workbench = new Workbench(page);
    await workbench.open(slug);
    await expect(workbench.region.getByText(/^\d+ of \d+ met$/)).toBeVisible();
    await expect(workbench.passed).toBeHidden();

    for (const [path, text] of Object.entries(solutionFiles)) {
      await workbench.region.getByRole('tab', { name: path }).click();
      await workbench.write(text, path);
      await workbench.region.getByRole('tab', { name: 'Dockerfile' }).click();
    }
    await workbench.write(solution);
    await expect(workbench.passed).toBeVisible();
    await expect(workbench.status).toHaveText(/^Passed: (\d+) of \1 met\. What has changed is under “Passed”\.\s?$/);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await violations(page)).toEqual([]);
  });
}

test('a half-typed file is graded too, and a passed one fails again when it is spoilt', async ({ page }) => {
  const slug = allLessons[0] ?? '';
  const { solution } = lessonTexts(slug);
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write(solution.slice(0, solution.length / 2));
  await expect(workbench.passed).toBeHidden();
  await workbench.write(solution);
  await expect(workbench.passed).toBeVisible();
  await workbench.write('FROM alpine:3.24\nRUN apk add \\');
  await expect(workbench.passed).toBeHidden();
  await workbench.write('');
  await expect(workbench.passed).toBeHidden();
  await expect(workbench.status).toContainText('met');
});

test('a finding leads to its line, its fix and its rule', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open('apk-cache');
  await workbench.write('FROM alpine:3.24\n\nRUN apk add git\n');
  const item = workbench.region.getByRole('listitem').filter({ hasText: checker.rule('apk-no-cache')?.title ?? '' });
  await expect(item.getByRole('link', { name: 'apk-no-cache' })).toHaveAttribute('href', '/rules/apk-no-cache/');
  await item.getByRole('button', { name: /^Line 3/ }).click();
  await expect(workbench.field()).toBeFocused();

  await item.getByRole('button', { name: 'Show a fix for line 3' }).click();
  await item.getByRole('button', { name: 'Apply the fix' }).click();
  await expect(workbench.lines).toContainText('--no-cache');
  await expect(item).toHaveCount(0);
  const goal = workbench.region.getByRole('listitem').filter({ hasText: 'package index' });
  await expect(goal).toContainText('Met');
});

test('a rule says why, when not to, and shows what is bad and good', async ({ page }) => {
  await page.goto('/rules/apk-no-cache/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(checker.rule('apk-no-cache')?.title ?? '');
  await expect(page.getByRole('main')).toContainText('DL3019');
  for (const name of ['Why', 'When not to', 'Examples']) {
    await expect(page.getByRole('heading', { name: new RegExp(`^${name}`) })).toBeVisible();
  }
});

test('squiggles stand in the editor, with the reason on hover', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open('apk-cache');
  await workbench.write('FROM alpine:3.24\nRUN apk add git\n');
  const squiggle = workbench.region.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error').first();
  await expect(squiggle).toBeAttached();
  await workbench.lines.getByText('apk', { exact: false }).last().hover();
  await expect(page.locator('.monaco-hover:visible').getByText('stays in its layer').first()).toBeVisible();
});

test('hints open one by one, and the solution can be compared', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open('apk-cache');
  for (const number of [1, 2, 3]) {
    const hint = workbench.region.getByRole('group').filter({ hasText: `Hint ${number}` });
    await expect(hint.getByRole('paragraph')).toBeHidden();
    await workbench.region.getByText(`Hint ${number}`, { exact: true }).click();
    await expect(hint.getByRole('paragraph')).toBeVisible();
  }
  await workbench.button('Compare with the solution').click();
  // The solution waits for a first try, or for a second press.
  await expect(workbench.status).toContainText('press again');
  await workbench.button('Compare with the solution').click();
  const dialog = page.getByRole('dialog', { name: 'Yours and the solution' });
  await expect(dialog.locator('.monaco-diff-editor')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the plain editor grades the same, and the choice is kept', async ({ page }) => {
  const { solution } = lessonTexts('apk-cache');
  const workbench = new Workbench(page);
  await workbench.open('apk-cache');
  await workbench.button('Plain editor').click();
  const field = workbench.region.locator('textarea:visible');
  await field.fill(solution);
  await expect(workbench.passed).toBeVisible();
  await page.reload();
  await expect(workbench.button('Plain editor')).toHaveAttribute('aria-pressed', 'true');
  await expect(workbench.region.locator('textarea:visible')).toHaveValue(solution);
});
