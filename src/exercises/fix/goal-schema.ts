import { z } from 'zod';
import type { Goal, Holds } from '../../checker/index.ts';

/**
 * A goal: what must be true of the image of a right answer, besides that it builds, starts and does its job. It is judged
 * over the forecast, so any way there is right. These comments are the documentation.
 */

const text = z.string({ error: 'This must be a text' }).trim().min(1, 'This must not be empty');
const names = z.array(text).min(1, 'List at least one entry, or leave the field out');

/** `/var/cache/apk/*`, `APKINDEX.*` at any place, or the name of a file of the starter. */
const file = text
  .refine(
    (path) => path.startsWith('/') || !/[*?[]/.test(path) || /^[\w.-]+\*$/.test(path),
    'Write a pattern as an absolute path or as the beginning of a name (`APKINDEX.*`), or name a file of the starter without wildcards',
  )
  .refine((path) => !path.includes('**'), 'A wildcard stays in its folder: write * and not **');

const files = z.array(file).min(1, 'List at least one entry, or leave the field out');

const work = z
  .strictObject({ edits: names, packages: names.optional(), makes: names.optional() })
  .refine(
    ({ packages, makes }) => packages !== undefined || makes !== undefined,
    'Say which work stays in the cache: packages or makes',
  );

const holdsShape = {
  /** Not in the image: absolute paths with `*`, `?` and `[…]`, or, wherever it lies, a name of the starter's files or the beginning of a name. */
  absent: files.optional(),
  /** In the image. */
  present: files.optional(),
  /**
   * What a build sends of the context, as a line of `.dockerignore` says it: `{ absent: [.env, '*.log'] }`. A file stays here when
   * `.dockerignore` keeps it, and when no instruction asks for it.
   */
  context: z
    .strictObject({ absent: names.optional(), present: names.optional() })
    .refine((fields) => Object.keys(fields).length > 0, 'Say which files: absent or present')
    .optional(),
  /**
   * What stays in the build cache when one of `edits`, files of the context, is edited: the steps that install these packages, and
   * the `RUN`s that make these files, by their last name. `{ edits: [app.sh], packages: [jq], makes: [table.txt] }`, or a list of
   * such, where not every edit spares the same work.
   */
  cached: z
    .preprocess((given): unknown => (Array.isArray(given) ? given : [given]), z.array(work).min(1, 'List at least one'))
    .optional(),
  /** Packages by name, in apk's database or as files: `{ absent: [make] }`, `{ present: [jq] }`. */
  packages: z
    .strictObject({ absent: names.optional(), present: names.optional() })
    .refine((fields) => Object.keys(fields).length > 0, 'Say which packages: absent or present')
    .optional(),
  /** Packages of Node.js by their folder in a `node_modules`, wherever that is: `{ absent: [typescript] }`. */
  modules: z
    .strictObject({ absent: names.optional(), present: names.optional() })
    .refine((fields) => Object.keys(fields).length > 0, 'Say which packages: absent or present')
    .optional(),
  /** No archive: none that `tar` made in the build, and none by its name (`*.tar.gz`), wherever it lies. */
  archives: z.literal('absent', { error: 'Archives are absent' }).optional(),
  /** No stage asks for one exact build of a package: `git=2.43.4-r0`. */
  pins: z.literal('loose', { error: 'Pins are loose' }).optional(),
  /**
   * Each image that the build takes is named by a branch of Alpine that has support (`alpine:3.24`, `python:3.14-alpine3.24`), or by
   * such a tag with a digest. The day of the check counts: `npm run check:data` says in time when a branch ends.
   */
  releases: z.literal('supported', { error: 'Releases are supported' }).optional(),
  /** Where what is absent must be absent: in the finished `image` (default), or in all of its `layers`. */
  in: z.enum(['image', 'layers'], { error: 'This is image or layers' }).optional(),
  /** What the final image stands on, under any name. */
  base: z.literal('alpine', { error: 'The base is alpine' }).optional(),
  /** This program, made by a contract or a compiler or named by the job's `commands`, finds its loader and its libraries. */
  loads: text.optional(),
  /** What PID 1 of the running container is: an `init`, or the `program` of the job, with at most an init before it. */
  pid1: z.enum(['init', 'program'], { error: 'PID 1 is init or program' }).optional(),
  /** Whom the program of the job runs as: any user but root. */
  user: z.literal('other', { error: 'The user is other: any but root' }).optional(),
  /** It ends at its stop signal. */
  stops: z.literal('term', { error: 'It stops by its stop signal: term' }).optional(),
  /** Local time of the program that the job is about; `posix` is the zone's present rule. */
  timezone: z.strictObject({ zone: text, posix: text }).optional(),
  /** Python, which reads the script of the job, finds this module, by pip or by apk's `package`: `{ module: yaml, package: py3-yaml }`. */
  imports: z.strictObject({ module: text, package: text }).optional(),
  /** The program of the job gets musl's words (days, months, messages) from a catalogue that msgfmt made of this file of the starter. */
  translated: text.optional(),
  /** The program of the job gets one of these values in a variable: `{ STOCK_HOST: [stock.shop.prod.example] }`. */
  env: z.record(z.string(), names).optional(),
  /** Files of the base, as absolute paths without wildcards, that the image has as the base brought them. */
  untouched: z
    .array(text.regex(/^\/[^*?[]*$/, 'Write an absolute path without wildcards'))
    .min(1, 'List at least one entry, or leave the field out')
    .optional(),
  /** The threads of the program of the job get so many bytes of stack at least, when they ask for no other. */
  stack: z.int().min(1).optional(),
} as const;

const holds = z
  .strictObject(holdsShape)
  .refine((fields) => Object.keys(fields).some((key) => key !== 'in'), 'Say what holds besides "in"')
  .refine(
    ({ in: where, absent, packages, archives, modules }) =>
      where === undefined ||
      absent !== undefined ||
      packages?.absent !== undefined ||
      archives !== undefined ||
      modules?.absent !== undefined,
    '"in" says where something is absent: name it with "absent", "packages", "modules" or "archives"',
  );

export const goalSchema = z.strictObject({
  /** Public and permanent: `goal:<id>`. */
  id: text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'An id has small letters, digits and single dashes'),
  /** In the learner's words, as a statement without a full stop: "No layer holds an index of packages". */
  says: text.max(90, 'Keep the goal under 90 characters').regex(/[^.]$/, 'Leave the full stop out'),
  /** What is wrong while it is not met, as a sentence. The cause, with its line, follows behind it. */
  symptom: text.regex(/[.!?]$/, 'Write a sentence that ends with a full stop'),
  holds,
});

export const goalFieldNames: readonly string[] = [
  ...Object.keys(goalSchema.shape),
  ...Object.keys(holdsShape),
  ...['zone', 'posix', 'edits', 'makes', 'module', 'package'],
];

type Assert<T extends true> = T;
export type SchemaMatchesGoal = Assert<z.infer<typeof goalSchema> extends Goal ? true : false>;
export type GoalMatchesSchema = Assert<keyof Holds extends keyof typeof holdsShape ? true : false>;
