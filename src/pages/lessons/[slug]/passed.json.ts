import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { getCollection } from 'astro:content';
import { t } from '../../../i18n/index.ts';
import { passedData } from '../../../lessons/content/passed-data.ts';
import { placesOf, tracksInOrder } from '../../../lessons/content/tracks.ts';
import { lessonUrl, reviewUrl, trackEndUrl } from '../../../site/urls.ts';

export const getStaticPaths = (async () => {
  const lessons = await getCollection('lessons');
  const tracks = tracksInOrder((await getCollection('tracks')).map(({ data }) => data));
  const titles = new Map(lessons.map(({ id, data }) => [id, data.frontMatter.title]));
  return lessons.map(({ id, data }) => {
    const next = placesOf(id, tracks).map(({ track, next: follows }) => ({
      track: track.slug,
      ...(follows === undefined
        ? { text: t.passed.end(track.title), url: trackEndUrl(track.slug) }
        : { text: t.passed.next(titles.get(follows) ?? follows), url: lessonUrl(follows) }),
    }));
    return { params: { slug: id }, props: { lesson: data, next } };
  });
}) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

/** What a lesson shows once its exercise is done: `PassedData`. An unfinished draft has `null`. */
export const GET: APIRoute<Props> = ({ props }) =>
  Response.json(passedData(props.lesson, { next: props.next, review: reviewUrl() }) ?? null);
