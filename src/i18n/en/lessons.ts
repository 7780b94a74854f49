import { plural } from '../plural.ts';

/** Lessons: their lists, their pages around the exercise, and what the components of the prose say by themselves. */

export const title = 'Lessons';
export const description = 'Every lesson of Belay: one idea each, one Dockerfile to mend, five to fifteen minutes.';
export const lede = 'One idea each, and one Dockerfile to mend. Take them in order, or open the one you need today.';
export const glossary = 'A word that you do not know? The [glossary](glossary) has it in a sentence or two.';
export const more = 'More';

/** `6 lessons, 50 minutes`, for a track. */
export const extent = (lessons: number, minutes: number): string =>
  `${plural(lessons, { one: '#\u00a0lesson', other: '#\u00a0lessons' })}, ${plural(minutes, { one: '#\u00a0minute', other: '#\u00a0minutes' })}`;
/** Before the names of the tracks that come before. */
export const comesAfter = 'Comes after';
/** At a lesson that is the test of its track. */
export const test = 'Test';
export const minutes = (count: number): string => plural(count, { one: '# minute', other: '# minutes' });
export const shortMinutes = (count: number): string => `${count} min`;

/** After the name of the track. */
export const placeInTrack = (place: number, count: number): string => `, lesson ${place} of ${count} · `;

/** The first screen of a lesson. */
export const goal = 'Your goal';
export const keep = 'What must stay:';
export const startEditing = 'Start editing';

/** In the head of a lesson's page. */
export const placeLabel = 'Place in the track';
export const shortPlace = (place: number, count: number): string => `${place} of ${count}`;
/** In the list of its lessons, which opens there. */
export const aboutTrack = 'About this track';
export const alsoIn = 'Also in';

/** Where the learner stands with a lesson. */
export const progress = { started: 'Started', passed: 'Passed' };
/** In the list of the track, where a place is kept for each. */
export const notBegun = 'Not begun';

export const pager = 'Lessons of the track';
export const previous = 'Previous';
export const next = 'Next';
export const endOfTrack = 'The end of the track';
export const sources = 'Sources';

/** The parts of a lesson's page. */
export const parts = 'Parts of the lesson';
export const tabs = { read: 'Read', edit: 'Edit', image: 'Image', build: 'Build' };
/** What stands below the editor. */
export const panelsLabel = 'Below the editor';
export const panels = { image: 'Image', build: 'Build', changes: 'Changes' };
export const skipToEditor = 'Skip to the editor';
export const skipToBuild = 'Skip to the recorded build';
export const splitRead = 'Width of the text';
export const splitEditor = 'Height of the editor';
export const exercise = 'Exercise';
export const recordedBuild = 'Recorded build';
/** Stands here, and not with the replay, because it is said when that has not come. */
export const recordingsNotLoaded = 'The recordings did not load. Check the connection and try again.';

export const aside = { note: 'Note', warning: 'Warning' };
export const notRecorded = 'not recorded yet';
export const bytes = (count: string): string => `${count} bytes`;
export const larger = 'larger';
export const smaller = 'smaller';
export const changes = (file: string, from: string, to: string): string => `${file}: from ${from} to ${to}`;
export const source = (state: string, file: string): string => `${state}: ${file}`;
export const recording = (state: string): string => `Recording: ${state}`;
export const recordedOn = (bases: string): string => `, recorded on ${bases}`;
/** Above code that is shown as wrong: which rules find something in it, or what is printed where it stops. */
export const bad = {
  title: 'Not like this.',
  finds: 'What the checker finds:',
  prints: 'It stops with',
};
/** In `npm run dev` alone. */
export const forAuthor = 'For its author: what its goals, mutants and answers do';
export const solutionAgain = 'Try a change of your own first, or press again.';
export const showSolution = 'Show the solution, with a reason for each change';

/** The section "In review". */
export const review = {
  copy: 'Copy with the link',
  copied: 'Copied.',
  notCopied: 'The browser does not allow copying. Select the text above.',
};
