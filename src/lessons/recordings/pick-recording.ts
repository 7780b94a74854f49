import type { Grade } from '../../checker/index.ts';
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

export interface RecordingPick {
  /** Name of the state whose recording is to be shown. */
  readonly state: string;
  /** The learner's file does the same in the same layers as the recorded one. */
  readonly exact: boolean;
  /** Why this one, in one or two sentences for the learner; never claims that their file was run. May hold `code`. */
  readonly because: string;
}

/**
 * Picks the recording that fits what the learner wrote: the one whose model is equal, else the one with the most
 * equal grade. Of several, the one with the fewest differences, and then the starter.
 * @param differences what sets a candidate apart from the learner's file, as sentences, most telling first.
 * @returns undefined when nothing is recorded.
 */
export function pickRecording(
  learner: Learner,
  candidates: readonly Candidate[],
  differences: (candidate: Candidate) => readonly string[],
): RecordingPick | undefined {
  const equal = candidates.filter((candidate) => isSame(learner, candidate));
  const exact = equal.find((candidate) => candidate.recorded);
  if (exact !== undefined) {
    return { state: exact.name, exact: true, because: words.same };
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

  const unrecorded = equal[0];
  const reason =
    unrecorded === undefined
      ? best.differing.slice(0, 2).join(' ') || words.differsSomehow
      : words.sameAsUnrecorded(unrecorded.title);
  const stops = stopOf(learner.grade);
  // Of a file that stops it goes without saying that it differs somehow.
  const more = reason === words.differsSomehow ? '' : reason;
  const because = stops === undefined ? words.closest(reason) : words.closestToStopped(stops, more).trimEnd();
  return { state: best.candidate.name, exact: false, because };
}

function isSame(learner: Learner, candidate: Candidate): boolean {
  const sameDockerfile = learner.fingerprint === candidate.fingerprint || learner.text === candidate.dockerfile;
  return sameDockerfile && otherFiles(learner, candidate).length === 0;
}

/** Says which files beside the Dockerfile differ. A file that is not there and an empty one count as equal. */
function otherFiles(learner: Learner, candidate: Candidate): string[] {
  return Object.entries(learner.files)
    .filter(([path, text]) => path !== dockerfilePath && text.trimEnd() !== (candidate.files[path] ?? '').trimEnd())
    .map(([path]) => words.otherFile(path));
}

/** Why the learner's own file would not get as far as a running container; undefined when it would, or nobody knows. */
function stopOf({ criteria }: Grade): string | undefined {
  return criteria.find(({ id, state }) => (id === 'builds' || id === 'starts') && state === 'unmet')?.message;
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
