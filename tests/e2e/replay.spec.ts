import type { Locator, Page } from '@playwright/test';
import { formatBytes } from '../../src/i18n/format.ts';
import { allLessons, Workbench, expect, firstLesson, lessonTexts, readRecording, test } from './belay.ts';

/** The recorded build of a lesson page, by what a learner sees. */
class BuildPanel {
  readonly page: Page;
  readonly region: Locator;
  readonly slider: Locator;
  readonly status: Locator;
  readonly steps: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.locator('build-panel');
    this.slider = this.region.getByRole('slider', { name: 'Position in the recording' });
    this.status = this.region.getByRole('status');
    this.steps = this.region.getByRole('list', { name: 'Steps' }).getByRole('button');
  }

  /** Opens a lesson and waits until its recording can be played. */
  async open(slug: string, hash = ''): Promise<void> {
    await this.page.goto(`/lessons/${slug}/${hash}`);
    if (!(await this.region.isVisible())) await this.page.getByRole('tab', { name: 'Build', exact: true }).click();
    await expect(this.slider).toHaveAttribute('aria-valuetext', /of/);
    await expect(this.region.locator('.xterm')).toBeAttached();
  }

  /** The slider's position in seconds. */
  async position(): Promise<number> {
    return Number(await this.slider.getAttribute('aria-valuenow'));
  }

  async duration(): Promise<number> {
    return Number(await this.slider.getAttribute('aria-valuemax'));
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  get choice(): Locator {
    return this.region.getByRole('combobox', { name: 'Recording of' });
  }

  /** How the recording fits, above all else. */
  get fit(): Locator {
    return this.region.locator('[data-part="fit"]');
  }

  /** In a narrow panel the steps lie behind a button. */
  async showSteps(): Promise<void> {
    const button = this.button('Steps');
    if ((await button.isVisible()) && (await button.getAttribute('aria-expanded')) === 'false') await button.click();
    await expect(this.steps.first()).toBeVisible();
  }

  async choose(state: string): Promise<void> {
    await this.choice.selectOption({ label: state });
    await expect(this.region.getByRole('article', { name: state })).toBeVisible();
  }

  /** The text of the terminal's rows. */
  get terminal(): Locator {
    return this.region.locator('.xterm-rows');
  }
}

test('a recording says how it ended and where it comes from', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  await panel.slider.press('End');
  await expect(panel.region.getByText(/^Finished, exit code \d+/)).toBeVisible();
  const record = readRecording(firstLesson, 'starter');
  const article = panel.region.getByRole('article', { name: 'Starter' });
  await expect(article).toContainText(record.bases[0]?.used ?? '');
  for (const { command } of record.commands) await expect(article).toContainText(command);
});

test('plays, pauses, and changes its speed while it plays', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open('tini');
  await panel.choose('Starter');
  // A busy machine is late with its frames, so the test turns the clock itself.
  await page.clock.install();
  await panel.slider.press('Home');
  await panel.button('Play').click();
  await expect(panel.status).toHaveText(/Playing/);
  await page.clock.runFor(1_000);
  const slow = await panel.position();
  await panel.region.getByLabel('Speed').selectOption('4');
  await page.clock.runFor(1_000);
  const fast = (await panel.position()) - slow;
  expect(fast).toBeGreaterThan(2 * slow);

  await panel.button('Pause').click();
  const paused = await panel.position();
  await page.clock.runFor(2_000);
  expect(await panel.position()).toBe(paused);
  await expect(panel.button('Play')).toBeVisible();
});

test('goes through the steps by buttons and by the list', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  await panel.showSteps();
  const count = await panel.steps.count();
  expect(count).toBeGreaterThan(2);
  await panel.steps.first().click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', new RegExp(`step 1 of ${count}`));
  await panel.showSteps();
  await expect(panel.steps.first()).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('Escape');
  await panel.button('Next step').click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', new RegExp(`step 2 of ${count}`));
  await expect(panel.status).toContainText(`Step 2 of ${count}`);
  await panel.button('Previous step').click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', new RegExp(`step 1 of ${count}`));
  await panel.showSteps();
  await panel.steps.last().click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', new RegExp(`step ${count} of ${count}`));
});

test('the slider obeys the keyboard', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  await panel.slider.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => panel.position()).toBe(0);
  const duration = await panel.duration();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => panel.position()).toBeCloseTo(Math.min(5, duration), 1);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => panel.position()).toBe(0);
  await page.keyboard.press('PageUp');
  await expect(panel.slider).toHaveAttribute('aria-valuetext', /step 2 of/);
  await page.keyboard.press('End');
  await expect.poll(() => panel.position()).toBeCloseTo(duration, 1);
  await page.keyboard.press('Tab');
  await expect(panel.slider).not.toBeFocused();
});

