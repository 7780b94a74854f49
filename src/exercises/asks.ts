import { z } from 'zod';
import { chooseFieldNames, chooseSchema } from './choose/schema.ts';
import { orderFieldNames, orderSchema } from './order/schema.ts';
import { predictFieldNames, predictSchema } from './predict/schema.ts';
import { reviewFieldNames, reviewSchema } from './review/schema.ts';

/**
 * The forms of the small exercises that the prose of a lesson asks in passing, a folder each beside this file: `schema.ts`
 * with the fields of front matter here, `assess.ts`, and what is shown in `components.ts`. To add one, add its folder and a
 * line to both.
 */

/** @param rule a rule's id, checked against those that there are. */
export const askSchema = (rule: z.ZodType<string>) =>
  z.discriminatedUnion('form', [orderSchema, predictSchema, chooseSchema, reviewSchema(rule)], {
    error: 'The form of a small exercise is one of: order, predict, choose, review',
  });

export type Ask = z.infer<ReturnType<typeof askSchema>>;
export type AskForm = Ask['form'];

/** Every field name, for "did you mean". */
export const askFieldNames: readonly string[] = [
  ...orderFieldNames,
  ...predictFieldNames,
  ...chooseFieldNames,
  ...reviewFieldNames,
];
