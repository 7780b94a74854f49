import { z } from 'zod';
import type { LessonTask } from '../../checker/index.ts';
import { goalSchema, goalFieldNames } from './goal-schema.ts';

/**
 * The front matter of the form `fix`: the learner edits a Dockerfile until it builds, starts, does its job and meets the
 * goals. These comments are the documentation.
 */

const text = z.string({ error: 'This must be a text' }).trim().min(1, 'This must not be empty');
const words = z.array(text).min(1, 'List at least one entry, or leave the field out');
const seconds = text.regex(/^\d+s$/, 'Write seconds: 10s');
const exits = z.array(z.int().min(0).max(255)).min(1);

/** A mode as `chmod` takes it: 755, or "0755". */
const mode = z
  .union([z.int(), text], { error: 'Write the mode as chmod takes it: 755' })
  .transform(String)
  .refine((digits) => /^0?[0-7]{3,4}$/.test(digits), 'Write the mode as chmod takes it: 755')
  .transform((digits) => parseInt(digits, 8));

/** What the image has to do once it runs. */
const job = z.strictObject({
  /** The program, at whatever path it lies: `{ made: zratio }`, what a contract or a compiler made; `{ file: worker.sh }`, of the context. */
  runs: z.union([z.strictObject({ made: text }), z.strictObject({ file: text })]),
  /** Its last arguments; left out, any. */
  with: z.array(z.string()).optional(),
  /** For the user that it runs as, with its PATH and environment. */
  needs: z
    .strictObject({
      /** Programs that it calls. */
      commands: words.optional(),
      /** Files that it must be able to read, and that hold something; folders may be empty. */
      reads: words.optional(),
      /** What files have to say, by path: `{ /etc/version: "1.4.2" }`. Line breaks at the end do not count. */
      says: z.record(text, z.string({ error: 'Write it as a text, in quotes' })).optional(),
      /** Packages that Node.js finds from the folder of the program. */
      modules: words.optional(),
      /** Files that it must be able to write. */
      writes: words.optional(),
      /** Bytes of stack that one of its threads needs, or one of a program that it calls. */
      stack: z.int().min(0).optional(),
    })
    .optional(),
  /** It ends by itself with one of these exit codes. */
  ends: z.strictObject({ exit: exits, within: seconds.optional() }).optional(),
  /** A server: it still runs after so long. */
  stays: seconds.optional(),
  /** What it does at a signal: it ends within so long, with one of these exit codes. */
  stop: z.strictObject({ signal: text, within: seconds.optional(), exit: exits.optional() }).optional(),
  /** Extended regular expression of what it prints; looked at by `npm run prove` alone. */
  prints: text.optional(),
});

/** What a build command needs and makes: what no text of a Dockerfile says. `npm run prove` holds it to the truth. */
const contract = z.strictObject({
  /**
   * Program and goals: `make install`; `make` alone has no goal. `cc hostcard.c`: any C compiler with that source. `pip install
   * tabulate`: what that requirement brings, by whatever pip and list; a path is below the environment, `${packages}` the folder of
   * its packages, and a script with an execute bit names what it imports: `loads: ['py:tabulate']`.
   */
  run: text,
  /** Of `pip install`: its wheels are for this C library alone, and elsewhere pip compiles the source. */
  libc: z.literal('glibc', { error: 'This is glibc' }).optional(),
  /** Values of `NAME=value` arguments that are not given. */
  variables: z.record(z.string(), z.string({ error: 'Write the value as a text, in quotes' })).optional(),
  needs: z
    .strictObject({
      /** In the folder where it runs; each is a file of the starter. */
      files: words.optional(),
      commands: words.optional(),
      packages: words.optional(),
    })
    .optional(),
  /** What it prints without one of these packages, files or commands, as it was seen; left out: only that it fails. */
  without: z.record(z.string(), text).optional(),
  makes: z
    .array(
      z.strictObject({
        /** `${name}` is a variable; a relative path is in the folder where it runs. */
        path: text,
        mode: mode.optional(),
        /** Libraries that it loads: `so:libzstd.so.1`. */
        loads: words.optional(),
        /** The C library that it is linked with; `none` for a static program. */
        libc: z.enum(['musl', 'glibc', 'none']).optional(),
        /** Bytes. */
        size: z.int().min(0).optional(),
      }),
    )
    .optional(),
});

/** @param rule a rule's id, checked against those that there are. */
export function fixFields(rule: z.ZodType<string>) {
  return {
    /**
     * Files beside the Dockerfile that the learner may edit, in the order of their tabs: `[.dockerignore, entrypoint.sh]`. Each is
     * in the starter or in the solution; one that the starter has not is a new file. What the solution changes may be edited anyway.
     */
    files: words.optional(),
    /** The stage that is built, like `docker build --target`. Without it the last one. */
    target: text.optional(),
    /** What the image has to do once it runs. "It builds", "it starts" and "it does its job" come with every lesson. */
    job,
    /** What the lesson's build commands need and make. */
    contracts: z.array(contract).default([]),
    /** One to three, none of them met by the starter. */
    goals: z
      .array(goalSchema)
      .min(1, 'A lesson has at least one goal')
      .max(3, 'A lesson has three goals at most')
      .refine((goals) => new Set(goals.map(({ id }) => id)).size === goals.length, 'Two goals have the same id'),
    /** Rules that this lesson leaves alone: their findings do not appear while it is graded, and an error of theirs blocks nothing. */
    allow: z.array(rule).default([]),
    /**
     * What a finding says in this lesson in place of the rule's own message, by the rule's id: for a message that would give
     * the answer, or what another lesson teaches. It has to hold wherever the rule finds something.
     */
    messages: z
      .record(z.string(), text)
      .superRefine((texts, context) => {
        for (const id of Object.keys(texts)) {
          for (const { message } of rule.safeParse(id).error?.issues ?? []) {
            context.addIssue({ code: 'custom', path: [id], message });
          }
        }
      })
      .default({}),
  };
}

/** Names of the fields inside of those fields, for "did you mean". */
export const fixFieldNames: readonly string[] = [
  ...Object.keys(job.shape),
  ...['made', 'file', 'commands', 'reads', 'says', 'writes', 'stack', 'exit', 'within', 'signal'],
  ...Object.keys(contract.shape),
  ...['files', 'path', 'mode', 'libc', 'size'],
  ...goalFieldNames,
];

/** The schema and the checker's types say the same: the compiler refuses a field that grading does not know. */
type Assert<T extends true> = T;
type Fields = ReturnType<typeof fixFields>;
type Task = { readonly [K in keyof Fields]: z.infer<Fields[K]> };
export type SchemaMatchesGrading = Assert<
  Omit<Task, 'target' | 'files'> extends Omit<LessonTask, 'target'> ? true : false
>;
