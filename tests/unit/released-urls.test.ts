import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checker } from '../../src/checker/index.ts';
import { lessonSlugs } from '../../src/lessons/content/load.ts';
import { loadGlossary } from '../../src/lessons/content/glossary.ts';
import { loadTracks } from '../../src/lessons/content/tracks.ts';
import { trackReview } from '../../src/lessons/content/track-review.ts';
import {
  configSchemaUrl,
  glossaryUrl,
  homeUrl,
  lessonUrl,
  licencesUrl,
  recordingsUrl,
  reviewUrl,
  ruleUrl,
  rulesUrl,
  siteUrl,
  trackEndUrl,
  trackReviewUrl,
  trackUrl,
  transcriptsUrl,
  useInCiUrl,
} from '../../src/site/urls.ts';
import { root } from '../../scripts/root.ts';

/**
 * Ids and slugs are addresses: they stand in reviews, configurations and ignore comments, and never go away.
 * `released-urls.json` lists them, sorted. To add what is new: `npx vitest run tests/unit/released-urls.test.ts -u`,
 * which takes nothing out.
 */
const file = join(root, 'tests/unit/released-urls.json');
const released = JSON.parse(readFileSync(file, 'utf8')) as readonly string[];
const present = [
  ...[homeUrl(), siteUrl('/lessons/'), rulesUrl(), recordingsUrl(), useInCiUrl(), licencesUrl(), configSchemaUrl()],
  ...lessonSlugs(root).flatMap((slug) => [lessonUrl(slug), transcriptsUrl(slug)]),
  ...checker.ruleIds.map((id) => ruleUrl(id)),
  ...loadTracks(root).flatMap(({ slug }) => [
    ...[trackUrl(slug), trackEndUrl(slug)],
    ...(trackReview(slug, root) === undefined ? [] : [trackReviewUrl(slug)]),
  ]),
  reviewUrl(),
  glossaryUrl(),
  ...loadGlossary(root).map(({ id }) => glossaryUrl(id)),
];

describe('released addresses', () => {
  test('are all there still', () => {
    expect(released.filter((url) => !present.includes(url))).toEqual([]);
  });

  test('are listed, new ones too', async () => {
    const all = [...new Set([...released, ...present])].sort();
    await expect(`${JSON.stringify(all, null, 2)}\n`).toMatchFileSnapshot(file);
  });
});
