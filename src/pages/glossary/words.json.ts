import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { plainDefinition } from '../../lessons/content/glossary.ts';

/** What each word means, by its id: shown where a lesson links it. */
export const GET: APIRoute = async () => {
  const words = (await getCollection('glossary')).map(({ id, data }) => [id, plainDefinition(data)] as const);
  return Response.json(Object.fromEntries(words));
};
