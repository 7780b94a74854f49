import { z } from 'zod';
import { common, differ, sentence, text } from '../texts.ts';

/**
 * The front matter of the form `predict`: the learner says what will happen before a recording shows it. What happened
 * is read from the recording, never typed. These comments are the documentation.
 */

const number = z.number({ error: 'Write a number' });

/** Which numbers of the recording make a choice the right one; both ends count. */
const range = z
  .strictObject({ from: number.optional(), to: number.optional() })
  .refine(({ from, to }) => from !== undefined || to !== undefined, 'Say where the range begins or ends: from, to')
  .refine(({ from = -Infinity, to = Infinity }) => from <= to, 'The range ends before it begins');

/** What of the recording is asked about: one of `layer`, `exit` and `seconds`. */
const recorded = z
  .strictObject({
    /** The state whose recording is meant. */
    state: text,
    /** Bytes of the layer whose instruction contains this text. */
    layer: text.optional(),
    /** Exit code of the last command that contains this text. */
    exit: text.optional(),
    /** Seconds that this command took. */
    seconds: text.optional(),
    /** A text of the command whose output shows it; left out, that of the layer or command itself. */
    shown: text.optional(),
  })
  .refine(
    ({ layer, exit, seconds }) => [layer, exit, seconds].filter((each) => each !== undefined).length === 1,
    'Ask about one of layer, exit and seconds',
  );

const choice = z.strictObject({
  /** What may happen, as a statement without a full stop. */
  says: text.regex(/[^.]$/, 'Leave the full stop out'),
  /** For which numbers this is what happened. */
  when: range,
  /** Why it is so, or why it is not. */
  because: sentence,
});

export const predictSchema = z.strictObject({
  ...common,
  form: z.literal('predict'),
  recorded,
  /** Exactly one of them holds for what was recorded. */
  choices: z
    .array(choice)
    .min(2, 'Give at least two choices')
    .max(5, 'Give five choices at most')
    .refine(differ, 'Two choices say the same'),
});

export type Predict = z.infer<typeof predictSchema>;
export type Recorded = Predict['recorded'];

export const predictFieldNames: readonly string[] = [
  ...Object.keys(predictSchema.shape),
  ...Object.keys(recorded.shape),
  ...Object.keys(choice.shape),
  ...Object.keys(range.shape),
];
