import { plural } from '../plural.ts';

/** The panel that replays recorded builds: what stands in it and what it says. */

export const heading = 'Recorded builds';
export const lede =
  'Real builds, recorded in a terminal and replayed here. Nothing runs in your browser. [How they are made](recordings)';

/** Which recording, and why. */
export const states = 'Recording of';
export const fitting = (state: string): string => `What fits your file (now: ${state})`;
export const fittingNone = 'What fits your file (now: none)';
export const notRecorded = (state: string): string => `${state} (not recorded yet)`;
export const unknown = 'Edit the Dockerfile: the recording that fits it best is then shown here.';
/** @param reason what sets it apart from the learner's file, where that is known. */
export const chosen = (reason: string): string => `You chose this recording. ${reason}`.trimEnd();
export const closer = 'Another recording is closer to your file:';
export const showCloser = 'Show it';
export const noneFits = 'Nothing that was recorded shows your build.';
export const showNearest = (state: string): string => `Show the nearest recording: ${state}`;
/** @param why `wouldStop` */
export const nearest = (why: string): string => `The nearest recording, not your build. ${why}`;
export const notTheFitting = 'It is not the one that fits your file best.';

export const same = 'The recorded Dockerfile does the same as yours, layer by layer.';
/** @param stops why the learner's file stops, as a sentence: "The build stops at line 4: …" */
export const wouldStop = (stops: string): string => `No recording fits your file. ${stops}`;
export const notYours = (reason: string): string => `Not your build. ${reason}`;
export const closest = (reason: string): string => `The nearest recording. ${reason}`;
export const differsSomehow = 'Your file differs in a detail, so its own build may differ too.';
export const sameAsUnrecorded = (state: string): string =>
  `Yours does the same as “${state}”, which is not recorded yet.`;
export const otherFile = (path: string): string => `Your \`${path}\` is not the recorded one.`;

/** The terminal and what stands in its place. */
export const terminal = 'Terminal with the recorded build. Its text is in the transcript below it.';
export const tryAgain = 'Try again';
export const recordingNotLoaded = 'The recording did not load. Check the connection and try again.';
export const recordingRefused = (status: number): string => `The recording did not load (${status}). Try again later.`;
export const terminalNotLoaded = 'The terminal did not load. The transcript below holds the whole recording.';

/** Controls. */
export const previousStep = 'Previous step';
export const nextStep = 'Next step';
export const play = 'Play';
export const playFromStart = 'Play from the start';
export const pause = 'Pause';
export const playing = 'Playing';
export const position = 'Position in the recording';
export const speed = 'Speed';
export const times = (speed: string): string => `${speed}×`;
export const fullScreen = 'Full screen';
export const steps = 'Steps';
export const linkToStep = (number: number): string => `Copy a link to step ${number}`;

export const searchLabel = 'Search in the recording';
export const search = 'Search';
export const previousMatch = 'Previous match';
export const nextMatch = 'Next match';
export const noMatch = 'No match';
export const matchOf = (number: number, count: number): string => `${number} of ${count}`;
export const matchAt = (number: number, count: number, step: number): string =>
  `Match ${number} of ${count}, step ${step}`;

export const raw = 'Raw output';
export const rawNote = 'with digests and BuildKit’s own steps';
export const showSteps = 'Steps';

export const copyAll = 'Copy all';
export const copySelection = 'Copy selection';
export const copyLink = 'Copy link to this moment';
export const copiedAll = 'Copied the whole transcript';
export const copiedSelection = 'Copied the selection';
export const copiedLink = 'Copied a link to this moment';
export const nothingSelected = 'Nothing is selected';
export const notCopied = 'The browser did not allow copying. Select the text in the transcript.';

export const pauses = 'Pauses';
export const pausesAtMost = (seconds: string): string => `at most ${seconds} s`;
export const pausesAsRecorded = 'as recorded';
export const pausesWhole = 'Every pause is as long as it was.';
export const pausesShort = 'No pause of this recording is longer.';
export const pausesCut = (recorded: string): string =>
  `Longer ones are shortened here; the recording took ${recorded}.`;

/** Where the replay stands. */
export const step = (number: number, count: number, label: string): string => `Step ${number} of ${count}: ${label}`;
export const place = (at: string, duration: string): string => `${at} of ${duration}`;
export const placeAndStep = (place: string, number: number, count: number, label: string): string =>
  `${place}, step ${number} of ${count}: ${label}`;

/** How it ended; `exit` is {@link exitCode}. */
export const finished = 'Finished';
export const finishedWith = (exit: string): string => `Finished, ${exit}`;
export const finishedThough = (step: number, exit: string): string =>
  `Finished, exit code 0. Step ${step} ended with ${exit}`;
export const commandOutcome = (code: number): string => `exit ${code}`;
export const stepOutcome = (code: number): string => `failed, exit ${code}`;
export const failed = 'failed';
export const cached = 'cached';

export const exitCode = (code: number, meaning: string): string => `exit code ${code}: ${meaning}`;
/** Codes that `docker run` and the shell give a meaning; {@link failed} for the others. */
export const exitMeanings: Readonly<Record<number, string>> = {
  0: 'success',
  2: 'failed, often wrong usage',
  125: 'Docker itself could not run it',
  126: 'found, but it cannot be executed',
  127: 'the command, or a library that it needs, was not found',
};
export const endedBy = (signal: string, number: number): string => `ended by ${signal} (128 + ${number})`;
export const killedBy = (signal: string, number: number): string => `killed by ${signal} (128 + ${number})`;

/** The record of a state below the player. */
export const allSucceeded = 'Every command ended with exit code 0: success.';
export const transcript = 'Transcript';
export const transcriptElsewhere = 'Read the transcript on the page of all recordings';
export const moreLines = (count: number): string => plural(count, { one: '# more line', other: '# more lines' });

/** What the layers weigh. */
export const layers = {
  heading: 'What the layers weigh',
  note: 'Unpacked, as Docker counts them. All bars have the same scale.',
  layer: 'Layer',
  size: 'Size',
  shown: 'in the terminal',
  weight: (layer: string, size: string): string => `${layer}: ${size}`,
  base: 'Base image',
  baseNamed: (name: string): string => `Base image ${name}`,
  same: 'the same size as the starter',
  less: (size: string): string => `${size} less than the starter`,
  more: (size: string): string => `${size} more than the starter`,
};
