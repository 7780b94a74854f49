import type { Locator, Page } from '@playwright/test';
import { Workbench, allLessons, expect, firstLesson, lessonTexts, tabTo, test } from './belay.ts';

/**
 * Whole ways through a lesson, from its first screen to being passed: by keyboard alone, by mouse, by touch. The lessons
 * are those of the content, so a new one is tried too. What is typed is the solution, in place of the text.
 */

/** Files of the solution in the order in which they are written: the Dockerfile, which is graded, last. */
function answers(slug: string): [path: string, text: string][] {
  const { solution, solutionFiles } = lessonTexts(slug);
  return [...Object.entries(solutionFiles), ['Dockerfile', solution]];
}

async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
const fileTab = (workbench: Workbench, path: string): Locator =>
  workbench.region.getByRole('tab', { name: new RegExp(`^${path.replaceAll('.', '\\.')}`) });

/** What a passed lesson leaves behind. */
async function expectPassed(page: Page, workbench: Workbench, slug: string): Promise<void> {
  await expect(workbench.passed).toBeVisible();
  await expect(workbench.status).toContainText('Passed');
  const kept = await page.evaluate((key) => localStorage.getItem(key), `belay:1:progress:${slug}`);
  expect(kept).toContain('"passed"');
}

for (const slug of allLessons) {
  test(`${slug}: from its start to being passed by keyboard alone`, async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open(slug);
    await workbench.field().waitFor({ state: 'attached' });
    await tabTo(page, page.getByRole('link', { name: 'Skip to the editor' }), 3);
    await page.keyboard.press('Enter');
    await expect(workbench.field()).toBeFocused();
    // None of the goals is met before anything is done.
    await expect(workbench.region.getByText(/^0 of \d+ met$/)).toBeVisible();
    for (const [path, text] of answers(slug)) {
      const file = fileTab(workbench, path);
      if ((await file.count()) > 0 && (await file.getAttribute('aria-selected')) !== 'true') {
        await page.keyboard.press('Escape');
        const chosen = workbench.region.locator('.wb-tabs [aria-selected="true"]');
        for (let count = 0; count < 20 && !(await isFocused(chosen)); count++) await page.keyboard.press('Shift+Tab');
        for (let count = 0; count < 20 && (await file.getAttribute('aria-selected')) !== 'true'; count++)
          await page.keyboard.press('ArrowRight');
        await tabTo(page, workbench.field(path), 10);
      }
      await type(page, text);
    }
    await expectPassed(page, workbench, slug);
    // Escape and Tab lead out of the editor, and on to what comes next.
    await page.keyboard.press('Escape');
    await tabTo(page, page.getByRole('link', { name: 'Rules', exact: true }).or(workbench.region.locator('a')), 60);
  });

  test(`${slug}: from its start to being passed by mouse`, async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open(slug);
    await page.getByRole('link', { name: 'Start editing' }).click();
    await expect(workbench.field()).toBeFocused();
    for (const [path, text] of answers(slug)) {
      const file = fileTab(workbench, path);
      if ((await file.count()) > 0) await file.click();
      await workbench.field(path).waitFor({ state: 'attached' });
      // The first line is in view, however long the file is.
      await workbench.lines.click({ position: { x: 20, y: 10 } });
      await type(page, text);
    }
    await expectPassed(page, workbench, slug);
    await tab(page, 'Changes').click();
    await expect(page.locator('#changes')).toBeVisible();
  });

  test(`${slug}: no click on a fix passes it while nothing was tried`, async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open(slug);
    await expect(workbench.region.getByText(/^0 of \d+ met$/)).toBeVisible();
    // The first press says to try something first. There is nothing yet that one more press would apply.
    const fixes = await workbench.region.locator('.wb-findings [data-part="ask"]:visible').all();
    for (const fix of fixes) {
      await fix.click();
      await expect(workbench.region.locator('.wb-findings .wb-preview button:visible')).toHaveCount(0);
    }
    expect(await page.evaluate((key) => localStorage.getItem(key), `belay:1:draft:${slug}`)).toBeNull();
    await expect(workbench.region.getByText(/^0 of \d+ met$/)).toBeVisible();
    await expect(workbench.passed).toBeHidden();
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  for (const slug of allLessons) {
    test(`${slug}: from its start to being passed by touch`, async ({ page }) => {
      const workbench = new Workbench(page);
      await workbench.open(slug);
      await page.getByRole('link', { name: 'Start editing' }).tap();
      await expect(tab(page, 'Edit')).toHaveAttribute('aria-selected', 'true');
      for (const [path, text] of answers(slug)) {
        const file = fileTab(workbench, path);
        if ((await file.count()) > 0) await file.tap();
        await workbench.field(path).tap();
        await type(page, text);
      }
      await expectPassed(page, workbench, slug);
      for (const name of ['Image', 'Read']) {
        await tab(page, name).tap();
        await expect(page.locator(`#${name.toLowerCase()}`)).toBeVisible();
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });
  }
});

async function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluateAll((elements) => elements.some((element) => element === document.activeElement));
}

test('at most eight Tabs lead from the top of a lesson to Play', async ({ page }) => {
  await page.goto(`/lessons/${firstLesson}/`);
  await tabTo(page, page.getByRole('link', { name: 'Skip to the recorded build' }), 3);
  await page.keyboard.press('Enter');
  await tabTo(page, page.locator('build-panel [data-part="play"]'), 5);
});

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const) {
  test(`editor and terminal are in view together (${width} × ${height})`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const workbench = new Workbench(page);
    await workbench.open(firstLesson);
    await workbench.focus();
    await tab(page, 'Build').click();
    const terminal = page.locator('build-panel .xterm');
    await expect(terminal).toBeVisible();
    for (const part of [workbench.lines, terminal]) {
      await expect(part).toBeInViewport();
      const box = await part.boundingBox();
      expect(box?.height).toBeGreaterThan(60);
    }
    const edit = await page.locator('#edit').boundingBox();
    const frame = await page.locator('build-panel [data-part="frame"]').boundingBox();
    // Five lines of each at least.
    expect(edit?.height).toBeGreaterThan(5 * 22);
    expect(Math.min(height, (frame?.y ?? 0) + (frame?.height ?? 0)) - (frame?.y ?? 0)).toBeGreaterThan(5 * 17);
  });
}

test('a reload in the middle keeps the text, and the lesson is passed from there', async ({ page }) => {
  const { starter, solution } = lessonTexts(firstLesson);
  const workbench = new Workbench(page);
  await workbench.open(firstLesson);
  await workbench.write(`# in the middle\n${starter}`);
  await page.reload();
  await expect(workbench.lines).toContainText('in the middle');
  await expect(workbench.passed).toBeHidden();
  await workbench.write(solution);
  await expectPassed(page, workbench, firstLesson);
  await page.reload();
  await expect(workbench.passed).toBeVisible();
});
