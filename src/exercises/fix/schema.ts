import { z } from 'zod';
import type { CriterionSpec, Expectation } from '../../checker/index.ts';

/**
 * The front matter of the form `fix`: the learner edits a Dockerfile until every essential criterion holds. These
 * comments are the documentation.
 */

const text = z.string({ error: 'This must be a text' }).trim().min(1, 'This must not be empty');
const words = z.array(text).min(1, 'List at least one entry, or leave the field out');

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

/** @param rule a rule's id, checked against those that there are. */
export function fixFields(rule: z.ZodType<string>) {
  return {
    /** The stage that is built, like `docker build --target`. Without it the last one. */
    target: text.optional(),
    /** What must be true of a right answer; all essential ones must hold. See `criterionSchema`. */
    criteria: z.array(criterionSchema(rule)).min(1, 'A lesson needs at least one criterion'),
    /** Rules that this lesson leaves alone: their findings do not appear while it is graded. */
    allow: z.array(rule).default([]),
  };
}

/** Names of the fields inside of those fields, for "did you mean". */
export const fixFieldNames: readonly string[] = [
  ...['rule', 'expect', 'level', 'because', 'path', 'contains'],
  ...Object.keys(expectationShape),
];

/** The schema and the checker's types say the same: the compiler refuses a criterion that grading does not know. */
type Assert<T extends true> = T;
type Criterion = z.infer<ReturnType<typeof criterionSchema>>;
export type SchemaMatchesGrading = Assert<Criterion extends CriterionSpec ? true : false>;
export type GradingMatchesSchema = Assert<keyof Expectation extends keyof typeof expectationShape ? true : false>;
