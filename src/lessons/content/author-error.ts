import type { z } from 'zod';
import { nearest } from '../../checker/index.ts';

/**
 * A mistake in something an author wrote (front matter, a track, a missing file). It stops the build and says
 * where and what to do; it is never a learner's mistake and never a bug of ours.
 */
export class AuthorError extends Error {
  override name = 'AuthorError';
  readonly file: string;
  readonly field: string | undefined;

  /**
   * @param file the file's path, relative to the repository.
   * @param problem what is wrong, as a sentence.
   */
  constructor(file: string, problem: string, more: { field?: string; hint?: string; cause?: unknown } = {}) {
    const where = more.field === undefined ? file : `${file}: ${more.field}`;
    const hint = more.hint === undefined ? '' : ` ${more.hint}`;
    super(`${where}: ${problem}${hint}`, { cause: more.cause });
    this.file = file;
    this.field = more.field;
  }
}

/**
 * Says the first thing that a schema found wrong, with the field's place and, for an unknown field, the field that
 * was probably meant.
 * @param fields names the schema knows anywhere; used for the guess.
 * @param documentation where the fields are explained.
 */
export function schemaError(
  file: string,
  error: z.ZodError,
  fields: readonly string[],
  documentation: string,
): AuthorError {
  // A field that is missing is often the one that is misspelt beside it.
  const misspelt = error.issues.find(({ code, path }) => code === 'unrecognized_keys' && path.length === 0);
  const issue = innermost(misspelt ?? error.issues[0]);
  const field = issue?.path.join('.') || undefined;
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    // A field of that name stands elsewhere at most.
    const others = fields.filter((each) => each !== key);
    const guess = nearest(key, others);
    const hint =
      guess === undefined
        ? `The fields are explained in ${documentation}.`
        : `Did you mean "${guess}"?`;
    return new AuthorError(file, `There is no field "${key}" here.`, { ...(field && { field }), hint });
  }
  return new AuthorError(file, sentence(issue?.message ?? 'It is not as expected'), {
    ...(field && { field }),
    hint: `The fields are explained in ${documentation}.`,
  });
}

type Issue = z.core.$ZodIssue;

/** In a union the branch that least is wrong with is the one that was meant. */
function innermost(issue: Issue | undefined): Issue | undefined {
  if (issue?.code !== 'invalid_union') return issue;
  const [branch] = [...issue.errors].sort((a, b) => a.length - b.length);
  const inner = innermost(branch?.[0]);
  return inner === undefined ? issue : { ...inner, path: [...issue.path, ...inner.path] };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
