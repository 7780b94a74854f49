import { Workbench, expect, test } from './belay.ts';

test('a hover shows a message without backquotes, and what the learner wrote only as text', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open('apk-cache');
  await workbench.write('FROM alpine:3.24\nRUN apk add "--<img/src=x>" git\n');
  await expect(workbench.region.locator('.squiggly-warning, .squiggly-error').first()).toBeAttached();
  await workbench.lines.getByText('img', { exact: false }).last().hover();
  const message = page.locator('.monaco-hover:visible .marker > span:first-child', { hasText: '--<img/src' });
  await expect(message).toBeVisible();
  await expect(page.locator('.monaco-hover:visible').first()).not.toContainText('`');

  // The same in the view that F8 opens.
  await workbench.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('F8');
  const view = page.locator('.marker-widget:visible');
  await expect(view).toContainText('--<img/src');
  await expect(view).not.toContainText('`');
  await expect(page.locator('.monaco-editor img')).toHaveCount(0);
});
