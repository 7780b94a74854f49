import { Workbench, expect, lessonTexts, test } from './belay.ts';

const slug = 'apk-cache';

test('a reload keeps the draft and the progress', async ({ page }) => {
  const { solution } = lessonTexts(slug);
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write(`# mine\n${solution}`);
  await expect(workbench.passed).toBeVisible();
  await page.reload();
  await expect(workbench.passed).toBeVisible();
  await expect(workbench.region).toContainText('# mine');

  await page.goto('/lessons/');
  await expect(page.getByRole('main')).toContainText(/passed/i);
});

test('a draft survives when the page is left at once', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write('FROM alpine:3.24\n# just typed\n');
  await page.goto('/rules/');
  await page.goBack();
  await expect(workbench.region).toContainText('# just typed');
});

test('reset brings the starter back, and can be undone, even after a reload', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write('FROM alpine:3.24\n# my own words\n');
  await expect(workbench.button('Undo reset')).toBeHidden();
  await workbench.button('Reset').click();
  await expect(workbench.lines).not.toContainText('my own words');
  await page.reload();
  await expect(workbench.region).not.toContainText('my own words');
  await workbench.button('Undo reset').click();
  await expect(workbench.region).toContainText('# my own words');
  await expect(workbench.button('Undo reset')).toBeHidden();
});

test('copy gives the text of the file', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write('FROM alpine:3.24\n# copied\n');
  await workbench.button('Copy').click();
  await expect(workbench.status).toContainText('Copied Dockerfile.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('FROM alpine:3.24\n# copied\n');
});

const broken: Readonly<Record<string, () => void>> = {
  'that throws on every use': () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  },
  'that is full': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  },
  'that is absent': () => {
    Object.defineProperty(window, 'localStorage', { value: undefined });
  },
};

for (const [name, breakIt] of Object.entries(broken)) {
  test(`works with a localStorage ${name}`, async ({ page }) => {
    const { solution } = lessonTexts(slug);
    await page.addInitScript(breakIt);
    const workbench = new Workbench(page);
    await workbench.open(slug);
    await workbench.write(solution);
    await expect(workbench.passed).toBeVisible();
    await expect(workbench.region.getByText('does not let this page keep your draft')).toBeVisible();
    await workbench.button('Reset').click();
    await workbench.button('Undo reset').click();
    await expect(workbench.passed).toBeVisible();
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
}

test('works with what another program has left in localStorage', async ({ page }) => {
  await page.addInitScript(() => {
    for (const key of ['draft:apk-cache', 'replaced:apk-cache', 'progress:apk-cache', 'preferences', 'theme']) {
      for (const value of ['{"files":', '{"files":{"Dockerfile":7}}', 'null', '[]', '"\ud800"']) {
        if (Math.random() < 0.5 || localStorage.getItem(`belay:1:${key}`) === null) {
          localStorage.setItem(`belay:1:${key}`, value);
        }
      }
    }
  });
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await expect(workbench.region.getByText(/^\d+ of \d+ met$/)).toBeVisible();
  await workbench.write(lessonTexts(slug).solution);
  await expect(workbench.passed).toBeVisible();
});
