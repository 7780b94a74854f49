import type { Difference, Grade } from '../../checker/index.ts';
import * as words from '../../i18n/en/replay.ts';
import { dockerfilePath } from '../content/exercise-files.ts';

/** What the learner has, as `<lesson-workbench>` tells it. */
export interface Learner {
  readonly text: string;
  /** The files that the learner may edit, the Dockerfile among them. */
  readonly files: Readonly<Record<string, string>>;
  readonly grade: Grade;
  readonly fingerprint: string;
}

/** A state of the lesson, understood by the checker in the same way as the learner's file. */
export interface Candidate {
  readonly name: string;
  readonly title: string;
  readonly dockerfile: string;
  /** The other files of its build context. */
  readonly files: Readonly<Record<string, string>>;
  readonly grade: Grade;
  readonly fingerprint: string;
  /** Whether there is a recording of it. */
  readonly recorded: boolean;
}

/**
 * How a recording fits: it is the learner's own build; a near one that differs in a detail; one that differs in what is
 * built or started; or none fits, because the learner's file would not come as far as the recording does.
 */
export type Fit = 'same' | 'near' | 'differs' | 'stops';

export interface RecordingPick {
  /** Name of the state whose recording is to be shown, or with `stops` may be shown as the nearest one. */
  readonly state: string;
  /** The learner's file does the same in the same layers as the recorded one. */
  readonly exact: boolean;
  readonly fit: Fit;
  /** Why this one, the most telling difference first; never claims that their file was run. May hold `code`. */
  readonly because: string;
}

/**
 * Picks the recording that fits what the learner wrote: the one whose model is equal, else the one with the most
 * equal grade. Of several, the one with the fewest differences, and then the starter.
 * @param differences what sets a candidate apart from the learner's file, most telling first.
 * @returns undefined when nothing is recorded.
 */
export function pickRecording(
  learner: Learner,
  candidates: readonly Candidate[],
  differences: (candidate: Candidate) => readonly Difference[],
): RecordingPick | undefined {
  const equal = candidates.filter((candidate) => isSame(learner, candidate));
  const exact = equal.find((candidate) => candidate.recorded);
  if (exact !== undefined) {
    return { state: exact.name, exact: true, fit: 'same', because: words.same };
  }

  const ranked = candidates
    .filter((candidate) => candidate.recorded)
    .map((candidate) => ({
      candidate,
      equality: equalCriteria(learner.grade, candidate.grade),
      differing: [...differences(candidate), ...otherFiles(learner, candidate)],
    }))
    .sort(
      (a, b) =>
        b.equality - a.equality ||
        a.differing.length - b.differing.length ||
        byPlace(a.candidate) - byPlace(b.candidate),
    );
  const best = ranked[0];
  if (best === undefined) return undefined;
  const picked = { state: best.candidate.name, exact: false } as const;

  const stops = stopOf(learner.grade, best.candidate.grade);
  if (stops !== undefined) return { ...picked, fit: 'stops', because: words.wouldStop(stops) };

  const [unrecorded] = equal;
  if (unrecorded !== undefined) {
    return { ...picked, fit: 'differs', because: words.notYours(words.sameAsUnrecorded(unrecorded.title)) };
  }
  const says = (some: readonly Difference[]): string =>
    some
      .slice(0, 2)
      .map((each) => each.says)
      .join(' ');
  const material = best.differing.filter((each) => each.material);
  if (material.length > 0) return { ...picked, fit: 'differs', because: words.notYours(says(material)) };
  return { ...picked, fit: 'near', because: words.closest(says(best.differing) || words.differsSomehow) };
}

function isSame(learner: Learner, candidate: Candidate): boolean {
  const sameDockerfile = learner.fingerprint === candidate.fingerprint || learner.text === candidate.dockerfile;
  return sameDockerfile && otherFiles(learner, candidate).length === 0;
}

/** Says which files beside the Dockerfile differ. A file that is not there and an empty one count as equal. */
function otherFiles(learner: Learner, candidate: Candidate): Difference[] {
  return Object.entries(learner.files)
    .filter(([path, text]) => path !== dockerfilePath && text.trimEnd() !== (candidate.files[path] ?? '').trimEnd())
    .map(([path]) => ({ says: words.otherFile(path), material: true }));
}

/**
 * Why the learner's own file would not get as far as the recorded one; undefined when it would, when nobody knows, or when
 * the recorded one stops in the same way.
 */
function stopOf({ criteria }: Grade, recorded: Grade): string | undefined {
  const stop = criteria.find(({ id, state }) => (id === 'builds' || id === 'starts') && state === 'unmet');
  const theirs = recorded.criteria.find(({ id }) => id === stop?.id);
  return theirs?.state === 'unmet' && theirs.message === stop?.message ? undefined : stop?.message;
}

/** How many criteria are in the same state in both. */
function equalCriteria(a: Grade, b: Grade): number {
  const states = new Map(b.criteria.map((criterion) => [criterion.id, criterion.state]));
  return a.criteria.filter((criterion) => states.get(criterion.id) === criterion.state).length;
}

/** The starter first, then as listed. */
function byPlace(candidate: Candidate): number {
  return candidate.name === 'starter' ? 0 : 1;
}
