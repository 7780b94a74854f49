import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Locator, type Page, test as base } from '@playwright/test';
import { readLesson, state } from '../../scripts/lesson/answers.ts';
import { lessonSlugs } from '../../src/lessons/content/load.ts';
import { type Recording, recordingSchema } from '../../src/lessons/recordings/recording.ts';
import { loadTracks } from '../../src/lessons/content/tracks.ts';
import { root } from '../../scripts/root.ts';

export { expect } from '@playwright/test';

/** Slugs in the order of the first track, which is the order in which a learner meets them. */
export const slugs: readonly string[] = loadTracks(root)[0]?.lessons ?? [];
export const firstLesson: string = slugs[0] ?? '';
export const allLessons: readonly string[] = lessonSlugs(root);

export interface LessonTexts {
  readonly title: string;
  readonly starter: string;
  readonly solution: string;
  /** Other files that the solution changes, by path. */
  readonly solutionFiles: Readonly<Record<string, string>>;
}

/** What a lesson starts with and how it is solved, from its folder. */
export function lessonTexts(slug: string): LessonTexts {
  const lesson = readLesson(slug);
  const starter = state(lesson, 'starter');
  const solution = state(lesson, 'solution');
  const changed = Object.entries(solution.files).filter(([path, text]) => starter.files[path] !== text);
  return {
    title: lesson.data.title,
    starter: starter.dockerfile,
    solution: solution.dockerfile,
    solutionFiles: Object.fromEntries(changed),
  };
}

/** What the recorder wrote about a state of a lesson. */
export function readRecording(slug: string, name: string): Recording {
  const file = join(root, 'content/lessons', slug, 'recordings', `${name}.json`);
  return recordingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** What went wrong behind the learner's back while a page was open. */
export class Trouble {
  readonly found: string[] = [];
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.#origin = origin;
    page.on('request', (request) => this.#onRequest(request.url()));
    page.on('pageerror', (error) => this.found.push(`error: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.found.push(`${message.type()}: ${message.text()}`);
      }
    });
    page.on('response', (response) => {
      if (response.status() >= 400) this.found.push(`status ${response.status()}: ${response.url()}`);
    });
  }

  #onRequest(url: string): void {
    const { origin, protocol } = new URL(url);
    const inPage = protocol === 'data:' || protocol === 'blob:';
    if (!inPage && origin !== this.#origin) this.found.push(`request to another host: ${url}`);
  }
}

/** In the page: says each violation of the policy on the console, where {@link Trouble} reads it, with its place. */
function tellViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
    console.error(`policy: ${effectiveDirective}: ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
  });
}

/**
 * Every test also holds that there was no request to anyone else, no error, no warning, no missing file and no
 * violation of the Content-Security-Policy.
 */
export const test = base.extend<{ trouble: Trouble }>({
  trouble: [
    async ({ page, baseURL }, use) => {
      const trouble = new Trouble(page, new URL(baseURL ?? '').origin);
      await page.addInitScript(tellViolations);
      await use(trouble);
      base.expect(trouble.found).toEqual([]);
    },
    { auto: true },
  ],
});

/** The program of the worker that runs the checker; Monaco's is called `editor.worker-…`. */
export const checkerScript = /\/assets\/worker-[^/]*\.js/;

/** The exercise of a lesson page, by what a learner sees. */
export class Workbench {
  readonly page: Page;
  readonly region: Locator;
  readonly status: Locator;
  readonly passed: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.locator('lesson-workbench');
    this.status = this.region.locator('.wb-bar').getByRole('status');
    this.passed = this.region.getByText('Passed: the goals are met.');
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/lessons/${slug}/`);
  }

  /** The text field of a file, once an editor is there. */
  field(path = 'Dockerfile'): Locator {
    return this.region.getByRole('textbox', { name: new RegExp(`^${path.replaceAll('.', '\\.')}, lesson `) });
  }

  /** Goes into the editor as with a mouse, and waits until it can be typed in. */
  async focus(path = 'Dockerfile'): Promise<void> {
    await this.field(path).waitFor({ state: 'attached' });
    await this.field(path).focus();
  }

  /** Replaces the text of the editor as somebody would who has it on the clipboard. */
  async write(text: string, path = 'Dockerfile'): Promise<void> {
    await this.focus(path);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  button(name: string | RegExp): Locator {
    return this.region.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Asks for the comparison with the solution, which waits for a first try or a second press. */
  async compare(): Promise<void> {
    await this.button('Compare with the solution').click();
    if (!(await this.page.getByRole('dialog').isVisible())) await this.button('Compare with the solution').click();
  }

  /** The lines that Monaco shows. */
  get lines(): Locator {
    return this.region.locator('.monaco-editor .view-lines').first();
  }
}

/** Presses Tab until what has the focus fits; fails after so many. */
export async function tabTo(page: Page, wanted: Locator, limit = 120): Promise<void> {
  for (let count = 0; count < limit; count++) {
    await page.keyboard.press('Tab');
    const there = await wanted.evaluateAll((elements) =>
      elements.some((element) => element === document.activeElement),
    );
    if (there) return;
  }
  throw new Error(`Tab did not reach ${wanted.toString()} within ${limit} presses.`);
}
