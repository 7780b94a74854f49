import { sectionRoles } from '../../src/lessons/content/sections.ts';
import { checker } from '../../src/checker/index.ts';
import { expect, firstLesson, lessonTexts, readRecording, slugs, test } from './belay.ts';

test.use({ javaScriptEnabled: false });

for (const slug of slugs) {
  test(`${slug} can be read without JavaScript`, async ({ page }) => {
    const { title, starter } = lessonTexts(slug);
    await page.goto(`/lessons/${slug}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    for (const role of sectionRoles.filter((role) => role !== 'solution')) {
      await expect(page.locator(`[data-section="${role}"] h2`)).toBeVisible();
    }

    const exercise = page.locator('lesson-workbench');
    await expect(exercise.getByRole('heading', { name: 'Goals' })).toBeVisible();
    expect(await exercise.getByRole('listitem').count()).toBeGreaterThan(0);
    // Shiki's colours are in the HTML.
    const code = exercise.locator('pre').first();
    await expect(code).toBeVisible();
    expect((await code.textContent())?.trim()).toBe(starter.trim());
    expect(await code.locator('span[style]').count()).toBeGreaterThan(3);
    // Buttons that could do nothing are not there.
    await expect(exercise.getByRole('button')).toHaveCount(0);
    await exercise.getByText('Hint 1').click();
    await expect(exercise.getByRole('group').filter({ hasText: 'Hint 1' }).getByRole('paragraph')).toBeVisible();
  });
}

test('the transcript of a recording can be read without JavaScript', async ({ page }) => {
  await page.goto(`/lessons/${firstLesson}/`);
  const article = page.locator('build-panel').getByRole('article', { name: 'Starter' });
  await article.getByText('Transcript', { exact: true }).click();
  for (const { command } of readRecording(firstLesson, 'starter').commands) {
    await expect(article.getByRole('heading', { name: command, exact: true })).toBeVisible();
  }
  // What could only play is not there.
  await expect(page.getByRole('slider')).toHaveCount(0);
});

test('the pages lead to each other without JavaScript', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: /^Start with/ }).click();
  await expect(page).toHaveURL(new RegExp(`/lessons/${firstLesson}/$`));
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Rules' }).click();
  await page
    .getByRole('link', { name: checker.rule('apk-no-cache')?.title ?? '' })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Why' })).toBeVisible();
});
