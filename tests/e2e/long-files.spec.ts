import type { Page } from '@playwright/test';
import { checker } from '../../src/checker/index.ts';
import { LessonGrader } from '../../src/islands/checker-service/lesson-grader.ts';
import { generatedText } from '../../scripts/bench-texts.ts';
import { readLesson } from '../unit/lesson-folder.ts';
import { Workbench, expect, lessonTexts, test } from './belay.ts';

const slug = 'apk-cache';
const longText = generatedText(5_000, 1);
const typed = '# a comment that somebody types';

/** Workers of the page that run our engine; Monaco has one of its own. */
function engineWorkers(page: Page): string[] {
  const urls = page.workers().map((worker) => worker.url());
  return urls.filter((url) => url.includes('/full-engine.'));
}

/** What the status line has to say about a text, worked out here. */
function statusOf(text: string): string {
  const lesson = readLesson(slug).data;
  const { view } = new LessonGrader(lesson, checker).grade({ text, files: lesson.states[0]?.files ?? {} });
  if (view === undefined) throw new Error('The long text could not be graded.');
  return view.status;
}

async function open(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.focus();
  await expect(workbench.region.getByText(/^\d+ of \d+ met$/)).toBeVisible();
  return workbench;
}

/** Typing so many characters by keyboard takes minutes; nobody does. */
async function paste(page: Page, workbench: Workbench, text: string): Promise<void> {
  await page.evaluate((clipboard) => navigator.clipboard.writeText(clipboard), text);
  await workbench.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
  await expect(workbench.status).toContainText(statusOf(text));
}

/** Types at the end of the long text until the result is there. @returns for how long typing was held up, in ms. */
async function typeAtEnd(page: Page, workbench: Workbench): Promise<number> {
  await page.keyboard.press('ControlOrMeta+End');
  await page.evaluate(() => {
    const held = { ms: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) held.ms += duration;
    }).observe({ type: 'longtask' });
    Object.assign(globalThis, { held });
  });
  await page.keyboard.type(typed, { delay: 40 });
  await expect(workbench.status).toContainText(statusOf(longText + typed));
  return page.evaluate(() => (globalThis as unknown as { held: { ms: number } }).held.ms);
}

/** Browsers may refuse workers, by a policy say. */
function refuseEngineWorker(): void {
  const Original = globalThis.Worker;
  globalThis.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      if (options?.name === 'belay-engine') throw new Error('No worker in this test.');
      super(url, options);
    }
  };
}

test('5,000 lines are graded beside the page, and typing in them is not held up', async ({ page, context }) => {
  const workbench = await open(page);
  await paste(page, workbench, longText);
  const held = await typeAtEnd(page, workbench);
  expect(engineWorkers(page)).toHaveLength(1);
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(workbench.region.locator('.squiggly-warning, .squiggly-error').first()).toBeAttached();

  // The same without a worker: as right, and slower on any machine.
  const plain = await context.newPage();
  await plain.addInitScript(refuseEngineWorker);
  const without = await open(plain);
  await plain.evaluate(() => localStorage.clear());
  await paste(plain, without, longText);
  const heldWithout = await typeAtEnd(plain, without);
  expect(engineWorkers(plain)).toEqual([]);
  expect(held).toBeLessThan(Math.max(100, heldWithout / 2));
});

test('a file of usual length is graded in the page and starts no worker', async ({ page }) => {
  const started: string[] = [];
  page.on('worker', (worker) => started.push(worker.url()));
  const workbench = await open(page);
  const { solution } = lessonTexts(slug);
  await workbench.write(solution);
  await expect(workbench.passed).toBeVisible();
  await page.keyboard.type(typed);
  await expect(workbench.status).toContainText('Passed');
  expect(started.filter((url) => url.includes('/full-engine.'))).toEqual([]);
});

test('without a network the worker starts from what the page has loaded, and it ends with the exercise', async ({
  page,
  context,
}) => {
  const engineLoaded = page.waitForResponse(/\/full-engine\./);
  const workbench = await open(page);
  await (await engineLoaded).finished();
  await context.setOffline(true);
  await paste(page, workbench, longText);
  expect(engineWorkers(page)).toHaveLength(1);
  await page.evaluate(() => document.querySelector('lesson-workbench')?.remove());
  await expect.poll(() => engineWorkers(page)).toEqual([]);
});
