import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { loadLesson } from '../../src/lessons/content/load.ts';
import { loadTracks } from '../../src/lessons/content/tracks.ts';
import { root } from '../../scripts/root.ts';
import { Workbench, expect, lessonTexts, slugs, test } from './belay.ts';
import { keep, passedLessons } from './learner.ts';
import { violations } from './violations.ts';

const first = loadTracks(root)[0]?.slug ?? '';
const track = `/tracks/${first}/`;
const minutes = (from: number): number =>
  slugs.slice(from).reduce((sum, slug) => sum + loadLesson(slug, { root }).frontMatter.minutes, 0);
const titleOf = (slug: string | undefined): string => lessonTexts(slug ?? '').title;

test('home and track go on where the learner is', async ({ page, context }) => {
  for (const path of ['/', track]) {
    await page.goto(path);
    await expect(page.getByRole('link', { name: `Start with ${titleOf(slugs[0])}` })).toBeVisible();
  }
  const other = await context.newPage();
  const workbench = new Workbench(other);
  await workbench.open(slugs[0] ?? '');
  await workbench.write(lessonTexts(slugs[0] ?? '').solution);
  await expect(workbench.passed).toBeVisible();
  await other.close();
  // The page that was open meanwhile follows.
  await expect(page.getByRole('link', { name: `Continue ${titleOf(slugs[1])}` })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(`1 of ${slugs.length} passed, ${minutes(1)}\u00a0minutes left`);
  await page.goto('/');
  await page.getByRole('link', { name: `Continue ${titleOf(slugs[1])}` }).click();
  await expect(page).toHaveURL(new RegExp(`/lessons/${slugs[1]}/$`));
});

test('the end says what is left, and then what one can do', async ({ page }) => {
  await keep(page, passedLessons(2, 0));
  await page.goto(`${track}end/`);
  await expect(page.getByText('Not passed yet', { exact: true }).filter({ visible: true })).toHaveCount(
    slugs.length - 2,
  );
  await expect(page.getByText(`the ${slugs.length - 2} lessons that are left`)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Your name on it' })).toBeHidden();
});

test('the record has the name and the dates, and is saved without a request', async ({ page }) => {
  await keep(page, passedLessons(slugs.length, 3));
  await page.goto(track);
  await page.getByRole('link', { name: /^You have passed every lesson/ }).click();
  await expect(page.getByText('Not passed yet', { exact: true }).filter({ visible: true })).toHaveCount(0);
  const record = page.getByRole('article', { name: 'Record of completion' });
  await page.getByRole('textbox', { name: 'Your name on it' }).fill('Zoë <b>&"');
  await expect(record).toContainText('Zoë <b>&"');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  for (const [button, file] of [
    ['Save as text', `belay-${first}.txt`],
    ['Save as SVG', `belay-${first}.svg`],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(file);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toContain(file.endsWith('svg') ? 'Zoë &lt;b&gt;&amp;&quot;' : 'Zoë <b>&"');
    for (const slug of slugs) expect(text).toContain(titleOf(slug));
    await expect(page.locator('track-record').getByRole('status').first()).toContainText(`Saved ${file}.`);
  }
  expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([]);
  expect(await violations(page)).toEqual([]);
});

test('paper holds the record alone', async ({ page }) => {
  await keep(page, passedLessons(slugs.length, 3));
  await page.goto(`${track}end/`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article', { name: 'Record of completion' })).toBeVisible();
  for (const heading of ['What you can do now', 'What comes next', 'Your record']) {
    await expect(page.getByRole('heading', { name: heading })).toBeHidden();
  }
  await expect(page.getByRole('textbox')).toBeHidden();
});

test('the exercise of each lesson can be fetched as a zip', async ({ page }) => {
  for (const slug of slugs) {
    const response = await page.request.get(`/lessons/${slug}/${slug}.zip`);
    expect(response.headers()['content-type']).toBe('application/zip');
    const files = unzipSync(await response.body());
    expect(new TextDecoder().decode(files[`${slug}/exercise/Dockerfile`])).toBe(lessonTexts(slug).starter);
  }
});
