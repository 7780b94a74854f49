import { plural } from '../plural.ts';

/** The way through a track: going on with it, and its end. */

const minutes = (count: number): string => plural(count, { one: '#\u00a0minute', other: '#\u00a0minutes' });

/** What the learner goes on with. Before the title of the lesson. */
export const start = 'Start with';
export const goOn = 'Continue';
export const finished = 'You have passed every lesson';
export const toTheEnd = 'What you can do now, and your record';
export const left = (passed: number, count: number, time: number): string =>
  `${passed} of ${count} passed, ${minutes(time)} left`;
export const passedAll = (count: number): string => `${count} of ${count} passed`;

export const endLink = 'Where it ends';
export const endNote = 'What you can do then, and a record to keep';

/** The page at the end of a track. */
export const end = {
  title: (track: string): string => `The end of ${track}`,
  description: (track: string): string =>
    `What you can do after the track ${track}, a record of completion to keep, and what comes next.`,
  lede: 'What each lesson leaves you with. What you have not passed yet is marked.',
  can: 'What you can do now',
  notYet: 'Not passed yet',
  next: 'What comes next',
  ways: {
    review: {
      name: 'Keep it',
      text: 'One question for each lesson comes back after days and weeks. [Review](review)',
    },
    exercise: {
      name: 'Try it on a whole Dockerfile',
      text: 'Read a change as a reviewer would, and mark what you would comment on. [Review a change](exercise)',
    },
    ci: {
      name: 'Use it at work',
      text: 'The rules behind the lessons run on your own Dockerfiles, at your terminal and in every pull request. [Use in CI](ci)',
    },
  },
};

/** The record of completion. */
export const record = {
  heading: 'Your record',
  noScript: 'The record is made by a script in your browser, out of what it has kept of your lessons.',
  open: (left: number): string =>
    plural(left, {
      one: 'The record is here as soon as you have passed the one lesson that is left.',
      other: 'The record is here as soon as you have passed the # lessons that are left.',
    }),
  name: 'Your name on it',
  nameNote: 'It stays on this page: nothing is sent, and nothing is kept when you leave.',
  print: 'Print',
  saveText: 'Save as text',
  saveSvg: 'Save as SVG',
  saved: (file: string): string => `Saved ${file}.`,

  /** On the record itself. */
  title: 'Record of completion',
  of: (track: string): string => `Track: ${track}`,
  by: 'Completed by',
  nobody: '…',
  lesson: 'Lesson',
  passedOn: 'Passed on',
  noDate: 'date not kept',
  on: (date: string): string => `Completed on ${date}`,
  honest: 'Made in the learner’s browser, out of its own notes. Nobody has checked who sat there.',
};
