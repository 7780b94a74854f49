import type { BrowserContext, Page } from '@playwright/test';
import { Workbench, checkerScript, expect, firstLesson, lessonTexts, test, type Trouble } from './belay.ts';
import { violations } from './violations.ts';

const slug = 'apk-cache';
const text = 'FROM alpine:3.24\n# mine\n';

/** Answers that never come, until they are let go. */
async function hold(page: Page, pattern: RegExp): Promise<() => void> {
  let release: () => void = () => undefined;
  const free = new Promise<void>((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    await free;
    await route.continue().catch(() => undefined);
  });
  return release;
}

/** What the browser and the page report about what was broken on purpose. */
function forgive(trouble: Trouble, expected = /ERR_FAILED|did not load|could not be loaded|Failed to fetch/): void {
  expect(trouble.found.filter((line) => !expected.test(line))).toEqual([]);
  trouble.found.length = 0;
}

const monaco = /\/assets\/monaco-surface[^/]*\.js/;

test('nobody waits for the code editor: keys, cursor and undo go along when it comes', async ({ page }) => {
  const release = await hold(page, monaco);
  const workbench = new Workbench(page);
  await workbench.open(slug);
  // The second line.
  await workbench.region
    .locator('.wb-source > .code')
    .first()
    .click({ position: { x: 90, y: 44 } });
  const plain = workbench.region.locator('textarea.wb-textarea:visible');
  await expect(plain).toBeFocused();
  const before = await plain.inputValue();
  const cursor = await plain.evaluate((field: HTMLTextAreaElement) => field.selectionStart);
  expect(before.slice(0, cursor).split('\n')).toHaveLength(2);
  await page.keyboard.type('first ');
  await page.waitForTimeout(700);
  await page.keyboard.type('second ');
  await page.keyboard.press('Shift+ArrowLeft');
  release();
  await expect(workbench.lines).toContainText('first');
  await expect(workbench.field()).toBeFocused();
  // The selected blank is written over, which shows that the selection came along.
  await page.keyboard.type('!');
  const at = (add: string): string => before.slice(0, cursor) + add + before.slice(cursor);
  const shown = async (): Promise<string> => {
    await workbench.button('Copy').click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await shown()).toBe(at('first second!'));
  await workbench.focus();
  for (const wanted of ['first second ', 'first ', '']) {
    await page.keyboard.press('ControlOrMeta+Z');
    expect(await shown()).toBe(at(wanted));
    await workbench.focus();
  }
});

test('a word that is being composed is not cut when the code editor comes', async ({ page }) => {
  const release = await hold(page, monaco);
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.region.locator('.wb-source .line').first().click();
  const plain = workbench.region.locator('textarea.wb-textarea:visible');
  await expect(plain).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'こん', selectionStart: 2, selectionEnd: 2 });
  release();
  await expect(workbench.region.getByText('Loading the code editor…')).toBeVisible();
  await page.waitForTimeout(4_000);
  await expect(plain).toBeFocused();
  await session.send('Input.insertText', { text: 'こんにちは' });
  await expect(workbench.lines).toContainText('こんにちは');
  await expect(plain).toHaveCount(0);
});

test('"Plain editor" is there at once while the code editor is on its way, and stays', async ({ page }) => {
  const release = await hold(page, monaco);
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.button('Plain editor').click();
  const plain = workbench.region.locator('textarea.wb-textarea:visible');
  await expect(plain).toBeVisible({ timeout: 1_000 });
  await workbench.write(text);
  await expect(workbench.region.getByText(/^\d+ of \d+ met$/)).toBeVisible();
  release();
  await page.waitForTimeout(3_000);
  await expect(plain).toHaveValue(text);
});

test('a code editor that does not come is said after 10 seconds, and can be tried again', async ({ page, trouble }) => {
  const release = await hold(page, monaco);
  const workbench = new Workbench(page);
  await workbench.open(slug);
  const note = workbench.region.getByText('The code editor did not load');
  await expect(note.filter({ visible: true }).first()).toBeVisible({ timeout: 25_000 });
  await workbench.write(text);
  expect(await violations(page)).toEqual([]);
  release();
  await workbench.button('Try again').click();
  await expect(workbench.lines).toContainText('# mine');
  await expect(workbench.button('Try again')).toBeHidden();
  forgive(trouble);
});

test('a checker that fails is said, and can be tried again', async ({ page, trouble }) => {
  await page.route(checkerScript, (route) => route.abort());
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write(text);
  await expect(workbench.region.getByText('so nothing is graded yet')).toBeVisible();
  await expect(workbench.button('Copy for review').first()).toBeHidden();
  await page.unroute(checkerScript);
  await workbench.button('Try again').click();
  await expect(workbench.region.getByText(/^\d+ of \d+ met$/)).toBeVisible();
  await expect(workbench.region.getByText('so nothing is graded yet')).toBeHidden();
  forgive(trouble);
});

