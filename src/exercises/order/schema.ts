import { z } from 'zod';
import { common, sentence, text } from '../texts.ts';

/**
 * The front matter of the form `order`: the learner puts instructions into a Dockerfile, which is graded as an answer of
 * the lesson is. The right instructions are those of the solution, or `lines`; what does not belong there is written here.
 * These comments are the documentation.
 */

const decoy = z.strictObject({
  /** An instruction that is not among the right ones. */
  line: text,
  /** Why it does not belong there. */
  because: sentence,
});

export const orderSchema = z.strictObject({
  ...common,
  form: z.literal('order'),
  /**
   * Other instructions than the solution's, one each, in an order that passes: where the solution would give too much away.
   * Left out, they are those of the solution.
   */
  lines: z.array(text).min(3, 'Give at least three lines').optional(),
  decoys: z.array(decoy).min(1, 'Give at least one decoy').max(4, 'Give four decoys at most'),
});

export type Order = z.infer<typeof orderSchema>;

export const orderFieldNames: readonly string[] = [...Object.keys(orderSchema.shape), ...Object.keys(decoy.shape)];
