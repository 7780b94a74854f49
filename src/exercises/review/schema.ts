import { z } from 'zod';
import { common, sentence, text } from '../texts.ts';

/**
 * The fields of the form `review`: the learner marks the lines of a diff that they would comment on. What there is to
 * find is what the checker finds in the new text and not in the old one. These comments are the documentation.
 */

/** @param rule a rule's id, checked against those that there are. */
const reviewFields = (rule: z.ZodType<string>) => ({
  /** Rules whose findings are left out, neither wanted nor wrong to mark. */
  allow: z.array(rule).default([]),
});

/** In the front matter of a lesson, where the texts are those of two states. */
export const reviewSchema = (rule: z.ZodType<string>) =>
  z.strictObject({
    ...common,
    form: z.literal('review'),
    /** The state before the change. */
    before: text,
    /** The state after it. */
    after: text,
    ...reviewFields(rule),
  });

/** `content/tracks/<slug>/review.yaml`, beside `before.Dockerfile` and `after.Dockerfile`. */
export const trackReviewSchema = (rule: z.ZodType<string>) =>
  z.strictObject({
    /** What the change is said to be for, as its author would write it. */
    title: text.max(70, 'Keep the title under 70 characters'),
    /** What the reader is to do, in one or two sentences. */
    asks: sentence,
    ...reviewFields(rule),
  });

export type Review = z.infer<ReturnType<typeof reviewSchema>>;
export type TrackReviewFields = z.infer<ReturnType<typeof trackReviewSchema>>;

export const reviewFieldNames: readonly string[] = [
  ...Object.keys(common),
  'form',
  'before',
  'after',
  'allow',
  'title',
];
