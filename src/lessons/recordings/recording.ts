import { z } from 'zod';

/**
 * `recordings/<state>.json`: what a recording is and where it came from. The recorder writes it beside each cast;
 * pages, the layer chart and the tests read it. Browser code imports only the types.
 */

/** Lower-case hex. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.int().nonnegative();
const seconds = z.number().nonnegative();

/** A command as the session typed it. */
const recordedCommand = z.strictObject({
  /** The text that was typed. */
  command: z.string().min(1),
  /** What ran in its place, with the options that the recorder adds; equal to `command` when it adds none. */
  ran: z.string().min(1),
  kind: z.enum(['build', 'run', 'other']),
  exitCode: z.int().min(0).max(255),
  /** From Enter to the next prompt. */
  seconds,
  /** Where in the cast the typing begins, in seconds. */
  startsAt: seconds,
});

/** One line of `docker history`, oldest first. */
const imageLayer = z.strictObject({
  /** As Docker says it. */
  createdBy: z.string(),
  /** The instruction as the lesson's Dockerfile has it; absent for layers of the base. */
  instruction: z.string().optional(),
  /** Line of that instruction in the Dockerfile, from 1. */
  line: z.int().positive().optional(),
  /** What the layer adds, unpacked. */
  bytes,
  fromBase: z.boolean(),
});

const recordedImage = z.strictObject({
  /** The name in the commands. */
  name: z.string().min(1),
  id: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** Unpacked size of all layers, as `docker image inspect` says it. */
  bytes,
  layers: z.array(imageLayer),
});

/** What a base image in the Dockerfile was when the recording was made. */
const recordedBase = z.strictObject({
  /** As the Dockerfile has it: `alpine:3.24`. */
  asked: z.string().min(1),
  /** The image that was used, by its true name: `alpine:3.19.4`. */
  used: z.string().min(1),
  /** In words: `Alpine 3.19.4`. */
  release: z.string().min(1),
  imageId: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** Of the imported tarball; absent when the image came from a registry or was there already. */
  sourceSha256: sha256.optional(),
  /** In words: where the image came from. */
  source: z.string().min(1),
  /** In words: what the recorder changed in it, for example its package source. */
  change: z.string().optional(),
});

export const recordingSchema = z.strictObject({
  version: z.literal(1),
  lesson: z.string().min(1),
  state: z.string().min(1),
  /** From `session.yaml`: a remark that the page shows with this recording. */
  note: z.string().optional(),
  recordedAt: z.iso.datetime(),
  /** Of the text as the lesson has it. */
  dockerfile: z.strictObject({ sha256 }),
  /** All files that the build could see, the Dockerfile included. */
  context: z.strictObject({ sha256, files: z.array(z.string()) }),
  /** Of the commands of this state. */
  session: z.strictObject({ sha256 }),
  cast: z.strictObject({
    file: z.string(),
    sha256,
    durationSeconds: seconds,
    columns: z.int().positive(),
    rows: z.int().positive(),
  }),
  commands: z.array(recordedCommand).min(1),
  /** Absent when no image was built, for example because the build failed. */
  image: recordedImage.optional(),
  bases: z.array(recordedBase),
  /** In words: where `apk` got its packages, when it was not the base's own repository. */
  apkSource: z.string().optional(),
  tools: z.strictObject({
    docker: z.string(),
    buildkit: z.string(),
    kernel: z.string(),
    recorder: z.string(),
  }),
  /** As Docker names it: `linux/amd64`. */
  architecture: z.string(),
});

export type Recording = z.infer<typeof recordingSchema>;
export type RecordedCommand = Recording['commands'][number];
export type RecordedImage = NonNullable<Recording['image']>;
export type RecordedLayer = RecordedImage['layers'][number];
export type RecordedBase = Recording['bases'][number];
