/** The parts that a picture of an image is shown in, in the order of their tabs. */
export const pictureParts = ['layers', 'stages', 'loader', 'processes', 'time', 'cache'] as const;
export type PicturePart = (typeof pictureParts)[number];

/**
 * The picture of an image: what a Dockerfile would make, as plain data that can be sent from the worker and drawn. It
 * comes from the forecast; what the forecast does not know is unknown here too.
 */
export interface Picture {
  /** All stages in the order of the file. */
  readonly stages: readonly PictureStage[];
  /** Index of the stage that is built. */
  readonly target: number | undefined;
  /** The layers of the image from the bottom up, as places in `stages`; those of stages that the target stands on come first. */
  readonly layers: readonly { readonly stage: number; readonly step: number }[];
  /** Why the build stops. */
  readonly stops: Stop | undefined;
  /** How many steps there are beyond those that are drawn. */
  readonly more: number;
  readonly start: PictureStart | undefined;
  readonly time: PictureTime | undefined;
  readonly cache: PictureCache;
  /** What recorded bytes were recorded on: `alpine:3.19.4`. */
  readonly recordedOn: readonly string[];
}

export interface Stop {
  readonly line: number;
  /** What the real tool prints. */
  readonly prints: string;
  readonly exit: number | undefined;
}

export interface PictureStage {
  readonly name: string | undefined;
  readonly base: string | undefined;
  /** `needed`: for the target, which copies from it or stands on it; `unused`: it is not built. */
  readonly role: 'target' | 'needed' | 'unused';
  readonly steps: readonly PictureStep[];
}

export interface PictureStep {
  /** First and last line of the instruction, from 1. */
  readonly lines: readonly [from: number, to: number];
  readonly keyword: string;
  /** The instruction in one line, without the keyword. */
  readonly text: string;
  readonly outcome: 'ok' | 'fails' | 'unknown' | 'not-run';
  readonly stop: Stop | undefined;
  /** What its layer holds: `settings` makes none. */
  readonly holds: 'base' | 'packages' | 'files' | 'other' | 'settings';
  readonly bytes: PictureBytes;
  /** What of its layer nobody can reach, because a later line takes it away. */
  readonly hidden: HiddenBytes | undefined;
  /** Lines whose layers it hides something of: an `rm` or `apk del` that gives nothing back. */
  readonly hides: readonly { readonly line: number; readonly bytes: PictureBytes }[];
  readonly packages: StepPackages | undefined;
  readonly copies: StepCopy | undefined;
  /** The user that it runs as; undefined when that is not known. */
  readonly user: string | undefined;
}

/** Bytes and where the number is from; `value` is undefined for `unknown` alone. */
export interface PictureBytes {
  readonly value: number | undefined;
  readonly kind: 'recorded' | 'index' | 'file' | 'unknown';
  /** There is more in the layer, of which nobody knows how much. */
  readonly atLeast?: true;
}

export interface HiddenBytes {
  /** Line that takes it away. */
  readonly by: number;
  /** The whole layer. */
  readonly all: boolean;
  readonly bytes: PictureBytes;
}

interface StepPackages {
  /** Those that the line names. */
  readonly asked: readonly string[];
  /** Those that came along. */
  readonly brought: readonly string[];
  readonly removed: readonly string[];
  /** Named by the line, and gone again at its end. */
  readonly passing: readonly string[];
}

interface StepCopy {
  /** Index of the stage that is copied from. */
  readonly stage: number | undefined;
  /** What is copied from, as written; undefined: the build context. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
}

/** How the container starts. */
export interface PictureStart {
  readonly outcome: 'starts' | 'fails' | 'unknown';
  readonly stop: Stop | undefined;
  readonly argv: readonly string[] | undefined;
  readonly user: string | undefined;
  readonly pid1: string | undefined;
  /** Undefined: not known. */
  readonly init: boolean | undefined;
  /** What an init starts. */
  readonly child: readonly string[] | undefined;
  readonly signal: string;
  readonly stops: 'term' | 'kill' | 'unknown';
  /** Line of ENTRYPOINT or CMD. */
  readonly lines: readonly [from: number, to: number] | undefined;
  /** The programs that the command line names, then those that the goals are about, each with what it needs to be loaded. */
  readonly programs: readonly PictureProgram[];
}

export interface PictureProgram {
  readonly path: string;
  /** What it is for a loader; undefined when that is not known. */
  readonly kind: 'musl' | 'glibc' | 'script' | 'none' | undefined;
  readonly state: 'there' | 'missing' | 'unknown';
  /** Loader or interpreter first, then libraries. */
  readonly needs: readonly PictureNeed[];
}

export interface PictureNeed {
  readonly name: string;
  readonly is: 'loader' | 'library';
  readonly state: 'there' | 'missing' | 'unknown';
  readonly path: string | undefined;
}

/** From TZ to local time, as musl finds it. */
export interface PictureTime {
  /** Null: not set; undefined: not known. */
  readonly tz: string | null | undefined;
  readonly by: 'unset' | 'empty' | 'rule' | 'file' | 'zone' | undefined;
  /** Files in the order in which they are looked for. */
  readonly looks: readonly PictureLook[];
  /** What it comes to: a zone's file, a rule, UTC for want of both, or nobody knows. */
  readonly result: 'file' | 'rule' | 'utc' | 'unknown';
  /** Line that sets TZ. */
  readonly lines: readonly [from: number, to: number] | undefined;
}

interface PictureLook {
  readonly path: string;
  /** Where it leads, when it is a link. */
  readonly target: string | undefined;
  readonly state: 'there' | 'missing' | 'denied' | 'unknown';
}

/** Which steps run again. */
export interface PictureCache {
  /** Groups of files of the build context that the same steps depend on. Files that no step copies are the last, with none. */
  readonly files: readonly CacheGroup[];
}

export interface CacheGroup {
  readonly paths: readonly string[];
  /** First lines of the steps that run again when one of them changes. */
  readonly again: readonly number[];
  /** Those that run again only when what they copy from another stage has become another. */
  readonly perhaps: readonly number[];
}
