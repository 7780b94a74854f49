import { z } from 'zod';
import { given, recordedSchema } from '../recorded.ts';
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

/** What the forecast is asked: whether it builds, whether it starts, the exit code, or the line that stops it. */
const asked = z.strictObject({
  /** The state whose Dockerfile is meant. */
  state: text,
  asks: z.enum(['builds', 'starts', 'exit', 'line'], { error: 'This must be one of builds, starts, exit, line' }),
});

const choice = z.strictObject({
  /** What may happen, as a statement without a full stop. */
  says: text.regex(/[^.]$/, 'Leave the full stop out'),
  /** For which numbers this is what happened; `yes` or `no` where it is asked whether something builds or starts. */
  when: z.union([range, z.enum(['yes', 'no'])], { error: 'Write a range (from, to), or yes or no' }),
  /** Why it is so, or why it is not. */
  because: sentence,
});

export const predictSchema = z
  .strictObject({
    ...common,
    form: z.literal('predict'),
    /** Which number of which recording. */
    recorded: recordedSchema.optional(),
    /** In its place, where nothing is recorded: what the forecast says. A build wants it decided. */
    forecast: asked.optional(),
    /** Exactly one of them holds for what was recorded. */
    choices: z
      .array(choice)
      .min(2, 'Give at least two choices')
      .max(5, 'Give five choices at most')
      .refine(differ, 'Two choices say the same'),
  })
  .refine(({ recorded, forecast }) => given(recorded, forecast) === 1, 'Ask about one of "recorded" and "forecast"');

export type Predict = z.infer<typeof predictSchema>;
export type Asked = z.infer<typeof asked>;

export const predictFieldNames: readonly string[] = [
  ...Object.keys(predictSchema.shape),
  ...Object.keys(recordedSchema.shape),
  ...Object.keys(asked.shape),
  ...Object.keys(choice.shape),
  ...Object.keys(range.shape),
];
