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

test('two tabs: neither writes over the other, not even across a reload in the middle', async ({ page, context }) => {
  const first = new Workbench(page);
  await first.open(slug);
  await first.write('FROM alpine:3.24\n# from the beginning\n');
  const draft = () => page.evaluate((key) => localStorage.getItem(key), `belay:1:draft:${slug}`);
  await expect.poll(draft).toContain('from the beginning');

  const other = await context.newPage();
  const second = new Workbench(other);
  await second.open(slug);
  await second.write('FROM alpine:3.24\n# from the second tab\n');
  await expect.poll(draft).toContain('from the second tab');

  // Here it is said, and what is typed on stays apart.
  const question = first.region.getByText('This exercise was changed in another tab.');
  await expect(question.first()).toBeVisible();
  await first.write('FROM alpine:3.24\n# typed in the first tab, meanwhile\n');
  await page.waitForTimeout(600);
  expect(await draft()).toContain('from the second tab');

  // A reload shows the draft that is kept; what was typed apart comes back on demand.
  await page.reload();
  await expect(first.region).toContainText('# from the second tab');
  await first.button('Undo reset').click();
  await expect(first.region).toContainText('# typed in the first tab, meanwhile');
  await expect.poll(draft).toContain('typed in the first tab, meanwhile');
  // And the second tab hears of that, too.
  await expect(second.region.getByText('This exercise was changed in another tab.').first()).toBeVisible();
  await second.button('Keep mine').click();
  await expect.poll(draft).toContain('from the second tab');
});
