import type { Locator, Page } from '@playwright/test';
import { formatBytes } from '../../src/i18n/format.ts';
import { Workbench, expect, firstLesson, lessonTexts, readRecording, test } from './belay.ts';

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
    await this.region.scrollIntoViewIfNeeded();
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

  choose(state: string): Promise<void> {
    return this.region.getByRole('radio', { name: state, exact: true }).check();
  }
}

test('a recording opens at its end, with its exit code and where it comes from', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  expect(await panel.position()).toBeCloseTo(await panel.duration(), 0);
  await expect(panel.region.getByText(/^Finished, exit code \d+/)).toBeVisible();
  const record = readRecording(firstLesson, 'starter');
  const article = panel.region.getByRole('article', { name: 'Starter' });
  await expect(article).toContainText(record.bases[0]?.used ?? '');
  for (const { command } of record.commands) await expect(article).toContainText(command);
});

test('plays, pauses, and changes its speed while it plays', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  // A busy machine is late with its frames, so the test turns the clock itself.
  await page.clock.install();
  await panel.button('Play from the start').click();
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
  const count = await panel.steps.count();
  expect(count).toBeGreaterThan(2);
  await panel.steps.first().click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', new RegExp(`step 1 of ${count}`));
  await expect(panel.steps.first()).toHaveAttribute('aria-current', 'step');
  await panel.button('Next step').click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', new RegExp(`step 2 of ${count}`));
  await expect(panel.status).toContainText(`Step 2 of ${count}`);
  await panel.button('Previous step').click();
  await expect(panel.slider).toHaveAttribute('aria-valuetext', new RegExp(`step 1 of ${count}`));
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

  await panel.steps.nth(1).click();
  await panel.button('Copy link to this moment').click();
  await expect(panel.status).toHaveText(/Copied a link/);
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.hash).toContain('step-2');
  await page.goto('about:blank');
  await page.goto(link.pathname + link.hash);
  await expect(panel.slider).toHaveAttribute('aria-valuetext', /step 2 of/);
});

test('the transcript has a heading for each step, and the chart real bytes', async ({ page }) => {
  const panel = new BuildPanel(page);
  await panel.open(firstLesson);
  await panel.choose('Starter');
  const article = panel.region.getByRole('article', { name: 'Starter' });
  await article.getByText('Transcript', { exact: true }).click();
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
  await expect(panel.region.getByRole('radio', { name: /What fits your file/ })).toBeChecked();
  await workbench.write(solution);
  await expect(panel.region.getByRole('radio', { name: /now: Solution/ })).toBeChecked();
  await expect(panel.region.getByRole('article', { name: 'Solution' })).toBeVisible();

  await workbench.write(solution.replace(/^FROM .*$/m, '$&\nRUN echo this was never recorded'));
  await expect(panel.region.locator('[data-part="because"]')).toContainText(/recorded|differ|yours|your file/i);
  await expect(panel.region.locator('.xterm')).not.toContainText('this was never recorded');
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('the last frame stands there, and nothing plays by itself', async ({ page }) => {
    const panel = new BuildPanel(page);
    await panel.open(firstLesson);
    const before = await panel.position();
    await page.waitForTimeout(1_500);
    expect(await panel.position()).toBe(before);
    expect(before).toBeCloseTo(await panel.duration(), 0);
  });
});
