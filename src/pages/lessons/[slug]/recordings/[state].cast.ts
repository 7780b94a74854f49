import type { APIRoute } from 'astro';
import { ruleIds } from '../../../../checker/index.ts';
import { loadLessons, readCast } from '../../../../lessons/content/load.ts';

export const getStaticPaths = () =>
  loadLessons({ rules: ruleIds }).flatMap(({ slug, data }) =>
    data.states
      .filter(({ recording }) => recording !== undefined)
      .map(({ name }) => ({ params: { slug, state: name } })),
  );

/** The asciicast of one state, as the recorder wrote it. */
export const GET: APIRoute = ({ params }) =>
  new Response(readCast(params['slug'] ?? '', params['state'] ?? ''), {
    headers: { 'content-type': 'application/x-asciicast' },
  });
