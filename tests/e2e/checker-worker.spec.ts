import type { Page } from '@playwright/test';
import { LessonGrader } from '../../src/islands/checker-service/lesson-grader.ts';
import { generatedText } from '../../scripts/bench-texts.ts';
import { readLesson } from '../../scripts/lesson/answers.ts';
import { Workbench, checkerScript, expect, lessonTexts, test, type Trouble } from './belay.ts';
import { violations } from './violations.ts';

const slug = 'apk-cache';
const longText = generatedText(5_000, 1);
const typed = '# a comment that somebody types';

/** Workers of the page that run our checker; Monaco has one of its own. */
function checkerWorkers(page: Page): string[] {
  return page
    .workers()
    .map((worker) => worker.url())
    .filter((url) => checkerScript.test(url));
}

/** What the status line has to say about a text, worked out here. */
function grade(text: string): string {
  const lesson = readLesson(slug).data;
  const { view } = new LessonGrader(lesson).grade({ text, files: lesson.states[0]?.files ?? {} });
  if (view === undefined) throw new Error('The text could not be graded.');
  return view.status;
}

/**
 * Gives the checker a minute in place of a second, which the page counts in tenths: a text of 5,000 lines takes it a fifth
 * of a second of processor time, and where the machine does much else that may last longer than a second.
 */
function haveTime(): void {
  const original = globalThis.setTimeout;
  const patient = (work: () => void, ms?: number): unknown => original(work, ms === 100 ? 6_000 : ms);
  Object.assign(globalThis, { setTimeout: patient });
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
  await expect(workbench.status).toContainText(grade(text));
}

/** An event of Chromium's tracing: a task of a thread, or the name of one. Times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time of the thread, which counts nothing of what else the machine does. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Milliseconds of processor time of each task that the page's own thread worked on meanwhile. */
async function tasksOf(page: Page, action: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser of its own.');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
  await action();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && threads.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
}

test('5,000 lines are graded beside the page, and typing in them is not held up', async ({ page }) => {
  await page.addInitScript(haveTime);
  const workbench = await open(page);
  await paste(page, workbench, longText);
  await page.keyboard.press('ControlOrMeta+End');
  const tasks = await tasksOf(page, async () => {
    await page.keyboard.type(typed, { delay: 40 });
    await expect(workbench.status).toContainText(grade(longText + typed));
  });
  // Fifty milliseconds is what browsers call a long task; on the page a grade of so many lines would take far more.
  expect(tasks.length).toBeGreaterThan(typed.length);
  expect(Math.max(...tasks)).toBeGreaterThan(0);
  expect(Math.max(...tasks)).toBeLessThan(50);
  expect(checkerWorkers(page)).toHaveLength(1);
  await page.keyboard.press('ControlOrMeta+Home');
  await expect(workbench.region.locator('.squiggly-warning, .squiggly-error').first()).toBeAttached();
});

test('the time of a task of the page is seen', async ({ page }) => {
  await page.goto('/');
  const tasks = await tasksOf(page, () =>
    page.evaluate(() => {
      for (const end = performance.now() + 1_000; performance.now() < end;);
    }),
  );
  expect(Math.max(...tasks)).toBeGreaterThan(50);
});

test('one worker grades all texts, also without a network, and ends with the exercise', async ({ page, context }) => {
  const started: string[] = [];
  page.on('worker', (worker) => started.push(worker.url()));
  await page.addInitScript(haveTime);
  const workbench = await open(page);
  await expect(workbench.lines).toBeVisible();
  const { starter, solution } = lessonTexts(slug);
  await workbench.write(solution);
  await expect(workbench.passed).toBeVisible();
  // What follows the exercise has come; from here on there is nothing to load.
  await expect(page.getByRole('heading', { name: 'Before and after' })).toBeAttached();
  await context.setOffline(true);
  await workbench.write(starter);
  await expect(workbench.passed).toBeHidden();
  await workbench.write(solution);
  await expect(workbench.passed).toBeVisible();
  await paste(page, workbench, longText);
  expect(started.filter((url) => checkerScript.test(url))).toHaveLength(1);
  await page.evaluate(() => document.querySelector('lesson-workbench')?.remove());
  await expect.poll(() => checkerWorkers(page)).toEqual([]);
});

test('the names of all packages come after the first grade, and decide one that was open', async ({ page }) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\.names-/, async (route) => {
    await held;
    await route.continue();
  });
  const workbench = await open(page);
  const misspelled = lessonTexts(slug).solution.replace('git jq', 'gti jq');
  await workbench.write(misspelled);
  await expect(workbench.region).toContainText('It does if apk finds and installs gti, jq');
  release();
  await expect(workbench.region).toContainText('gti (no such package): required by: world[gti]');
  await expect(workbench.passed).toBeHidden();
  expect(await violations(page)).toEqual([]);
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

/** Presses a key until the text of the code editor is as wanted, which it is at once when it is. */
async function press({ page, lines }: Workbench, key: string, wanted: (text: string) => boolean): Promise<void> {
  for (let presses = 0; presses < 50; presses++) {
    await page.keyboard.press(key);
    if (wanted(await lines.innerText())) return;
  }
  throw new Error(`${key} does not bring the text that is wanted.`);
}

for (const [when, wait] of [
  ['after the worker was ended', true],
  ['before the worker is ended', false],
] as const) {
  test(`undo of a refused text brings grades back: ${when}`, async ({ page }) => {
    await plantFault(page);
    const started: string[] = [];
    page.on('worker', (worker) => started.push(worker.url()));
    const count = (): number => started.filter((url) => checkerScript.test(url)).length;
    const workbench = await open(page);
    const { solution } = lessonTexts(slug);
    await expect(workbench.lines).toBeVisible();
    await workbench.write(solution);
    await expect(workbench.passed).toBeVisible();
    const before = count();
    const failure = workbench.region.locator('[data-part="failure"]');

    // Monaco takes back word by word, so there is one.
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText('endless');
    if (wait) await expect(failure).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Z');
    await expect(workbench.lines).not.toContainText('endless');
    await expect.poll(count).toBe(before + 1);
    await expect(failure).toBeHidden();
    await expect(workbench.passed).toBeVisible();

    // The grade that was kept is of the same text: one of another text shows that there are new ones.
    const last = 'inventory"]';
    await press(workbench, 'ControlOrMeta+Z', (text) => !text.includes(last));
    await expect(workbench.passed).toBeHidden();
    await press(workbench, 'ControlOrMeta+Shift+Z', (text) => text.includes(last));
    await expect(workbench.passed).toBeVisible();

    // Done again it is known, and undone again nothing is left of it.
    await press(workbench, 'ControlOrMeta+Shift+Z', (text) => text.includes('endless'));
    await expect(failure).toBeVisible();
    await press(workbench, 'ControlOrMeta+Z', (text) => !text.includes('endless'));
    await expect(failure).toBeHidden();
    await expect(workbench.passed).toBeVisible();
    expect(count()).toBe(before + 1);
  });
}

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
