import { z } from 'zod';
import type { CriterionSpec, Expectation } from '../../checker/grade/types.ts';
import { nearest } from '../../checker/syntax/suggest.ts';

/**
 * The front matter of `content/lessons/<slug>/lesson.mdx` and the fields of `content/tracks/<slug>.yaml`.
 * These comments are the documentation. A wrong field stops the build with file, field and hint.
 */

const text = z.string({ error: 'This must be a text' }).trim().min(1, 'This must not be empty');
const words = z.array(text).min(1, 'List at least one entry, or leave the field out');

/** Slugs are public and permanent addresses. */
export const slugSchema = z
  .string({ error: 'This must be a slug' })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A slug has small letters, digits and single dashes');

/** How much a criterion counts: `essential` blocks passing, `actionable` is worth fixing here, `informative` is good to know. */
const level = z
  .enum(['essential', 'actionable', 'informative'], { error: 'A level is essential, actionable or informative' })
  .optional();

const expectationShape = {
  /** Which stage the expectation speaks of: `final` (the built image, default), `any`, or a stage by its name. */
  in: text.optional(),
  /** Packages that are there at the end of the stage. `a|b` accepts either name. */
  installs: words.optional(),
  /** Packages that are not there at the end of the stage. */
  notInstalled: words.optional(),
  /** Variables with exactly these values in the finished stage; `"*"` accepts any value. */
  env: z.record(z.string(), z.string({ error: 'Write the value as a text, in quotes' })).optional(),
  /** The user that the process runs as. Put a number in quotes. */
  user: text.optional(),
  /** ENTRYPOINT begins with these words; a program matches by its path or its base name. */
  entrypoint: words.optional(),
  /** The program that really runs, behind init, exec and `sh -c`, begins with these words. */
  command: words.optional(),
  /** Absolute paths that must exist because a COPY, ADD or RUN puts them there. */
  copies: z.array(text.startsWith('/', 'Write an absolute path')).min(1).optional(),
  /** At least this many stages. */
  stages: z.int().min(1).optional(),
  /** Base image of the stage: `alpine`, or with its tag `alpine:3.24`. A stage's stage is followed. */
  base: text.optional(),
  /** Whether there is a health check. */
  healthcheck: z.boolean().optional(),
  /** Ports that the stage exposes: `8080`, `"53/udp"`. */
  exposes: z
    .array(z.union([text, z.int()]))
    .min(1)
    .optional(),
  /** WORKDIR at the end of the stage. */
  workdir: text.optional(),
  /** A RUN executes this program with these arguments among its own, in this order. */
  runs: words.optional(),
  /** The process runs under an init that reaps children and forwards signals. */
  init: z.boolean().optional(),
  /** A process of the stage has this IANA zone as its local time, by whatever means. */
  timezone: text.optional(),
  /** A file of the build context holds these lines: `{ path: .dockerignore, contains: [".git"] }`. */
  file: z.strictObject({ path: text, contains: words }).optional(),
} as const;

const expectation = z
  .strictObject(expectationShape)
  .refine((fields) => Object.keys(fields).some((key) => key !== 'in'), 'Say what is expected besides "in"');

/**
 * What must be true of a right answer. Each entry is one of
 * - `{ rule: apk-no-cache }`: the checker reports nothing for this rule;
 * - `{ expect: { installs: [git] } }`: what the Dockerfile must still do, so that deleting lines never passes.
 *   `because` says why in a sentence for the learner.
 *
 * Both take a `level`; without one a criterion is essential.
 */
function criterionSchema(rule: z.ZodType<string>) {
  return z.union([
    z.strictObject({ rule, level }),
    z.strictObject({ expect: expectation, level, because: text.optional() }),
  ]);
}

const source = z.strictObject({
  /** The page's own title. */
  title: text,
  /** Where it stands. */
  url: z.url({ protocol: /^https?$/, error: 'This must be a full address (https://…)' }),
});

/**
 * The schema of a lesson's front matter.
 * @param rules ids of all rules; a criterion that names another one is refused with the nearest id.
 */
export function lessonSchema(rules: readonly string[]) {
  const rule = z.string({ error: 'This must be the id of a rule' }).superRefine((id, context) => {
    if (rules.includes(id)) return;
    const guess = nearest(id, rules);
    const hint = guess === undefined ? 'All ids: npm run --silent belay -- rules.' : `Did you mean "${guess}"?`;
    context.addIssue({ code: 'custom', message: `There is no rule "${id}". ${hint}` });
  });
  return z.strictObject({
    /** What the learner does, in the imperative: "Delete build tools in the layer that added them". */
    title: text.max(70, 'Keep the title under 70 characters'),
    /** One line; it is also the preview of a shared link. */
    summary: text.max(200, 'Keep the summary under 200 characters: it is the preview of a shared link'),
    /** How long it takes, reading and exercise together. */
    minutes: z.int({ error: 'This must be a whole number of minutes' }).min(1).max(60),
    /** The stage that is built, like `docker build --target`. Without it the last one. */
    target: text.optional(),
    /** What must be true of a right answer; all essential ones must hold. See `criterionSchema`. */
    criteria: z.array(criterionSchema(rule)).min(1, 'A lesson needs at least one criterion'),
    /** Rules that this lesson leaves alone: their findings do not appear while it is graded. */
    allow: z.array(rule).default([]),
    /** Hints of growing strength: usually a direction, the place, nearly the answer. */
    hints: z.array(text).min(1, 'A lesson has at least one hint, better three of growing strength'),
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
  /** Slugs of lessons, in order. */
  lessons: z.array(slugSchema).min(1, 'A track needs at least one lesson'),
});

export type LessonFrontMatter = z.infer<ReturnType<typeof lessonSchema>>;
export type TrackFields = z.infer<typeof trackSchema>;

/** Every field name, for "did you mean". */
export const fieldNames: readonly string[] = [
  ...Object.keys(lessonSchema([]).shape),
  ...['rule', 'expect', 'level', 'because', 'path', 'contains', 'url'],
  ...Object.keys(expectationShape),
];

/** The schema and the checker's types say the same: the compiler refuses a criterion that grading does not know. */
type Assert<T extends true> = T;
export type SchemaMatchesGrading = Assert<LessonFrontMatter['criteria'][number] extends CriterionSpec ? true : false>;
export type GradingMatchesSchema = Assert<keyof Expectation extends keyof typeof expectationShape ? true : false>;
