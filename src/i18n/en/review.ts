import { plural } from '../plural.ts';

/** The page that asks questions of lessons that were passed, and what leads to it. */

export const title = 'Review';
export const description =
  'One question for each lesson that you have passed. They come back after days and weeks, so that what you learned stays.';
/** `days` is `1, 3, 7, 21 and 60`. */
export const lede = (days: string): string =>
  `One question for each lesson that you have passed. It comes back after ${days} days. Answer from memory, without looking it up: that is what makes a fact stay.`;

export const current = 'Your questions';
export const all = 'All questions';
export const allNote = 'With their answers, to read at any time. Opening one changes nothing.';
/** Before the name of the lesson. */
export const from = 'From the lesson';

/** Before the reason of an answer. */
export const verdict = { right: 'Right.', wrong: 'Not right.' };

export const place = (place: number, count: number): string => `Question ${place} of ${count}`;
export const several = 'More than one answer is right. Choose all of them.';
export const check = 'Check';
export const next = 'Next question';
export const finish = 'Finish';
export const lesson = 'Read the lesson again';
export const chooseFirst = 'Choose an answer first.';

const when = (days: number): string => plural(days, { one: 'tomorrow', other: 'in # days' });

/** After an answer; without days the question does not come back. */
export const right = (days: number | undefined): string =>
  days === undefined
    ? 'Right. You have known it each time: this question does not come back.'
    : `Right. This question comes back ${when(days)}.`;
export const wrong = (days: number): string =>
  `Not right. The reasons stand below each answer. This question comes back ${when(days)}.`;

/** When there is nothing to ask. */
export const nothingPassed =
  'Nothing to review yet. Pass a lesson, and its question comes here a day later. [To the lessons](lessons)';
export const nothingDue = (days: number): string => `Nothing is due. The next question comes ${when(days)}.`;
export const nothingLeft = 'Nothing is due, and no question is left: you have answered each of them on every date.';
export const notKept =
  'This browser does not keep your answers: when you leave the page, the questions are as they were.';

/** What leads here from other pages, shown when something is due. */
export const due = 'Questions from lessons that you passed are due. [Review them](review)';
