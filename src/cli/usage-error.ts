import { nearest } from '../checker/index.ts';

/** A mistake in how the command was called, or a file that cannot be read: one line on stderr, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** A reason as a line of its own: where it is about, and a full stop unless it ends in a question. */
export function complaint(path: string, reason: string): string {
  return `${path === '-' ? 'stdin' : path}: ${reason}${/[.?]$/.test(reason) ? '' : '.'}`;
}

/**
 * "Unknown rule "apk-nocache". Did you mean "apk-no-cache"? …": the nearest name, or all of them when they are few.
 * @param what the kind of thing, singular: `rule`.
 */
export function unknownName(what: string, given: string, known: readonly string[]): UsageError {
  const start = `Unknown ${what} "${given}".`;
  const near = nearest(given, known) ?? known.find((name) => name.startsWith(given) || name.includes(given));
  if (near !== undefined) return new UsageError(`${start} Did you mean "${near}"?`);
  if (known.length > 0 && known.length <= 12) return new UsageError(`${start} There are: ${known.join(', ')}.`);
  return new UsageError(start);
}
