import type { Range } from '../text.ts';

/** What is missing, where that is why something fails. */
export type Cause =
  /** A program that no folder of PATH has. */
  | { readonly kind: 'command'; readonly name: string }
  /** A program, by its path. */
  | { readonly kind: 'program'; readonly path: string }
  /** The program of the first line of a script. */
  | { readonly kind: 'interpreter'; readonly path: string; readonly interpreter: string }
  /** The bit that lets the user execute a file. */
  | { readonly kind: 'execute-bit'; readonly path: string }
  /** The first line of a script that the kernel is to start. */
  | { readonly kind: 'shebang'; readonly path: string }
  /** What COPY or ADD takes: of the context, or of another stage or image. */
  | { readonly kind: 'source'; readonly path: string; readonly from: 'context' | 'stage' | 'image' }
  /** The loader or a library of a program. */
  | { readonly kind: 'loader'; readonly path: string };

/** Why a command fails or what is not known of it. `range` undefined: the command that runs. */
export interface Reason {
  readonly prints: string;
  readonly range?: Range | undefined;
  readonly cause?: Cause | undefined;
}

/** A program that was to run and is not there. */
export interface AbsentProgram {
  readonly name: string;
  readonly range: Range;
  /** What the real tool prints. */
  readonly prints: string;
  /** The script goes on when it fails, as it says (`||`, `if`). */
  readonly asked: boolean;
}

/** How a command ends. */
export type Status =
  | { readonly kind: 'ok' }
  | { readonly kind: 'fails'; readonly exit: number; readonly reason: Reason | undefined }
  | { readonly kind: 'unknown'; readonly reason: Reason | undefined };

export const OK: Status = { kind: 'ok' };

/** Ends with an exit code other than 0; `prints` is what the real tool says. */
export function fails(exit: number, prints?: string, range?: Range): Status {
  return { kind: 'fails', exit, reason: prints === undefined ? undefined : { prints, range } };
}

/** The same with what is missing. */
export function dueTo(cause: Cause, status: Status): Status {
  if (status.kind !== 'fails' || status.reason === undefined || status.reason.cause !== undefined) return status;
  return { ...status, reason: { ...status.reason, cause } };
}

export function unknown(prints: string, range?: Range): Status {
  return { kind: 'unknown', reason: { prints, range } };
}

/** The first reason stays: where a command is known only to be one of two, that is what can be said. */
export function joinStatus(a: Status, b: Status): Status {
  if (a.kind === 'ok' && b.kind === 'ok') return OK;
  if (a.kind === 'fails' && b.kind === 'fails' && a.exit === b.exit) return a;
  const reason = a.kind === 'ok' ? (b.kind === 'ok' ? undefined : b.reason) : a.reason;
  return { kind: 'unknown', reason };
}

export function negate(status: Status): Status {
  if (status.kind === 'ok') return fails(1);
  return status.kind === 'fails' ? OK : status;
}

export function withRange(status: Status, range: Range): Status {
  if (status.kind === 'ok' || status.reason === undefined || status.reason.range !== undefined) return status;
  return { ...status, reason: { ...status.reason, range } };
}
