import { checker } from '../src/checker/index.ts';
import { loadGlossary } from '../src/lessons/content/glossary.ts';
import { lessonSlugs } from '../src/lessons/content/load.ts';
import { trackReview } from '../src/lessons/content/track-review.ts';
import { loadTracks } from '../src/lessons/content/tracks.ts';
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
} from '../src/site/urls.ts';

/** Addresses of the site that people keep: its pages, and the words of the glossary. */
export function siteAddresses(root: string, { drafts = false } = {}): readonly string[] {
  return [
    ...[homeUrl(), siteUrl('/lessons/'), rulesUrl(), recordingsUrl(), useInCiUrl(), licencesUrl(), configSchemaUrl()],
    ...lessonSlugs(root, { drafts }).flatMap((slug) => [lessonUrl(slug), transcriptsUrl(slug)]),
    ...checker.ruleIds.map((id) => ruleUrl(id)),
    ...loadTracks(root, { drafts }).flatMap(({ slug }) => [
      ...[trackUrl(slug), trackEndUrl(slug)],
      ...(trackReview(slug, root) === undefined ? [] : [trackReviewUrl(slug)]),
    ]),
    reviewUrl(),
    glossaryUrl(),
    ...loadGlossary(root).map(({ id }) => glossaryUrl(id)),
  ];
}
