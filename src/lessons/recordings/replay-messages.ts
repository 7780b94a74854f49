import * as words from '../../i18n/en/replay.ts';
import { clockText, type Step, type Timeline } from '../../player/index.ts';
import { exitText } from './exit-text.ts';

/** A step's label in one line, without BuildKit's count: `[2/4] RUN apk add` is `RUN apk add`. */
export function shortLabel(step: Step): string {
  const label = step.kind === 'build' ? step.label.replace(/^\[[^\]]*\] /, '') : step.label;
  return label.replace(/\s+/g, ' ');
}

/** BuildKit's count, `[2/4]` or `[builder 2/4]`. Undefined for commands. */
export function stepCount(step: Step): string | undefined {
  return step.kind === 'build' ? /^\[[^\]]*\]/.exec(step.label)?.[0] : undefined;
}

/** `Step 3 of 7: RUN apk add` */
export function stepWords(step: Step, { steps }: Timeline): string {
  return words.step(step.number, steps.length, shortLabel(step));
}

/** What the slider says: `0:12 of 0:34, step 3 of 7: RUN apk add`. */
export function positionWords(position: number, duration: number, step: Step | undefined, timeline: Timeline): string {
  const place = words.place(clockText(position), clockText(duration));
  return step === undefined ? place : words.placeAndStep(place, step.number, timeline.steps.length, shortLabel(step));
}

/**
 * `Finished, exit code 137: killed by SIGKILL (128 + 9)`. The code is that of the last command; an earlier command
 * that failed is named as well.
 */
export function finishedWords({ exitCode, steps }: Timeline): string {
  if (exitCode === undefined) return words.finished;
  const failed = steps.find((step) => step.kind === 'command' && step.outcome === 'failed');
  if (exitCode !== 0 || failed?.exitCode === undefined) return words.finishedWith(exitText(exitCode));
  return words.finishedThough(failed.number, exitText(failed.exitCode));
}

/** Whether everything went well in the end, for the colour of these words. */
export function finishedOutcome({ exitCode, steps }: Timeline): 'done' | 'failed' | 'mixed' {
  if (exitCode !== undefined && exitCode !== 0) return 'failed';
  return exitCode === undefined || steps.some((step) => step.outcome === 'failed') ? 'mixed' : 'done';
}

/** How a step ended, in a word or two; undefined when that is not known or goes without saying. */
export function outcomeWords({ kind, outcome, exitCode }: Step): string | undefined {
  if (exitCode !== undefined) return kind === 'command' ? words.commandOutcome(exitCode) : words.stepOutcome(exitCode);
  if (outcome === 'failed') return words.failed;
  return outcome === 'cached' ? words.cached : undefined;
}

/** Says what the setting for pauses does to this recording. `cap` of 0 is none. Seconds. */
export function pausesWords(cap: number, recorded: number, played: number): string {
  if (cap === 0) return words.pausesWhole;
  if (recorded - played < 0.5) return words.pausesShort;
  return words.pausesCut(clockText(recorded));
}
