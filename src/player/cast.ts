/** What a recording holds, whichever version of asciicast it was written in. All times are seconds from its start. */
export interface Cast {
  readonly version: 2 | 3;
  readonly columns: number;
  readonly rows: number;
  readonly title: string | undefined;
  /** Unix time in seconds. */
  readonly recordedAt: number | undefined;
  /** In order of time; equal times keep the order of the file. */
  readonly events: readonly CastEvent[];
  /** Time of the last line of the file, as recorded: no gap is shortened. */
  readonly duration: number;
  /** Of the recorded session itself, where the file says it (`x` events of version 3). */
  readonly exitCode: number | undefined;
}

export type CastEvent = OutputEvent | ResizeEvent | MarkerEvent;

/** What the terminal received. */
export interface OutputEvent {
  readonly kind: 'output';
  readonly time: number;
  readonly data: string;
}

interface ResizeEvent {
  readonly kind: 'resize';
  readonly time: number;
  readonly columns: number;
  readonly rows: number;
}

/** A named moment: a command or a build step begins. */
export interface MarkerEvent {
  readonly kind: 'marker';
  readonly time: number;
  readonly label: string;
}

/** Why a file cannot be replayed. */
export interface CastProblem {
  /** Line of the file, from 1; undefined when it is about the whole. */
  readonly line: number | undefined;
  /** What is wrong, as a sentence. */
  readonly what: string;
  /** What to do about it, as a sentence. */
  readonly advice: string;
}

export type CastResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: CastProblem };

/** The problem in one line, for a page or a log. */
export function problemText(problem: CastProblem): string {
  const where = problem.line === undefined ? '' : `Line ${problem.line} of the recording: `;
  return `${where}${problem.what} ${problem.advice}`;
}
