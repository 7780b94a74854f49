import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { getCollection } from 'astro:content';
import { takeAlongFiles, zipOf } from '../../../lessons/content/take-along.ts';

export const getStaticPaths = (async () =>
  (await getCollection('lessons')).map(({ id, data }) => ({
    params: { slug: id, file: id },
    props: { lesson: data },
  }))) satisfies GetStaticPaths;

type Props = InferGetStaticPropsType<typeof getStaticPaths>;

/** The exercise of a lesson to take along. */
export const GET: APIRoute<Props> = ({ props, site }) =>
  new Response(new Uint8Array(zipOf(takeAlongFiles(props.lesson, { site }))), {
    headers: { 'content-type': 'application/zip' },
  });
