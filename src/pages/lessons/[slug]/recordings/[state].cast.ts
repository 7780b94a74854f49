import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { readCast } from '../../../../lessons/content/load.ts';

export const getStaticPaths = async () =>
  (await getCollection('lessons')).flatMap(({ id, data: { data } }) =>
    data.states
      .filter(({ recording }) => recording !== undefined)
      .map(({ name }) => ({ params: { slug: id, state: name } })),
  );

/** The asciicast of one state, as the recorder wrote it. */
export const GET: APIRoute = ({ params }) =>
  new Response(readCast(params['slug'] ?? '', params['state'] ?? ''), {
    headers: { 'content-type': 'application/x-asciicast' },
  });
