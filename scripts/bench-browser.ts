import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'esbuild';
import type { checker as Engine } from '../src/checker/index.ts';
import { findBrowser, launchOptions } from '../tests/browser.ts';
import { generatedText } from './bench-texts.ts';
import { hashInputs, readStamp } from './build-stamp.ts';
import { root } from './root.ts';
import { runNode, toolScript } from './run-tool.ts';
import { listen, staticServer } from './static-server.ts';

/** What is measured in a browser. Milliseconds. */
export interface BrowserBench {
  /** 95th percentile of one check of about 100 lines with all rules. */
  readonly p95Ms100Lines: number;
  /** From a key to the moment when its squiggle and its criterion stand in a lesson page. */
  readonly keystrokeMs: KeyTimes;
  /** The same without the browser's own wait for the frame of the key; see {@link HOLDS_BACK}. */
  readonly ownKeystrokeMs: KeyTimes;
  /** "Chromium 130.0.1" */
  readonly version: string;
}

interface KeyTimes {
  readonly median: number;
  readonly p95: number;
}

/**
 * Behind a key Chromium holds messages of workers back until the frame with the letter is drawn, which at 60 frames a second
 * takes up to 17 ms, whatever the page does (seen with Chromium 156: with the feature off the answers come some 4 ms after
 * the question).
 */
const HOLDS_BACK = 'DeferRendererTasksAfterInput';

/** Keys that are measured, and those before them that let the compiler warm up. */
const keys = { measured: 120, warmUp: 30 };

/**
 * Measures in an installed Chromium; builds the site when that of `dist` is not the one of these sources.
 * @returns undefined when there is no browser.
 * @throws Error when the build fails or the lesson page does not answer a key.
 */
export async function benchBrowser(): Promise<BrowserBench | undefined> {
  if (findBrowser() === undefined) return undefined;
  const own = { args: [`--disable-features=${HOLDS_BACK}`] };
  return {
    ...(await withBrowser({}, async (browser) => ({
      p95Ms100Lines: await checkTime(browser),
      keystrokeMs: await keystrokeTime(browser),
      version: `Chromium ${browser.version()}`,
    }))),
    ownKeystrokeMs: await withBrowser(own, keystrokeTime),
  };
}

async function withBrowser<Result>(
  { args = [] }: { readonly args?: readonly string[] },
  measure: (browser: Browser) => Promise<Result>,
): Promise<Result> {
  const options = launchOptions();
  const browser = await chromium.launch({ ...options, args: [...options.args, ...args] });
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
}

/** The value below which so much of all values lies. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

async function checkTime(browser: Browser): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/checker/index.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'engine',
    target: 'es2023',
    write: false,
  });
  const page = await browser.newPage();
  try {
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const texts = Array.from({ length: 400 }, (_, seed) => generatedText(100, seed));
    const times = await page.evaluate((all) => {
      const { checker } = (globalThis as unknown as { engine: { checker: typeof Engine } }).engine;
      const run = (text: string): number => {
        const start = performance.now();
        checker.check(text, { today: '2026-11-21' });
        return performance.now() - start;
      };
      for (const text of all.slice(0, 50)) run(text);
      return all.map(run);
    }, texts);
    return round(percentile(times, 0.95));
  } finally {
    await page.close();
  }
}

async function keystrokeTime(browser: Browser): Promise<KeyTimes> {
  await buildWhenNeeded();
  const base = readStamp(join(root, 'dist'))?.base ?? '/';
  const server = staticServer({ folder: join(root, 'dist'), base });
  const port = await listen(server, '127.0.0.1', 0);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(`http://127.0.0.1:${port}${base}lessons/apk-cache/`);
    const times = await typeKeys(page);
    return { median: round(percentile(times, 0.5)), p95: round(percentile(times, 0.95)) };
  } finally {
    await page.close();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}

async function buildWhenNeeded(): Promise<void> {
  if (readStamp(join(root, 'dist'))?.inputs === hashInputs(root)) return;
  const code = await runNode(toolScript('astro'), ['build', '--silent']);
  if (code !== 0) throw new Error('The site could not be built, so no key can be measured in it.');
}

/** Spoils and mends `--no-cache` in turns: each key changes a criterion and a squiggle. */
async function typeKeys(page: Page): Promise<number[]> {
  const solution = readFileSync(join(root, 'content/lessons/apk-cache/solution/Dockerfile'), 'utf8');
  const text = solution.replace('apk add --no-cache git jq', 'apk add git jq --no-cache');
  const line = text.split('\n').findIndex((each) => each.endsWith('--no-cache'));
  if (line === -1) throw new Error('The solution of apk-cache has changed: bench-browser.ts types in its --no-cache.');
  const field = page.locator('lesson-workbench').getByRole('textbox', { name: /^Dockerfile, lesson / });
  await field.waitFor({ state: 'attached' });
  await field.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.keyboard.press('ControlOrMeta+Home');
  for (let count = 0; count < line; count++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.locator('lesson-workbench [data-key="goal:no-index"][data-state="met"]').waitFor();
  await page.evaluate(watchKeys);

  const times: number[] = [];
  for (let count = 0; count < keys.warmUp + keys.measured; count++) {
    await page.keyboard.press(count % 2 === 0 ? 'x' : 'Backspace');
    const time = await page.evaluate(() => (globalThis as unknown as { answered: Promise<number> }).answered);
    if (count >= keys.warmUp) times.push(time);
    // People do not type in step with the screen.
    await page.waitForTimeout(40 + ((count * 7) % 17));
  }
  return times;
}

/** Runs in the page: `answered` is the time from the last key until what it changes is there. */
function watchKeys(): void {
  const bench = document.querySelector('lesson-workbench');
  const criterion = bench?.querySelector<HTMLElement>('[data-key="goal:no-index"]');
  if (!bench || !criterion) throw new Error('The lesson page has no criterion goal:no-index.');
  const isAnswered = (spoilt: boolean): boolean =>
    (criterion.dataset['state'] === 'met') !== spoilt &&
    (bench.querySelector('.squiggly-warning, .squiggly-error, .squiggly-info') !== null) === spoilt;
  window.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      const answered = new Promise<number>((resolve, reject) => {
        const observer = new MutationObserver(() => {
          if (!isAnswered(key === 'x')) return;
          observer.disconnect();
          resolve(performance.now() - timeStamp);
        });
        observer.observe(bench, { subtree: true, childList: true, attributes: true });
        setTimeout(() => reject(new Error(`The lesson page did not answer the key "${key}".`)), 10_000);
      });
      Object.assign(globalThis, { answered });
    },
    { capture: true },
  );
}
