import { z } from 'zod';
import { askFieldNames, askSchema } from '../../exercises/asks.ts';
import { type FormKind, formKinds, forms } from '../../exercises/forms.ts';
import { isRecord, nearest } from '../../checker/index.ts';
import { pictureParts } from '../picture/picture.ts';
import { passedFieldNames, passedSchema } from './passed-schema.ts';

/**
 * The front matter of `content/lessons/<slug>/lesson.mdx` and the fields of `content/tracks/<slug>.yaml`.
 * These comments are the documentation. A wrong field stops the build with file, field and hint.
 */

const text = z.string({ error: 'This must be a text' }).trim().min(1, 'This must not be empty');

/** Slugs are public and permanent addresses. */
export const slugSchema = z
  .string({ error: 'This must be a slug' })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A slug has small letters, digits and single dashes');

const source = z.strictObject({
  /** The page's own title. */
  title: text,
  /** Where it stands. */
  url: z.url({ protocol: /^https?$/, error: 'This must be a full address (https://…)' }),
});

/** An answer of a question to come back to. */
const answer = z.strictObject({
  /** What one picks. */
  says: text.max(120, 'Keep an answer under 120 characters'),
  /** Whether it is right; several may be. */
  right: z.boolean({ error: 'This must be true or false' }).default(false),
  /** Why it is right or wrong, in a sentence that the lesson's recordings or sources prove. */
  why: text.regex(/[.!?)`"]$/, 'Write a sentence, with a full stop'),
});

/** A small question that comes back days after the lesson was passed (`/review/`). */
const recall = z.strictObject({
  /** One fact of the lesson, asked without its page at hand. */
  question: text.regex(/\?$/, 'End with a question mark').max(200, 'Keep the question under 200 characters'),
  /** In the order in which they are shown. */
  answers: z
    .array(answer)
    .min(2, 'Give two to four answers')
    .max(4, 'Give two to four answers')
    .refine((all) => all.some(({ right }) => right), 'Mark at least one answer as right')
    .refine((all) => all.some(({ right }) => !right), 'Leave at least one answer wrong'),
});

/** The form that a front matter asks for: `fix` unless it says another. Undefined for a form that there is not. */
export function formOf(data: unknown): FormKind | undefined {
  const form = isRecord(data) && 'form' in data ? data['form'] : 'fix';
  return formKinds.find((kind) => kind === form);
}

/** A rule's id. @param rules ids of all rules; another one is refused with the nearest id. */
export function ruleSchema(rules: readonly string[]): z.ZodType<string> {
  return z.string({ error: 'This must be the id of a rule' }).superRefine((id, context) => {
    if (rules.includes(id)) return;
    const guess = nearest(id, rules);
    const hint = guess === undefined ? 'All ids: npm run --silent belay -- rules.' : `Did you mean "${guess}"?`;
    context.addIssue({ code: 'custom', message: `There is no rule "${id}". ${hint}` });
  });
}

/**
 * The schema of a lesson's front matter.
 * @param rules ids of all rules; a criterion that names another one is refused with the nearest id.
 * @param form of the exercise, see {@link formOf}.
 */
export function lessonSchema(rules: readonly string[], form: FormKind = 'fix') {
  const rule = ruleSchema(rules);
  return z.strictObject({
    /** What the learner does, in the imperative: "Delete build tools in the layer that added them". */
    title: text.max(70, 'Keep the title under 70 characters'),
    /** One line; it is also the preview of a shared link. */
    summary: text.max(200, 'Keep the summary under 200 characters: it is the preview of a shared link'),
    /** How long it takes, reading and exercise together. */
    minutes: z.int({ error: 'This must be a whole number of minutes' }).min(1).max(60),
    /**
     * What breaks, as one fact that is recorded: one or two sentences, the first that anybody reads. Numbers stand in the prose,
     * where a component takes them from the recording. `Code` stands between backquotes here and in the next two.
     */
    breaks: text.max(240, 'Keep it under 240 characters: it is the first thing that is read'),
    /** What to do, in one sentence. */
    goal: text.max(160, 'Keep the goal under 160 characters: it stays in view above the editor'),
    /** What must stay: a few words each. */
    keep: z
      .array(text.max(100, 'Keep it under 100 characters'))
      .min(1, 'Say at least one thing that must stay, such as the base')
      .max(4, 'Four at most: it is read before any work'),
    /** What the learner does in the exercise; each form has fields of its own, in `src/exercises/<form>/schema.ts`. */
    form: z.literal(form).default(form),
    ...forms[form].fields(rule),
    /** The part of the picture of the image that the page opens on: the one that the lesson is about. */
    picture: z
      .enum(pictureParts, { error: `This must be one of ${pictureParts.join(', ')}` })
      .default('layers'),
    /** Hints of growing strength: usually a direction, the place, nearly the answer. */
    hints: z.array(text).min(1, 'A lesson has at least one hint, better three of growing strength'),
    /** What one can do after the lesson, one line that begins with a verb: it stands at the end of the track. */
    outcome: text.max(120, 'Keep the outcome under 120 characters').optional(),
    /** The question that `/review/` asks days later. A lesson without one does not come back. */
    recall: recall.optional(),
    /** What the page shows once the exercise is done; see `passed-schema.ts`. A lesson that is no draft has it. */
    passed: passedSchema.optional(),
    /** What the exercise's own program is made for, when that is one platform: `linux/amd64` for x86-64 assembly. */
    platform: z.literal('linux/amd64', { error: 'This must be linux/amd64, or left out' }).optional(),
    /**
     * Small exercises, which the prose places with `<Exercise id="…" />`; each form has fields of its own, in
     * `src/exercises/<form>/schema.ts`.
     */
    asks: z.array(askSchema(rule)).default([]),
    /** The test at the end of its track: an exercise that needs all that the track has taught, so it is the last lesson there. */
    test: z.boolean({ error: 'This must be true or false' }).default(false),
    /** Not finished: shown in `npm run dev` alone, and part of no build, track, list of addresses or command. */
    draft: z.boolean({ error: 'This must be true or false' }).default(false),
    /** Rules whose lesson this is: their findings and pages lead here. A rule has one lesson at most. */
    teaches: z.array(rule).default([]),
    /** What the facts of this lesson rest on. */
    sources: z.array(source).min(1, 'Name at least one source'),
  });
}

/** `content/tracks/<slug>.yaml`: an order of lessons. A lesson may stand in several tracks. */
export const trackSchema = z.strictObject({
  /** Two or three words. */
  title: text,
  /** One sentence: what one can do at the end. */
  summary: text,
  /**
   * Its place among the tracks, from 1; those without one come last, by slug. A lesson that stands in several tracks has its place
   * and its neighbours in the first of them, and the front page begins with the first track.
   */
  order: z.int({ error: 'This must be a whole number' }).min(1).optional(),
  /** Slugs of the tracks that come before it: what it takes for granted is taught there. */
  after: z.array(slugSchema).default([]),
  /** Slugs of lessons, in order. One that is the `test` of a track is the last. */
  lessons: z.array(slugSchema).min(1, 'A track needs at least one lesson'),
});

export type LessonFrontMatter = z.infer<ReturnType<typeof lessonSchema>>;
export type TrackFields = z.infer<typeof trackSchema>;

/** Every field name, for "did you mean". */
export const fieldNames: readonly string[] = [
  ...formKinds.flatMap((form) => [...Object.keys(lessonSchema([], form).shape), ...forms[form].fieldNames]),
  ...askFieldNames,
  ...passedFieldNames,
  'url',
  ...Object.keys(recall.shape),
  ...Object.keys(answer.shape),
];
