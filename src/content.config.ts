import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { glossaryLoader, lessonLoader, trackLoader } from './integrations/content-loaders.ts';
import type { GlossaryEntry } from './lessons/content/glossary.ts';
import type { Lesson } from './lessons/content/load.ts';
import type { Track } from './lessons/content/tracks.ts';

/** What pages show. The loaders read and check it (`src/lessons/content/schema.ts`); these schemas only give it its type. */
export const collections = {
  lessons: defineCollection({ loader: lessonLoader(), schema: z.custom<Lesson>() }),
  tracks: defineCollection({ loader: trackLoader(), schema: z.custom<Track>() }),
  glossary: defineCollection({ loader: glossaryLoader(), schema: z.custom<GlossaryEntry>() }),
};
