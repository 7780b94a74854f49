import { z } from 'zod';

/**
 * `proofs.json`: what real Docker did with Dockerfiles. `npm run prove` writes it beside a lesson's files (or beside a
 * folder of Dockerfiles); tests hold every decided forecast to it. Nothing in it is written by hand.
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const provedStep = z.strictObject({
  /** First line of the instruction, from 1. */
  line: z.int().positive(),
  keyword: z.string(),
  /** `not-run`: Docker did not come to it. Steps beside a failing one may be either. */
  outcome: z.enum(['ok', 'fails', 'not-run']),
  /** Of a RUN that failed. */
  exit: z.int().min(0).max(255).optional(),
  /** The first and the last lines that the step printed before it failed. */
  prints: z.array(z.string()).optional(),
});

const provedPath = z.strictObject({
  path: z.string(),
  kind: z.enum(['file', 'dir', 'link', 'absent', 'other']),
  /** Octal, four digits. */
  mode: z.string().optional(),
  owner: z.string().optional(),
  target: z.string().optional(),
});

const provedStart = z.strictObject({
  /**
   * `missing`: Docker found no such program (127); `not-executable` (126); `bad-format`: the kernel cannot run it;
   * `refused`: Docker refused for another reason; `no-command`: the image says nothing to start.
   */
  outcome: z.enum(['starts', 'missing', 'not-executable', 'bad-format', 'refused', 'no-command']),
  /** What Docker said where it did not start. */
  says: z.string().optional(),
  /** PID 1 a moment after the start, while it ran. */
  argv: z.array(z.string()).optional(),
  /** Real user id of PID 1. */
  uid: z.int().nonnegative().optional(),
  /** It ended by itself within the time that was given, with this code. */
  exit: z.int().min(0).max(255).optional(),
  /** First lines of what it printed. */
  prints: z.array(z.string()).optional(),
  /** What `docker stop` did to one that still ran. */
  stop: z.strictObject({ exit: z.int(), seconds: z.number().nonnegative() }).optional(),
});

const proof = z.strictObject({
  /** `solution`, `variants/x`, `accepted/x.Dockerfile`, `mutants/name`, or a path below the folder. */
  name: z.string(),
  /** Of the Dockerfile and the files of its context. */
  sha256,
  build: z.strictObject({
    outcome: z.enum(['builds', 'fails']),
    steps: z.array(provedStep),
    /** What Docker said where no step failed: a file that it cannot read, a source that is not there. */
    says: z.string().optional(),
  }),
  /** `name-version` of what apk says is installed; absent without apk. */
  packages: z.array(z.string()).optional(),
  paths: z.array(provedPath).optional(),
  config: z
    .strictObject({
      entrypoint: z.array(z.string()),
      cmd: z.array(z.string()),
      user: z.string(),
      workdir: z.string(),
      env: z.array(z.string()),
      stopSignal: z.string(),
    })
    .optional(),
  start: provedStart.optional(),
});

/** A case that could not be tried here, with what was missing: a package, an image, a feature of Docker. */
const unproved = z.strictObject({ name: z.string(), sha256, missing: z.array(z.string()).min(1) });

export const proofsSchema = z.strictObject({
  version: z.literal(1),
  /** Day of the run. */
  date: z.iso.date(),
  docker: z.string(),
  architecture: z.string(),
  /** What stood in for the bases that the files name. */
  bases: z.array(z.strictObject({ asked: z.string(), used: z.string(), sourceSha256: sha256.optional() })),
  /** Where packages came from, in words. */
  packages: z.string(),
  proved: z.array(proof),
  unproved: z.array(unproved),
});

export type Proofs = z.infer<typeof proofsSchema>;
export type Proof = z.infer<typeof proof>;
export type Unproved = z.infer<typeof unproved>;
export type ProvedStep = z.infer<typeof provedStep>;
export type ProvedStart = z.infer<typeof provedStart>;
export type ProvedPath = z.infer<typeof provedPath>;