test('data of a lesson that hang are said after 10 seconds, and can be tried again', async ({ page, trouble }) => {
  const release = await hold(page, /lesson\.json$/);
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await expect(workbench.region.getByText('so nothing is graded yet')).toBeVisible({ timeout: 25_000 });
  await expect(workbench.region).not.toContainText('to be checked');
  release();
  await workbench.button('Try again').click();
  await expect(workbench.region.getByText(/^\d+ of \d+ met$/)).toBeVisible();
  forgive(trouble);
});

for (const [how, stop] of [
  ['fails', (page: Page) => page.route(/\/assets\/Exercise[^/]*\.js/, (route) => route.abort())],
  ['hangs', (page: Page) => hold(page, /\/assets\/Exercise[^/]*\.js/)],
] as const) {
  for (const width of [1440, 360]) {
    test(`an exercise whose script ${how} says so at ${width} px`, async ({ page, trouble }) => {
      await page.setViewportSize({ width, height: 800 });
      await stop(page);
      await page.goto(`/lessons/${slug}/`, { waitUntil: 'commit' });
      if (width === 360 && how === 'fails') await page.getByRole('tab', { name: 'Edit' }).click();
      const region = page.locator('lesson-workbench');
      await expect(region.getByText('The exercise did not load: it')).toBeVisible({ timeout: 25_000 });
      await expect(region.getByText('not checked: the exercise did not load')).toBeVisible();
      await expect(
        region.getByText('to be checked', { exact: false }).filter({ visible: true, hasText: /^\s*\d+ to/ }),
      ).toHaveCount(0);
      await expect(region.getByRole('link', { name: 'Try again' })).toBeVisible();
      if (how === 'fails') {
        await page.unroute(/\/assets\/Exercise[^/]*\.js/);
        await region.getByRole('link', { name: 'Try again' }).click();
        await expect(page.locator('lesson-workbench[data-ready]')).toBeAttached();
        await expect(region.getByText('The exercise did not load: it')).toBeHidden();
      }
      forgive(trouble);
    });
  }
}

async function secondTab(context: BrowserContext): Promise<Workbench> {
  const other = new Workbench(await context.newPage());
  await other.open(slug);
  return other;
}

test('two tabs: nothing is written over, each version can be had', async ({ page, context }) => {
  await page.addInitScript(() => localStorage.setItem('belay:1:preferences', '{"editor":"textarea"}'));
  const one = new Workbench(page);
  await one.open(slug);
  await one.write('FROM alpine:3.24\n# one\n');
  const two = await secondTab(context);
  await expect(two.region).toContainText('# one');
  await two.write('FROM alpine:3.24\n# two\n');
  const question = one.region.getByText('This exercise was changed in another tab.');
  await expect(question.filter({ visible: true }).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await one.write('FROM alpine:3.24\n# one more\n');
  await page.waitForTimeout(800);
  await two.page.reload();
  await expect(two.region).toContainText('# two');

  await one.button('Use the other tab’s version').click();
  await expect(one.field()).toHaveValue('FROM alpine:3.24\n# two\n');
  await one.button('Undo reset').click();
  await expect(one.field()).toHaveValue('FROM alpine:3.24\n# one more\n');

  await expect(two.button('Keep mine')).toBeVisible();
  await two.button('Keep mine').click();
  await one.page.bringToFront();
  await expect(one.button('Keep mine')).toBeVisible();
  await two.button('Undo reset').click();
  await expect(two.field()).toHaveValue('FROM alpine:3.24\n# one more\n');
});

test('a draft that cannot be read, or is far too long, is said', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('belay:1:draft:apk-cache', JSON.stringify({ files: { Dockerfile: 'x\n'.repeat(1_200_000) } }));
  });
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await expect(workbench.region.getByText('cannot be read, so you start')).toBeVisible();
  await workbench.write(lessonTexts(slug).solution);
  await expect(workbench.passed).toBeVisible();
  await expect(workbench.region.getByText('cannot be read, so you start')).toBeHidden();
});

const head = '{"version":2,"width":100,"height":30}\n';
const cast = (data: string): string => `${head}${JSON.stringify([1, 'o', data])}\n`;
const panelMessages: Readonly<Record<string, readonly [cast: string, message: RegExp]>> = {
  'repeats without end': [cast('a\x1b[2147483647b'.repeat(60_000)), /more than/],
  'scrolls without end': [cast('\x1b[2147483647S'.repeat(60_000)), /more than a real build/],
  'is no JSON': [`${head}[1, "o"`, /ends in the middle/],
  'is of the wrong types': [`${head}["1", 2, {}]\n`, /An event must be/],
  'goes back in time': [`${head}[5, "o", "a"]\n[-1e300, "o", "a"]\n`, /no time in seconds/],
  'has one line of 30 MB': [cast('x'.repeat(30_000_000)), /longer than/],
};

