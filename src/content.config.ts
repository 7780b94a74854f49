import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { ruleIds } from './checker/index.ts';
import { lessonSchema } from './lessons/content/schema.ts';

/**
 * The prose of lessons. Everything else of a lesson (Dockerfiles, recordings, criteria) comes through
 * `src/lessons/content/load.ts`, which also serves tests and the command line; both use the same schema.
 */
const lessons = defineCollection({
  loader: glob({
    base: './content/lessons',
    pattern: '*/lesson.mdx',
    generateId: ({ entry }) => entry.split('/')[0] ?? entry,
  }),
  schema: lessonSchema(ruleIds),
});

export const collections = { lessons };
