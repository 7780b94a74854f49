import type { Grade } from '../../checker/index.ts';
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
    return {
      state: exact.name,
      exact: true,
      because: 'Recorded from a Dockerfile that does the same as yours, layer by layer.',
    };
  }

  const ranked = candidates
    .filter((candidate) => candidate.recorded)
    .map((candidate) => ({
      candidate,
      equality: equalCriteria(learner.grade, candidate.grade),
      words: [...differences(candidate), ...otherFiles(learner, candidate)],
    }))
    .sort(
      (a, b) =>
        b.equality - a.equality || a.words.length - b.words.length || byPlace(a.candidate) - byPlace(b.candidate),
    );
  const best = ranked[0];
  if (best === undefined) return undefined;

  const unrecorded = equal[0];
  const words = best.words.slice(0, 2).join(' ') || 'Your file differs in a detail, so its own build may differ too.';
  const reason =
    unrecorded === undefined ? words : `Yours does the same as “${unrecorded.title}”, which is not recorded yet.`;
  return { state: best.candidate.name, exact: false, because: `The closest recording, not your file. ${reason}` };
}

function isSame(learner: Learner, candidate: Candidate): boolean {
  const sameDockerfile = learner.fingerprint === candidate.fingerprint || learner.text === candidate.dockerfile;
  return sameDockerfile && otherFiles(learner, candidate).length === 0;
}

/** Says which files beside the Dockerfile differ. A file that is not there and an empty one count as equal. */
function otherFiles(learner: Learner, candidate: Candidate): string[] {
  return Object.entries(learner.files)
    .filter(([path, text]) => path !== dockerfilePath && text.trimEnd() !== (candidate.files[path] ?? '').trimEnd())
    .map(([path]) => `Your \`${path}\` is not the recorded one.`);
}

/** How many criteria are met in both or in neither. */
function equalCriteria(a: Grade, b: Grade): number {
  const met = new Map(b.criteria.map((criterion) => [criterion.id, criterion.met]));
  return a.criteria.filter((criterion) => met.get(criterion.id) === criterion.met).length;
}

/** The starter first, then as listed. */
function byPlace(candidate: Candidate): number {
  return candidate.name === 'starter' ? 0 : 1;
}