for (const [name, [body, message]] of Object.entries(panelMessages)) {
  test(`a recording that ${name} is told in the panel, and the page lives`, async ({ page }) => {
    await page.route(/\.cast$/, (route) => route.fulfill({ body }));
    await page.goto(`/lessons/${firstLesson}/`);
    const panel = page.locator('build-panel');
    await page.getByRole('tab', { name: 'Build', exact: true }).click();
    await panel.locator('[data-part="player"]').hover();
    await expect(panel.getByText(message)).toBeVisible();
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', /./);
  });
}

test('a recording opens no link, sets no clipboard and repeats at most a screen', async ({ page, context }) => {
  const body = cast(
    '\x1b]52;c;aGFja2Vk\x07\x1b]8;;https://hostile.example/\x1b\\click me\x1b]8;;\x1b\\\r\nz\x1b[2147483647b\r\n',
  );
  await page.route(/\.cast$/, (route) => route.fulfill({ body }));
  await page.goto(`/lessons/${firstLesson}/`);
  await page.evaluate(() => navigator.clipboard.writeText('mine'));
  const panel = page.locator('build-panel');
  await page.getByRole('tab', { name: 'Build', exact: true }).click();
  await panel.locator('[data-part="player"]').hover();
  const link = panel.locator('.xterm-rows').getByText('click me');
  await expect(link).toBeVisible();
  page.on('dialog', (dialog) => {
    expect(dialog.message()).toBe('no dialog');
    void dialog.dismiss();
  });
  // The terminal has a layer over its rows.
  await link.click({ position: { x: 20, y: 5 }, force: true });
  await page.waitForTimeout(500);
  expect(context.pages()).toHaveLength(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
});

test('recordings that do not come are said after 10 seconds, and can be tried again', async ({ page, trouble }) => {
  const release = await hold(page, /\.cast$/);
  await page.goto(`/lessons/${firstLesson}/`);
  const panel = page.locator('build-panel');
  await page.getByRole('tab', { name: 'Build', exact: true }).click();
  await panel.locator('[data-part="player"]').hover();
  await expect(panel.getByText('The recording did not load. Check the connection')).toBeVisible({ timeout: 25_000 });
  expect(await violations(page)).toEqual([]);
  release();
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByText('The recording did not load')).toBeHidden();
  forgive(trouble);
});

test('a player that does not load is said, and can be tried again', async ({ page, trouble }) => {
  await page.route(/\/assets\/panel[^/]*\.js/, (route) => route.abort());
  await page.goto(`/lessons/${firstLesson}/`);
  const panel = page.locator('build-panel');
  await page.getByRole('tab', { name: 'Build', exact: true }).click();
  await panel.locator('[data-part="player"]').hover();
  await expect(panel.getByText('The recordings did not load')).toBeVisible();
  await page.unroute(/\/assets\/panel[^/]*\.js/);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.locator('.xterm')).toBeAttached();
  forgive(trouble);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on paper stand the learner's text and the goals, from a ${colorScheme} screen`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const workbench = new Workbench(page);
    await workbench.open(slug);
    const long = `# ${'a long line '.repeat(40)}end of it`;
    await workbench.write(`FROM alpine:3.24\n${'# mine\n'.repeat(60)}${long}\n`);
    await expect(workbench.region.getByText(/^\d+ of \d+ met$/)).toBeVisible();
    await page.setViewportSize({ width: 720, height: 1000 });
    await page.emulateMedia({ media: 'print', colorScheme });
    const source = workbench.region.locator('.wb-source').first();
    await expect(source).toContainText('end of it');
    await expect(source).toBeVisible();
    await expect(page.locator('.monaco-editor').first()).toBeHidden();
    for (const word of ['Met', 'Not met']) {
      await expect(workbench.region.getByText(word, { exact: true }).filter({ visible: true }).first()).toBeVisible();
    }
    await expect(workbench.region.locator('.wb-source').nth(1)).toBeVisible();
    await expect(page.locator('article .prose')).toBeVisible();
    // Nothing is wider than the paper, nothing scrolls.
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((element) => element.checkVisibility() && element.getClientRects().length > 0)
        .filter((element) => getComputedStyle(element).overflow !== 'visible' && !element.closest('.visually-hidden'))
        .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
        .map((element) => `${element.tagName}.${element.className}`),
    );
    expect(cut).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(29, 32, 36)');
  });
}
