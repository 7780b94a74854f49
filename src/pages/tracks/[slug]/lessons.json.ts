import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { getCollection } from 'astro:content';
import { trackLessons } from '../../../lessons/content/tracks.ts';
import { lessonUrl, trackUrl } from '../../../site/urls.ts';

export const getStaticPaths = (async () =>
  (await getCollection('tracks')).map(({ id, data }) => ({
    params: { slug: id },
    props: { track: data },
  }))) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

/** What the list in the head of a lesson loads: `TrackLessons` of `src/islands/track-list/fill.ts`. */
export const GET: APIRoute<Props> = async ({ props: { track } }) => {
  const all = (await getCollection('lessons')).map(({ data }) => data);
  const lessons = trackLessons(track, all).map(({ slug, frontMatter: { title, minutes } }) => ({
    slug,
    title,
    minutes,
    url: lessonUrl(slug),
  }));
  return Response.json({ url: trackUrl(track.slug), lessons });
};
