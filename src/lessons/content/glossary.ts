import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { nearest } from '../../checker/index.ts';
import { AuthorError } from './author-error.ts';
import { parseYaml, validate } from './front-matter.ts';
import { contentRoots } from './roots.ts';
import { slugSchema } from './schema.ts';

/**
 * The words of the course: `glossary.yaml` of each root of content, the later ones laid over the earlier ones. These comments
 * and those in `content/glossary.yaml` are the documentation.
 */

const text = z.string({ error: 'This must be a text' }).trim().min(1, 'This must not be empty');

const entrySchema = z.strictObject({
  /** As it stands in a sentence: small letters, unless it is a name. */
  word: text.max(40, 'Keep the word under 40 characters'),
  /** Other names for it. */
  also: z.array(text).default([]),
  /** One to three sentences. `[text](#id)` links another word. */
  says: text.max(300, 'Keep it under 300 characters: one to three sentences').regex(/\.$/, 'End with a full stop'),
  /** Where it can be read up. */
  source: z.strictObject({
    title: text,
    url: z.url({ protocol: /^https?$/, error: 'This must be a full address (https://…)' }),
  }),
});

/** @public */
export interface GlossaryEntry extends z.infer<typeof entrySchema> {
  /** Public and permanent: the anchor on `/glossary/`. */
  readonly id: string;
}

const fields = [...Object.keys(entrySchema.shape), 'title', 'url'];

/**
 * All words, in the order of {@link inOrder}.
 * @throws AuthorError with file, field and hint, for a link to a word that there is not too.
 */
export function loadGlossary(
  root: string = process.cwd(),
  roots: readonly string[] = contentRoots(),
): readonly GlossaryEntry[] {
  const files = roots.map((each) => join(each, 'glossary.yaml')).filter((file) => existsSync(resolve(root, file)));
  const found = new Map<string, GlossaryEntry & { readonly file: string }>();
  for (const file of files) {
    const read = validate(z.record(slugSchema, entrySchema), parseYaml(readFileSync(resolve(root, file), 'utf8'), file), file, {
      fields,
      documentation: 'src/lessons/content/glossary.ts',
    });
    for (const [id, entry] of Object.entries(read)) found.set(id, { id, ...entry, file });
  }
  for (const { id, says, file } of found.values()) {
    for (const [, target = ''] of says.matchAll(/\]\(#([^)]{0,60})\)/g)) {
      requireWord(target, [...found.keys()], { file, field: `${id}.says` });
    }
  }
  return inOrder([...found.values()].map(({ file: _, ...entry }) => entry));
}

/** As one looks for them: by the word, capital letters or not. */
export function inOrder(entries: readonly GlossaryEntry[]): GlossaryEntry[] {
  return [...entries].sort((a, b) => a.word.localeCompare(b.word, 'en', { sensitivity: 'base' }));
}

/** @throws AuthorError */
function requireWord(
  id: string,
  known: readonly string[],
  place: { readonly file: string; readonly field: string },
): void {
  if (known.includes(id)) return;
  const guess = nearest(id, known);
  throw new AuthorError(place.file, `The glossary has no word "${id}".`, {
    field: place.field,
    hint: guess === undefined ? 'Its words stand in content/glossary.yaml: add it there.' : `Did you mean "${guess}"?`,
  });
}

/** Refuses `<Term id="…">` with a word that the glossary has not. @param folder of the lesson. @throws AuthorError */
export function requireTerm(id: string, known: readonly string[], folder: string): void {
  requireWord(id, known, { file: `${folder}/lesson.mdx`, field: '<Term id>' });
}

/** Ids that prose links with `<Term id="…">`, in order. */
export function termsIn(body: string): readonly string[] {
  return [...body.matchAll(/<Term\s+id="([^"]*)"/g)].map((match) => match[1] ?? '');
}

/** What an entry says, without its links: for where there is no page to go to. */
export function plainDefinition({ says }: Pick<GlossaryEntry, 'says'>): string {
  return says.replace(/\[([^[\]]{1,60})\]\([^)]{0,60}\)/g, '$1').replaceAll('`', '');
}
