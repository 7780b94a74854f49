import { expect, test } from './belay.ts';

/** The list of rules and its filter. */
test.describe('rules', () => {
  test('finds a rule by the id that another checker has', async ({ page }) => {
    await page.goto('/rules/');
    const items = page.locator('rule-filter li:visible');
    const status = page.locator('rule-filter').getByRole('status');
    await expect(status).toHaveText(/^\d+ rules$/);
    const all = await items.count();

    await page.getByRole('searchbox').fill('dl3019');
    await expect(items).toHaveCount(1);
    await expect(items).toContainText('apk-no-cache');
    await expect(status).toHaveText(`1 of ${all} rules`);
    await expect(page).toHaveURL(/\/rules\/\?q=dl3019$/);

    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    await expect(items).toHaveCount(all);
    await expect(page.getByRole('searchbox')).toBeFocused();
    await expect(page).toHaveURL(/\/rules\/$/);
  });

  test('keeps what is asked in the address, also when coming back', async ({ page }) => {
    await page.goto('/rules/');
    await page.getByRole('combobox', { name: 'Category' }).selectOption('musl');
    await page.getByRole('combobox', { name: 'Fix' }).selectOption('any');
    await expect(page).toHaveURL(/\?category=musl&fix=any$/);
    await expect(page.locator('rule-filter h2:visible')).toHaveCount(1);
    const items = page.locator('rule-filter li:visible');
    const count = await items.count();
    await items.first().getByRole('link').click();
    await page.waitForURL(/\/rules\/[\w-]+\/$/);
    await page.goBack();
    await expect(items).toHaveCount(count);
    await expect(page.getByRole('combobox', { name: 'Category' })).toHaveValue('musl');
  });

  test('says so when no rule fits, and nothing has moved on the way', async ({ page }) => {
    await page.addInitScript(() => {
      const seen = globalThis as unknown as { shift: number };
      seen.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/rules/?q=no-such-rule');
    await expect(page.getByText('No rule fits.')).toBeVisible();
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBeLessThan(0.001);
  });

  test('serves the schema of the configuration', async ({ page }) => {
    await page.goto('/use-in-ci/');
    const href = await page.getByRole('link', { name: 'JSON Schema' }).getAttribute('href');
    const response = await page.request.get(href ?? '');
    const schema = (await response.json()) as { properties: { rules: { properties: object } } };
    expect(Object.keys(schema.properties.rules.properties)).toContain('apk-no-cache');
  });
});

test.describe('rules without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('are all there, and the filter is not', async ({ page }) => {
    await page.goto('/rules/?q=dl3019');
    expect(await page.locator('rule-filter li:visible').count()).toBeGreaterThan(40);
    await expect(page.getByRole('searchbox')).toBeHidden();
  });
});
