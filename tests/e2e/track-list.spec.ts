import { loadLesson } from '../../src/lessons/content/load.ts';
import { loadTracks, placesOf } from '../../src/lessons/content/tracks.ts';
import { root } from '../../scripts/root.ts';
import { allLessons, expect, firstLesson, lessonTexts, slugs, test } from './belay.ts';
import { keep, passedLessons } from './learner.ts';
import { violations } from './violations.ts';

const tracks = loadTracks(root);
const track = tracks[0];
const second = slugs[1] ?? '';

test('the list of the track opens in the head of a lesson, by keyboard, and says where one stands', async ({
  page,
}) => {
  await keep(page, { ...passedLessons(1, 0), [`progress:${second}`]: JSON.stringify({ status: 'started' }) });
  await page.goto(`/lessons/${second}/`);
  const bar = page.getByRole('navigation', { name: 'Place in the track' });
  const button = bar.getByRole('button', { name: `${track?.title} 2 of ${slugs.length}` });
  await button.focus();
  await page.keyboard.press('Enter');
  const rows = bar.getByRole('listitem');
  await expect(rows).toHaveCount(slugs.length);
  // The lesson of the page has the focus, and Tab goes on from there.
  await expect(bar.getByRole('link', { name: lessonTexts(second).title })).toBeFocused();
  await expect(rows.nth(0)).toContainText('Passed');
  await expect(rows.nth(1)).toContainText('Started');
  await expect(rows.nth(2)).toContainText('Not begun');
  for (const [i, slug] of slugs.entries()) {
    await expect(rows.nth(i)).toContainText(`${loadLesson(slug, { root }).frontMatter.minutes} min`);
  }
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(0);
  await expect(button).toBeFocused();
  // Whoever walks past its end leaves it closed.
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(slugs.length);
  for (let count = 0; count <= slugs.length + 2; count++) await page.keyboard.press('Tab');
  await expect(rows).toHaveCount(0);
  await button.click();
  await rows.nth(2).getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/lessons/${slugs[2]}/$`));
});

test('without its file the list still leads to the track', async ({ page, trouble }) => {
  await page.route('**/lessons.json', (route) => route.abort());
  await page.goto(`/lessons/${firstLesson}/`);
  const bar = page.getByRole('navigation', { name: 'Place in the track' });
  await bar.getByRole('button').click();
  await bar.getByRole('link', { name: 'About this track' }).click();
  await expect(page).toHaveURL(new RegExp(`/tracks/${track?.slug}/$`));
  trouble.found.splice(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the place in the track is a link to it', async ({ page }) => {
    await page.goto(`/lessons/${firstLesson}/`);
    const bar = page.getByRole('navigation', { name: 'Place in the track' });
    await expect(bar.getByRole('button')).toHaveCount(0);
    await bar.getByRole('link', { name: track?.title ?? '' }).click();
    await expect(page).toHaveURL(new RegExp(`/tracks/${track?.slug}/$`));
  });
});

test.describe('360 px', () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  test('the list fits, and its rows are large enough for a finger', async ({ page }) => {
    await page.goto(`/lessons/${firstLesson}/`);
    const bar = page.getByRole('navigation', { name: 'Place in the track' });
    await bar.getByRole('button').tap();
    const row = bar.getByRole('listitem').first();
    await expect(row).toBeVisible();
    const box = await row.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

for (const slug of allLessons) {
  for (const place of placesOf(slug, tracks)) {
    test(`${slug} is shown in ${place.track.slug} to whoever comes from there`, async ({ page }) => {
      await page.goto(`/tracks/${place.track.slug}/`);
      await page
        .getByRole('main')
        .getByRole('listitem')
        .getByRole('link', { name: lessonTexts(slug).title })
        .click();
      // The address says nothing of the track.
      await expect(page).toHaveURL(new RegExp(`/lessons/${slug}/$`));
      const bar = page.getByRole('navigation', { name: 'Place in the track' });
      await expect(bar).toHaveCount(1);
      await expect(bar.getByRole('button')).toContainText(
        `${place.track.title} ${place.place} of ${place.track.lessons.length}`,
      );
      const ways = bar.getByRole('link');
      await expect(ways).toHaveCount([place.previous, place.next].filter((each) => each !== undefined).length);
      if (place.next !== undefined) {
        await ways.last().click();
        await expect(page).toHaveURL(new RegExp(`/lessons/${place.next}/$`));
        await expect(bar.getByRole('button')).toContainText(
          `${place.track.title} ${place.place + 1} of ${place.track.lessons.length}`,
        );
      }
    });
  }
}
