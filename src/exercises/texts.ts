import { z } from 'zod';

/** Fields that the small exercises of a lesson share. */

/** A text; what stands between backquotes is shown as code. */
export const text = z.string({ error: 'This must be a text' }).trim().min(1, 'This must not be empty');

/** A whole sentence. */
export const sentence = text.regex(/[.!?]$/, 'Write a sentence that ends with a full stop');

/** What every small exercise says first. */
export const common = {
  /** Unique in the lesson; the prose places it with `<Exercise id="…" />`. */
  id: text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'An id has small letters, digits and single dashes'),
  /** The question or the task, in one or two sentences. */
  asks: sentence,
} as const;

/** Whether no two entries say the same. */
export const differ = (entries: readonly { readonly says: string }[]): boolean =>
  new Set(entries.map(({ says }) => says)).size === entries.length;
