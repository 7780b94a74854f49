import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { AuthorError, schemaError } from './author-error.ts';

/**
 * Splits an MDX or Markdown file at its front matter.
 * @param file its path, for messages.
 * @throws AuthorError when there is none or it is not YAML.
 */
export function splitFrontMatter(source: string, file: string): { data: unknown; body: string } {
  const match = /^\ufeff?---[ \t]*\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(source);
  if (match === null) {
    throw new AuthorError(file, 'There is no front matter.', {
      hint: 'Begin the file with a line "---", the fields, and "---".',
    });
  }
  return { data: parseYaml(match[1] ?? '', file), body: source.slice(match[0].length) };
}

/** YAML to data. @throws AuthorError with the line. */
export function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw new AuthorError(file, `This is not valid YAML: ${cause.message.trim()}`, { cause });
  }
}

/** Data through a schema. @throws AuthorError with file, field and hint. */
export function validate<T>(
  schema: z.ZodType<T>,
  data: unknown,
  file: string,
  known: { readonly fields: readonly string[]; readonly documentation: string },
): T {
  const result = schema.safeParse(data ?? {});
  if (!result.success) throw schemaError(file, result.error, known.fields, known.documentation);
  return result.data;
}
