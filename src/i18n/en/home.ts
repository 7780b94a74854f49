import { plural } from '../plural.ts';

/** The front page. */

export const heading = 'Write Dockerfiles for Alpine that hold';
export const lede =
  'Each lesson gives you a Dockerfile with a fault. You mend it in the page. A checker reads every keystroke and says which line is wrong and why, and a terminal replays the real build.';
export const start = 'Start the first lesson';
export const cost = (minutes: number): string =>
  plural(minutes, { one: '# minute, no account', other: '# minutes, no account' });
export const starter = (lesson: string): string => `Where “${lesson}” starts, and what the checker says about it`;

export const how = 'How it works';
export const facts = [
  {
    name: 'It reads what your file does',
    text: 'The checker follows packages, files, users and stages through every `RUN`. It does not compare your text with a solution, so any right answer passes. [All rules](rules)',
  },
  {
    name: 'The builds are real',
    text: 'Each recording comes from Docker on a real machine and says when, with which base image and which versions. [How they are made](recordings)',
  },
  {
    name: 'It runs in your browser alone',
    text: 'There is no server behind the pages. Your draft and your progress stay in this browser, and nobody is counting. [All lessons](lessons)',
  },
];

/** What the lessons save, from recordings. */
export const sizes = {
  heading: 'What it saves',
  lede: 'What the lesson’s Dockerfile adds to its base image, before and after. [Measured in the recordings](recordings).',
  lesson: 'Lesson',
  compared: 'Compared',
  before: 'Before',
  after: 'After',
};