test('finds text in the recording, and says how often', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  const search = panel.region.getByRole('searchbox', { name: 'Search in the recording' });
  await search.fill('docker build');
  await expect(panel.region.getByText(/^1 of \d+$/)).toBeVisible();
  await search.press('Enter');
  await expect(panel.status).toHaveText(/^Match \d+ of \d+, step \d+/);
  await search.fill('no such words anywhere');
  await expect(panel.region.getByText('No match')).toBeVisible();
  await search.press('Escape');
  await expect(search).toHaveValue('');
});

test('copies the transcript, and a link that leads back to the moment', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  await panel.button('Copy all').click();
  await expect(panel.status).toHaveText(/Copied the whole transcript/);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const { command } of readRecording(firstLesson, 'starter').commands) expect(text).toContain(command);

  await panel.showSteps();
  await panel.steps.nth(1).click();
  await panel.button('Copy link to this moment').click();
  await expect(panel.status).toHaveText(/Copied a link/);
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.hash).toMatch(/^#step-[a-z0-9-]+&state=starter$/);
  // The name of the step and its place both lead there.
  for (const hash of [link.hash, '#step-2&state=starter']) {
    await page.goto('about:blank');
    await page.goto(link.pathname + hash);
    await expect(panel.slider).toHaveAttribute('aria-valuetext', /step 2 of/);
  }
});

test('each step has a link that is copied and leads there', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  await panel.showSteps();
  const link = panel.region.getByRole('link', { name: 'Copy a link to step 3', exact: true });
  await link.click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', /step 3 of/);
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('#step-');
  expect(page.url()).toBe(await page.evaluate(() => navigator.clipboard.readText()));
  // A name that no step has, and one that is hostile, open the lesson's point.
  for (const hash of ['#step-no-such-step', '#step-%3Cimg%3E', '#step-99999']) {
    await page.goto('about:blank');
    await page.goto(`/lessons/${firstLesson}/${hash}`);
    await page.getByRole('tab', { name: 'Build' }).click();
    await expect(panel.slider).toHaveAttribute('aria-valuetext', /step \d+ of/);
  }
});

test('the transcript has a heading for each step, and the chart real bytes', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  const article = panel.region.getByRole('article', { name: 'Starter' });
  await article.getByText('Transcript', { exact: true }).click();
  await panel.showSteps();
  await expect(article.getByRole('heading', { level: 4 })).toHaveCount(await panel.steps.count());
  const chart = panel.region.getByRole('table');
  for (const name of ['starter', 'solution']) {
    const bytes = readRecording(firstLesson, name).image?.bytes ?? 0;
    await expect(chart).toContainText(new RegExp(`${name}.*${formatBytes(bytes)}`, 'i'));
  }
});

test('picks the recording that fits what was written, and says why', async ({ page }) => {
  const { solution } = lessonTexts(firstLesson);
  const panel = new BuildPanel(page);
  const workbench = new Workbench(page);
  await panel.open(firstLesson);
  await expect(panel.choice).toHaveValue('auto');
  await workbench.write(solution);
  // What follows the exercise opens by itself, in the place of the build.
  await expect(page.getByRole('tab', { name: 'Passed' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'Build', exact: true }).click();
  await expect(panel.choice.locator('option').first()).toHaveText(/now: Solution/);
  await expect(panel.fit).toHaveAttribute('data-fit', 'same');
  await expect(panel.region.getByRole('article', { name: 'Solution' })).toBeVisible();

  await workbench.write(solution.replace(/^FROM .*$/m, '$&\nRUN echo this was never recorded'));
  await expect(panel.fit).toHaveAttribute('data-fit', /near|differs/);
  await expect(panel.fit).toContainText(/yours has/);
  await expect(panel.region.locator('.xterm')).not.toContainText('this was never recorded');
});

test('shows none for a file that would stop, says where and why, and the nearest one as such', async ({ page }) => {
  const { starter } = lessonTexts('apk-cache');
  const panel = new BuildPanel(page);
  const workbench = new Workbench(page);
  await panel.open('apk-cache');
  await workbench.write(`${starter.trimEnd()}\nRUN apt-get update\n`);
  const line = starter.trimEnd().split('\n').length + 1;
  await expect(panel.fit).toContainText(`No recording fits your file. The build stops at line ${line}:`);
  await expect(panel.fit).toContainText('apt-get: not found');
  await expect(panel.fit).toHaveAttribute('data-fit', 'stops');
  await expect(panel.region.getByRole('article')).toHaveCount(0);
  await panel.region.getByRole('button', { name: /^Show the nearest recording/ }).click();
  await expect(panel.fit).toContainText(/^.*The nearest recording, not your build\..*line/s);
  await expect(panel.terminal).toContainText('$ docker');
  await workbench.write(starter);
  await expect(panel.fit).toHaveAttribute('data-fit', 'same');
});

test('says first that the base is another one', async ({ page }) => {
  const { starter } = lessonTexts('timezones');
  const panel = new BuildPanel(page);
  await panel.open('timezones');
  await new Workbench(page).write(starter.replace(/^FROM \S+/m, 'FROM alpine:3.18'));
  await expect(panel.fit).toHaveAttribute('data-fit', 'differs');
  await expect(panel.fit).toContainText('yours starts from alpine:3.18');
});

test('opens at the point of the lesson, and keeps the ten seconds that it is about', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open('tini');
  await panel.choose('Starter');
  await expect(panel.slider).toHaveAttribute('aria-valuetext', /: docker stop worker$/);
  await expect(panel.terminal).toContainText('$ docker stop worker');
  const before = await panel.position();
  await panel.button('Next step').click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', /docker wait/);
  expect((await panel.position()) - before).toBeGreaterThan(10);
});

