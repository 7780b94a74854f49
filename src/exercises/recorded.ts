import { z } from 'zod';
import { text } from './texts.ts';

/**
 * Which number of a recording is meant, in front matter: bytes of an image or of a layer, an exit code, or seconds. It is
 * looked up by `src/lessons/recordings/recorded-truth.ts` and never typed. These comments are the documentation.
 */
export const measureFields = {
  /** The state whose recording is meant. */
  state: text,
  /** Bytes of the image, all layers together: `size: image`. */
  size: z.literal('image', { error: 'Write "size: image"; for one layer write "layer"' }).optional(),
  /** Bytes of the layer whose instruction contains this text. */
  layer: text.optional(),
  /** Exit code of the last command that contains this text. */
  exit: text.optional(),
  /** Seconds that the last command with this text took. */
  seconds: text.optional(),
} as const;

/** A number of a recording: one of `size`, `layer`, `exit` and `seconds`. */
export interface Measure {
  readonly state: string;
  readonly size?: 'image' | undefined;
  readonly layer?: string | undefined;
  readonly exit?: string | undefined;
  readonly seconds?: string | undefined;
}

/** How many of these are given. */
export const given = (...fields: readonly unknown[]): number => fields.filter((each) => each !== undefined).length;

/** What of a recording a question is about, and where it is shown. */
export const recordedSchema = z
  .strictObject({
    ...measureFields,
    /** A text of the command whose output shows it; left out, that of the layer or command itself. */
    shown: text.optional(),
  })
  .refine(
    ({ size, layer, exit, seconds }) => given(size, layer, exit, seconds) === 1,
    'Ask about one of size, layer, exit and seconds',
  )
  .refine(
    ({ size, shown }) => size === undefined || shown !== undefined,
    'Say under "shown" which command shows the size',
  );

export type Recorded = z.infer<typeof recordedSchema>;
