import { checker } from '../../src/checker/index.ts';
import { Workbench, expect, test } from './belay.ts';
import { violations } from './violations.ts';

/** Help comes in steps: the symptom, the cause, and a fix that shows what it changes. */

const slug = 'apk-cache';
const half =
  'FROM alpine:3.24\n\nRUN apk add git jq\n\nCOPY --chmod=755 inventory.sh /usr/local/bin/inventory\n\nCMD ["/usr/local/bin/inventory"]\n';
const title = checker.rule('apk-no-cache')?.title ?? '';

test('a goal says its symptom; the cause with its line opens by keyboard', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write(half);
  await expect(workbench.status).toContainText(
    "0 of 1 met. No layer of the image holds apk's package index: Everybody",
  );
  await expect(workbench.status).not.toContainText('Line 3');
  const goal = workbench.region.getByRole('listitem').filter({ hasText: 'No layer of the image holds' });
  await expect(goal).toContainText('loads an index that nothing reads');
  await expect(goal.getByText('The layer of line 3 holds')).toBeHidden();
  await expect(goal.getByRole('button', { name: 'Line 3' })).toBeHidden();
  await goal.getByText('Why?').focus();
  await page.keyboard.press('Enter');
  await expect(goal.getByText('The layer of line 3 holds')).toBeVisible();
  await goal.getByRole('button', { name: 'Line 3' }).click();
  await expect(workbench.field()).toBeFocused();
});

test('before a try a fix has no name and takes a second press; its preview shows what it changes', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.focus();
  const asking = workbench.region.getByRole('button', { name: /^Show a fix for line/ }).first();
  await expect(asking).toBeVisible();
  await expect(workbench.region.getByText(/--no-cache/).and(page.locator('button'))).toHaveCount(0);
  await asking.click();
  await expect(workbench.status).toContainText('press again');
  await expect(workbench.region.getByRole('button', { name: 'Apply the fix' })).toHaveCount(0);
  await asking.click();
  await expect(workbench.region.getByRole('button', { name: 'Apply the fix' })).toBeVisible();
});

test('after a try the preview opens at once, is closed again, and is applied', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write(half);
  const item = workbench.region.getByRole('listitem').filter({ hasText: title });
  const asking = item.getByRole('button', { name: 'Show a fix for line 3' });
  await asking.focus();
  await page.keyboard.press('Enter');
  const preview = item.locator('[data-part="preview"]');
  await expect(preview).toBeFocused();
  await expect(preview.locator('.wb-text-diff')).toContainText('RUN apk add --no-cache git jq');
  expect(await violations(page)).toEqual([]);
  await item.getByRole('button', { name: 'Hide the fix' }).click();
  await expect(preview).toBeHidden();
  await asking.click();
  await item.getByRole('button', { name: 'Apply the fix' }).click();
  await expect(workbench.passed).toBeVisible();
  await expect(workbench.status).toContainText('Done: Add --no-cache.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the cause can be read, and no button stands there that does nothing', async ({ page }) => {
    await page.goto(`/lessons/${slug}/`);
    await page.locator('#goals').getByText('Why?').first().click();
    await expect(page.locator('#goals .wb-why[open] p').first()).toBeVisible();
    await expect(page.locator('#goals').getByRole('button')).toHaveCount(0);
  });
});
