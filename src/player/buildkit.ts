import type { TranscriptLine } from './transcript.ts';

/** Understanding what `docker build` prints: BuildKit with `--progress=plain`, and the builder before it. */

/** `#7 [builder 2/4] RUN apk add …`; what BuildKit does for itself (`[internal] …`) has no `2/4`. */
const stepLine = /^#(\d+) (\[(?:[^\]]+ )?\d+\/\d+\] .*\S)$/;
/** The end of a build, which is a step of its own for a reader. */
export const exportLabel = 'exporting to image';
const exportLine = /^#(\d+) (exporting to image)$/;
/** `Step 2/4 : RUN apk add …` */
const oldStepLine = /^Step (\d+)\/(\d+) : (.*\S)$/;
/** `$ docker build .`, `user@host:/src$ ls`, and the prompts of root in Alpine: `/ # ls`, `~ # ls`. */
const promptLine = /^(?:[\w.@~:/-]*\$|(?:\/[\w./-]*|~) #) (\S.*)$/;
const stepLabel = /^\[(?:[^\]]+ )?\d+\/\d+\] /;

/** True for the name of a build step: `[2/4] RUN apk add …`. */
export function isStepLabel(label: string): boolean {
  return stepLabel.test(label) || label === exportLabel;
}

/** The build step that begins on a line: its number in BuildKit's output and its label. */
export function stepOnLine(text: string): { readonly id: string; readonly label: string } | undefined {
  const step = stepLine.exec(text) ?? exportLine.exec(text);
  if (step?.[1] !== undefined && step[2] !== undefined) return { id: step[1], label: step[2] };
  const old = oldStepLine.exec(text);
  if (old?.[1] === undefined || old[2] === undefined || old[3] === undefined) return undefined;
  return { id: `old ${old[1]}`, label: `[${old[1]}/${old[2]}] ${old[3]}` };
}

/** The command that was typed on a line, without its prompt. */
export function commandOnLine(text: string): string | undefined {
  return promptLine.exec(text)?.[1];
}

export type Outcome = 'done' | 'cached' | 'failed' | 'unknown';

/** What became of a build step, and the exit code of its command where BuildKit says it. */
export interface StepResult {
  readonly outcome: Outcome;
  readonly exitCode: number | undefined;
}

/**
 * How the steps of one build ended, by BuildKit's number. `lines` are those of one command: the next one counts
 * from 1 again. Lines of several steps may alternate.
 */
export function stepResults(lines: readonly TranscriptLine[]): Map<string, StepResult> {
  const results = new Map<string, StepResult>();
  for (const { text } of lines) {
    const match = /^#(\d+) (DONE |CACHED$|ERROR:|CANCELED)(.*)$/.exec(text);
    if (match?.[1] === undefined || results.has(match[1])) continue;
    const outcome = match[2] === 'DONE ' ? 'done' : match[2] === 'CACHED' ? 'cached' : 'failed';
    const code = outcome === 'failed' ? /exit code: (\d{1,3})\b/.exec(match[3] ?? '')?.[1] : undefined;
    results.set(match[1], { outcome, exitCode: code === undefined ? undefined : Number(code) });
  }
  return results;
}
