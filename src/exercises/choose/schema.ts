import { z } from 'zod';
import { common, differ, sentence, text } from '../texts.ts';

/**
 * The front matter of the form `choose`: the learner picks one of several ways, and each says why it fits or does not.
 * There are reasons and no points. These comments are the documentation.
 */

/** How well a choice fits: it does, it does under a condition that its reason names, or it does not. */
const fits = ['yes', 'with care', 'no'] as const;

const choice = z.strictObject({
  /** The choice, without a full stop. */
  says: text.regex(/[^.]$/, 'Leave the full stop out'),
  fits: z.enum(fits, { error: `This is one of: ${fits.join(', ')}` }),
  /** Why. */
  because: sentence,
});

export const chooseSchema = z.strictObject({
  ...common,
  form: z.literal('choose'),
  /** At least one fits, and at least one does not. */
  choices: z
    .array(choice)
    .min(2, 'Give at least two choices')
    .max(5, 'Give five choices at most')
    .refine(differ, 'Two choices say the same')
    .refine((choices) => choices.some((each) => each.fits === 'yes'), 'No choice fits: one must say "fits: yes"')
    .refine(
      (choices) => choices.some((each) => each.fits !== 'yes'),
      'Every choice fits: then there is nothing to choose',
    ),
});

export type Choose = z.infer<typeof chooseSchema>;

export const chooseFieldNames: readonly string[] = [...Object.keys(chooseSchema.shape), ...Object.keys(choice.shape)];
