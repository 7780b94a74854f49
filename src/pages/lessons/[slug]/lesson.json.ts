import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { getCollection } from 'astro:content';

export const getStaticPaths = (async () =>
  (await getCollection('lessons')).map(({ id, data }) => ({
    params: { slug: id },
    props: { lesson: data.data },
  }))) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

/** What the widgets of the lesson page load: `LessonData`. */
export const GET: APIRoute<Props> = ({ props }) => Response.json(props.lesson);
