import { Workbench, expect, test } from './belay.ts';

test('a hover shows code as code, and what the learner wrote only as text', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open('apk-cache');
  await workbench.write('FROM alpine:3.24\nRUN apk add "--<img/src=x>" git\n');
  await expect(workbench.region.locator('.squiggly-warning, .squiggly-error').first()).toBeAttached();
  await workbench.lines.getByText('img', { exact: false }).last().hover();
  await expect(page.locator('.monaco-hover:visible .marker code', { hasText: '--<img/src' })).toBeVisible();
  const message = page.locator('.monaco-hover:visible .marker > span:first-child').first();
  await expect(message.locator('code', { hasText: '--no-cache' }).first()).toBeVisible();
  await expect(message).not.toContainText('`');

  // The view that F8 opens knows plain text only.
  await workbench.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('F8');
  const view = page.locator('.marker-widget:visible');
  await expect(view).toContainText('--<img/src');
  await expect(view).not.toContainText('`');
  await expect(page.locator('.monaco-editor img')).toHaveCount(0);
});
