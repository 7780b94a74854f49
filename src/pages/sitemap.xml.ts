import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { checker } from '../checker/index.ts';
import { trackReview } from '../lessons/content/track-review.ts';
import {
  glossaryUrl,
  homeUrl,
  lessonUrl,
  licencesUrl,
  recordingsUrl,
  reviewUrl,
  rulesUrl,
  ruleUrl,
  siteUrl,
  trackEndUrl,
  trackReviewUrl,
  trackUrl,
  transcriptsUrl,
  useInCiUrl,
} from '../site/urls.ts';

/** Every page, with full addresses where the site's own is known (`BELAY_SITE`). */
export const GET: APIRoute = async ({ site }) => {
  const [tracks, lessons] = await Promise.all([getCollection('tracks'), getCollection('lessons')]);
  const paths = [
    homeUrl(),
    siteUrl('/lessons/'),
    ...tracks.flatMap(({ id }) => [trackUrl(id), trackEndUrl(id)]),
    reviewUrl(),
    ...tracks.filter(({ id }) => trackReview(id) !== undefined).map(({ id }) => trackReviewUrl(id)),
    ...lessons.flatMap(({ id }) => [lessonUrl(id), transcriptsUrl(id)]),
    glossaryUrl(),
    rulesUrl(),
    ...checker.ruleIds.map((id) => ruleUrl(id)),
    useInCiUrl(),
    recordingsUrl(),
    licencesUrl(),
  ];
  const urls = paths.map((path) => `<url><loc>${site === undefined ? path : new URL(path, site).href}</loc></url>`);
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>\n`,
    { headers: { 'content-type': 'application/xml' } },
  );
};
