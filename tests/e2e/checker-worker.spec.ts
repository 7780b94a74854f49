import type { Page } from '@playwright/test';
import { LessonGrader } from '../../src/islands/checker-service/lesson-grader.ts';
import { generatedText } from '../../scripts/bench-texts.ts';
import { readLesson } from '../../scripts/lesson/answers.ts';
import { Workbench, checkerScript, expect, lessonTexts, test, type Trouble } from './belay.ts';
import { violations } from './violations.ts';

const slug = 'apk-cache';
const longText = generatedText(2_000, 1);
const typed = '# a comment that somebody types';

/** Workers of the page that run our checker; Monaco has one of its own. */
function checkerWorkers(page: Page): string[] {
  return page
    .workers()
    .map((worker) => worker.url())
    .filter((url) => checkerScript.test(url));
}

/** What the status line has to say about a text, worked out here, and how long that took in ms. */
function grade(text: string): { status: string; ms: number } {
  const lesson = readLesson(slug).data;
  const grader = new LessonGrader(lesson);
  const files = lesson.states[0]?.files ?? {};
  grader.grade({ text: `${text}\n`, files });
  const start = performance.now();
  const { view } = grader.grade({ text, files });
  if (view === undefined) throw new Error('The text could not be graded.');
  return { status: view.status, ms: performance.now() - start };
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
  await expect(workbench.status).toContainText(grade(text).status);
}

test('2,000 lines are graded beside the page, and typing in them is not held up', async ({ page }) => {
  const workbench = await open(page);
  await paste(page, workbench, longText);
  await page.keyboard.press('ControlOrMeta+End');
  await page.evaluate(() => {
    const held = { ms: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) held.ms += duration;
    }).observe({ type: 'longtask' });
    Object.assign(globalThis, { held });
  });
  await page.keyboard.type(typed, { delay: 40 });
  const { status, ms } = grade(longText + typed);
  await expect(workbench.status).toContainText(status);
  const held = await page.evaluate(() => (globalThis as unknown as { held: { ms: number } }).held.ms);
  // On the page each key would hold it up for about as long as a grade takes here.
  expect(held).toBeLessThan(Math.max(100, (ms * typed.length) / 2));
  expect(checkerWorkers(page)).toHaveLength(1);
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(workbench.region.locator('.squiggly-warning, .squiggly-error').first()).toBeAttached();
});

test('one worker grades all texts, also without a network, and ends with the exercise', async ({ page, context }) => {
  const started: string[] = [];
  page.on('worker', (worker) => started.push(worker.url()));
  const workbench = await open(page);
  await expect(workbench.lines).toBeVisible();
  await context.setOffline(true);
  await workbench.write(lessonTexts(slug).solution);
  await expect(workbench.passed).toBeVisible();
  await paste(page, workbench, longText);
  expect(started.filter((url) => checkerScript.test(url))).toHaveLength(1);
  await page.evaluate(() => document.querySelector('lesson-workbench')?.remove());
  await expect.poll(() => checkerWorkers(page)).toEqual([]);
});

/** Puts a fault before the real program of the worker: a text with the word `endless` keeps it busy for ever. */
async function plantFault(page: Page): Promise<void> {
  await page.route(checkerScript, async (route) => {
    const response = await route.fetch();
    const fault = `addEventListener('message', ({ data }) => {
      if (!data.question?.text.includes('endless')) return;
      postMessage({ is: 'begun' });
      for (;;);
    });`;
    await route.fulfill({ response, body: `${fault}\n${await response.text()}` });
  });
}

test('a text that takes the checker too long ends its worker, and is not sent again', async ({ page }) => {
  await plantFault(page);
  const started: string[] = [];
  page.on('worker', (worker) => started.push(worker.url()));
  const count = (): number => started.filter((url) => checkerScript.test(url)).length;
  const workbench = await open(page);
  const { solution } = lessonTexts(slug);
  await workbench.write(solution);
  await expect(workbench.passed).toBeVisible();
  const before = count();

  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText('# endless\n');
  const note = workbench.region.getByText('This text took the checker longer than a second').filter({ visible: true });
  await expect(note.first()).toBeVisible();
  await expect(workbench.passed).toBeVisible();
  await expect.poll(() => checkerWorkers(page).length).toBe(1);
  expect(count()).toBe(before + 1);
  expect(await violations(page)).toEqual([]);

  // Taken back and done again: the text is known by now.
  await workbench.write(solution);
  await expect(workbench.region.locator('[data-part="failure"]')).toBeHidden();
  await workbench.write(`${solution}# endless\n`);
  await expect(workbench.region.locator('[data-part="failure"]')).toBeVisible();
  await page.waitForTimeout(1_500);
  expect(count()).toBe(before + 1);

  await workbench.write('FROM alpine:3.24\n');
  await expect(workbench.passed).toBeHidden();
  await expect(note).toHaveCount(0);
});

/** Some browsers, or their owners, allow no workers. */
function refuseWorker(): void {
  const Original = globalThis.Worker;
  globalThis.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      if (options?.name === 'belay-checker' && !('allowed' in globalThis)) throw new Error('No worker in this test.');
      super(url, options);
    }
  };
}

function forgive(trouble: Trouble): void {
  expect(trouble.found.filter((line) => !line.includes('grading could not be loaded'))).toEqual([]);
  trouble.found.length = 0;
}

test('without workers the page says that nothing is graded, keeps the draft, and can try again', async ({
  page,
  trouble,
}) => {
  await page.addInitScript(refuseWorker);
  const workbench = new Workbench(page);
  await workbench.open(slug);
  await workbench.write(lessonTexts(slug).solution);
  const note = workbench.region.getByText('does not start the worker that the checker runs in');
  await expect(note).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(workbench.region).toContainText('--no-cache');
  await workbench.focus();
  await expect(note).toBeVisible();
  await page.evaluate(() => Object.assign(globalThis, { allowed: true }));
  await workbench.button('Try again').click();
  await expect(workbench.passed).toBeVisible();
  await expect(note).toBeHidden();
  forgive(trouble);
});