test('an exit code stands behind its command', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open('tini');
  await panel.choose('Starter');
  await panel.slider.press('End');
  await expect(panel.terminal.locator('div', { hasText: /^\[exit 137\]\s*$/ })).toBeVisible();
  await panel.showSteps();
  await expect(panel.steps.filter({ hasText: 'docker wait' })).toContainText('exit 137');
});

test('folds digests, and shows them on a switch', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  const found = panel.region.locator('[data-part="matches"]');
  await panel.region.getByRole('searchbox', { name: 'Search in the recording' }).fill('sha256:');
  await expect(found).toHaveText('No match');
  await panel.showSteps();
  const count = await panel.steps.count();
  await panel.region.getByRole('checkbox', { name: 'Raw output' }).check();
  await expect(found).toHaveText(/^1 of \d+$/);
  await expect(panel.steps).toHaveCount(count);
});

for (const [width, height] of [
  [860, 480],
  [500, 300],
  [360, 560],
] as const) {
  test(`fits a panel of ${width} × ${height}: fit, terminal and Play are in view`, async ({ page }) => {
    if (width < 400) await page.setViewportSize({ width, height: 740 });
    const panel = new BuildPanel(page);
    await panel.open('tini', '#step-1');
    await page.evaluate(
      ([wide, high]) => {
        const section = document.querySelector<HTMLElement>('.bp-section');
        Object.assign(section!.style, { position: 'fixed', inset: '0 auto auto 0', zIndex: '99' });
        Object.assign(section!.style, { width: `${wide}px`, height: `${high}px` });
      },
      [width, height] as const,
    );
    for (const shown of [panel.fit, panel.terminal, panel.button('Play')]) {
      await expect(shown).toBeVisible();
      const box = await shown.boundingBox();
      expect(box!.y).toBeGreaterThanOrEqual(0);
      expect(box!.y + box!.height).toBeLessThanOrEqual(height + 1);
      expect(box!.x + box!.width).toBeLessThanOrEqual(width + 1);
    }
    const size = await panel.region
      .locator('[data-part="frame"]')
      .evaluate((frame) => Number.parseFloat(getComputedStyle(frame).fontSize));
    expect(size).toBe(width < 578 ? 13 : 14);
    await panel.showSteps();
    await panel.steps.nth(1).click();
    await expect(panel.slider).toHaveAttribute('aria-valuetext', /step 2 of/);
    if (width < 700) await expect(panel.steps.first()).toBeHidden();
  });
}

test('no recording is called the solution that is none', async ({ page }) => {
  const panel = new BuildPanel(page);
  for (const slug of allLessons) {
    await panel.open(slug);
    const labels = await panel.choice.locator('option').allTextContents();
    expect(labels.filter((label) => /^Solution$/.test(label.trim()))).toHaveLength(slug === 'tini' ? 0 : 1);
  }
  await panel.open('tini');
  await panel.choose("Stand-in: Debian's tini-static");
  await expect(panel.fit).toContainText("Debian's tini-static stands in for Alpine's tini package");
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('a frame stands there, and nothing plays by itself', async ({ page }) => {
    const panel = new BuildPanel(page);
    await panel.open(firstLesson);
    const before = await panel.position();
    await page.waitForTimeout(1_500);
    expect(await panel.position()).toBe(before);
  });
});
