import { z } from 'zod';
import { given, measureFields } from '../../exercises/recorded.ts';
import { sentence, text } from '../../exercises/texts.ts';

/**
 * `passed` in the front matter of a lesson: what its page shows once the exercise is done. What only the lesson's folder can
 * tell (is there such a state, such an answer) is held to it in `lesson-passed.ts`. These comments are the documentation.
 */

/** One side of a figure, taken from a recording: exactly one of `size`, `layer`, `exit`, `seconds` and `prints`. */
const side = z
  .strictObject({
    ...measureFields,
    /** What a command printed, by a text of that command: for lessons where a message is the point. */
    prints: text.optional(),
    /** With `prints`: the line that contains this text; left out, the first line. */
    line: text.optional(),
  })
  .refine(
    ({ size, layer, exit, seconds, prints }) => given(size, layer, exit, seconds, prints) === 1,
    'Take one of size, layer, exit, seconds and prints',
  )
  .refine(({ line, prints }) => line === undefined || prints !== undefined, 'A "line" belongs to "prints"');

const number = z.number({ error: 'Write a number' });

/** Two numbers that a source has, where the lesson has no recording of them. */
const cited = z
  .strictObject({
    before: number,
    after: number,
    /** In words: `seconds`, `MB`, `packages`. */
    unit: text,
    /** The title of one of the lesson's `sources`, or its place among them, from 1. */
    source: z.union([text, z.int().positive()], { error: 'Write the title of a source, or its place, from 1' }),
  })
  .refine(({ before, after }) => before !== after, 'The two numbers are equal: show what has changed');

const label = text.max(60, 'Keep the label under 60 characters').regex(/[^.]$/, 'Leave the full stop out');

/** Before and after: from two recordings, or `cited`. */
const figure = z
  .strictObject({
    /** What is measured, in plain words: `Size of the image`, `docker stop took`. */
    says: label,
    /** Before: usually the starter. */
    from: side.optional(),
    /** After: usually the solution. The same kind as `from`. */
    to: side.optional(),
    cited: cited.optional(),
  })
  .refine(
    ({ from, to, cited: source }) => (source === undefined ? given(from, to) === 2 : given(from, to) === 0),
    'Take "from" and "to" of recordings, or "cited"',
  );

const other = z.strictObject({
  /** A file in `accepted/` without `.Dockerfile`, or a folder there or in `variants/`. It passes the exercise. */
  answer: text,
  /** What the page calls it, in a few words; left out, the name of the file or the title of the state. */
  title: text.max(40, 'Keep the title under 40 characters').optional(),
  /** When one would rather do it this way, in a sentence. */
  says: sentence.max(240, 'Keep it under 240 characters'),
});

/** What the page shows after the exercise. */
export const passedSchema = z.strictObject({
  /** What was done well, in one sentence that is true of every answer that passes. */
  well: sentence.max(200, 'Keep it under 200 characters'),
  /** What has changed. */
  figures: z.array(figure).min(1, 'Show one to three figures').max(3, 'Show one to three figures'),
  /** Other right answers, shown beside the learner's own. */
  others: z
    .array(other)
    .min(2, 'Show two or three other answers')
    .max(3, 'Show two or three other answers')
    .refine((all) => new Set(all.map(({ answer }) => answer)).size === all.length, 'Name each answer once'),
  /** A reviewer's question, which makes the learner explain the change. */
  ask: text.regex(/\?$/, 'End with a question mark').max(200, 'Keep the question under 200 characters'),
  /** A good answer to it in two or three sentences, to compare with. */
  answer: sentence.max(600, 'Keep the answer under 600 characters'),
});

export type Passed = z.infer<typeof passedSchema>;
export type PassedSide = z.infer<typeof side>;

export const passedFieldNames: readonly string[] = [
  ...Object.keys(passedSchema.shape),
  ...Object.keys(figure.shape),
  ...Object.keys(side.shape),
  ...Object.keys(cited.shape),
  ...Object.keys(other.shape),
];
