import { Workbench, expect, firstLesson, lessonTexts, slugs, tabTo, test } from './belay.ts';

test('a lesson can be found, solved and left by keyboard alone', async ({ page }) => {
  const { solution } = lessonTexts(firstLesson);
  const workbench = new Workbench(page);
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');

  await tabTo(page, page.getByRole('link', { name: /^Start with/ }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/lessons/${firstLesson}/$`));

  await expect(workbench.field()).toBeAttached();
  await tabTo(page, workbench.field());
  // Until something is typed Tab goes on, so nobody is caught who only passes by.
  await page.keyboard.press('Tab');
  await expect(workbench.field()).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(workbench.field()).toBeFocused();

  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(solution);
  await expect(workbench.status).toContainText('Passed');
  await expect(workbench.field()).toBeFocused();

  // After typing Tab indents; Escape, then Tab leaves.
  await page.keyboard.press('Tab');
  await expect(workbench.field()).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(workbench.field()).not.toBeFocused();

  await tabTo(page, workbench.region.getByRole('link', { name: /^Next/ }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/lessons/${slugs[1] ?? ''}/$`));
});

test('Ctrl+M chooses what Tab does, and says so', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(firstLesson);
  await workbench.focus();
  await expect(workbench.field()).toHaveAttribute('aria-describedby', /./);
  await page.keyboard.press('Control+M');
  await expect(workbench.status).toContainText('Tab indents');
  await page.keyboard.press('Control+M');
  await expect(workbench.status).toContainText('Tab moves');
  await page.keyboard.press('Tab');
  await expect(workbench.field()).not.toBeFocused();
});

test('the static code takes the keyboard to the editor', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(firstLesson);
  await workbench.field().waitFor({ state: 'attached' });
  await tabTo(page, workbench.field());
  await page.keyboard.type('#');
  await expect(workbench.lines).toContainText('#');
});
