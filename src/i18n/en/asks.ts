import { plural } from '../plural.ts';

/** The small exercises in the prose of a lesson, and the review at the end of a track. */

/** What is to be done, above the question. */
export const kinds = {
  predict: 'What do you expect?',
  choose: 'Which one would you take?',
  order: 'Put the lines in order',
  review: 'Review a change',
};
export const notLoaded = 'This exercise did not load, so its answer stands here to be read.';

/** The form `predict`. Its recorded values are sentences. */
export const predict = {
  show: 'Show what happened',
  happened: 'What happened',
  size: (bytes: string): string => `Recorded: the image has ${bytes}.`,
  layer: (instruction: string, bytes: string): string => `Recorded: the layer of \`${instruction}\` adds ${bytes}.`,
  exit: (command: string, code: number): string => `Recorded: \`${command}\` ends with exit code ${code}.`,
  seconds: (command: string, count: string): string => `Recorded: \`${command}\` took ${count} seconds.`,
  summary: 'Is it so?',
  where: 'See it in the recording',
  right: 'As you expected.',
  wrong: 'It came out differently.',
  open: 'You made no guess; that is fine.',
  thisOne: 'This is what happened',
  notThis: 'This did not happen',
};

/** The form `predict` where nothing is recorded: what the checker works out from the file. */
const exitCode = (code: number | undefined): string => (code === undefined ? '' : `, with exit code ${code}`);
export const foretold = {
  builds: 'Worked out from the file: it builds.',
  stops: (line: number, prints: string, code: number | undefined): string =>
    `Worked out from the file: the build stops at line ${line}${exitCode(code)}, and prints \`${prints}\`.`,
  starts: 'Worked out from the file: it builds, and the container starts.',
  doesNotStart: (prints: string, code: number | undefined): string =>
    `Worked out from the file: it builds, and the container does not start${exitCode(code)}. It prints \`${prints}\`.`,
};

/** The form `choose`. */
export const choose = {
  show: 'Show the reasons',
  summary: 'Does it fit?',
  fits: { yes: 'Fits', 'with care': 'Works, with care', no: 'Does not fit' },
  /** Of a pick, by how it looks. */
  picked: { good: 'Your pick fits.', warn: 'Your pick works, with care.', bad: 'Your pick does not fit.' },
  open: 'You picked none; here are the reasons.',
};
export const yourPick = 'your pick';

/** The form `order`. */
export const order = {
  dockerfile: 'Your Dockerfile',
  empty: 'Empty so far. Put lines in from the list below.',
  lines: 'Lines to choose from, some of them wrong',
  allUsed: 'All lines are in use.',
  help: 'Drag a line by its dots. Arrow keys move a line, too, while one of its buttons has the focus.',
  up: (line: string): string => `Move up: ${line}`,
  down: (line: string): string => `Move down: ${line}`,
  putIn: (line: string): string => `Put in: ${line}`,
  takeOut: (line: string): string => `Take out: ${line}`,
  check: 'Check it',
  checking: 'Checking …',
  answer: 'An order that passes, and why the other lines are wrong',
  moved: (line: string, place: number, count: number): string => `${line}: now line ${place} of ${count}.`,
  added: (line: string, count: number): string => `${line}: put in as line ${count}.`,
  removed: (line: string): string => `${line}: taken out.`,
  passed: 'This Dockerfile passes. Now write it yourself in the exercise.',
  notYet: 'Not yet. What the checker says:',
  nothing: 'Put lines in first.',
  unsure: 'The checker gave no answer for these lines. Change something and check again.',
  missing: 'The checker did not load. Check the connection and press “Check it” again.',
};

/** The form `review`. */
export const review = {
  title: (track: string): string => `Review a change: ${track}`,
  description: (track: string): string =>
    `The end of the track ${track}: a change to a Dockerfile. Mark the lines that you would comment on, then compare with what the checker finds.`,
  change: (title: string): string => `The change: ${title}`,
  lede: 'Read it as you would a colleague’s pull request. A checker has read it, too.',
  added: (line: number): string => `Line ${line}, added`,
  removed: (line: number): string => `Old line ${line}, removed`,
  same: (line: number): string => `Line ${line}`,
  toMark: 'Mark the lines that you would comment on. Arrow keys go from line to line, Space marks.',
  compare: 'Compare with the checker',
  marked: (count: number): string => plural(count, { one: '# line marked', other: '# lines marked' }),
  findings: (count: number): string =>
    plural(count, { one: 'The # thing that the checker finds', other: 'The # things that the checker finds' }),
  result: (hit: number, all: number): string => `You saw ${hit} of ${all}.`,
  hit: 'Seen',
  missed: 'Missed',
  invented: 'Lines that you marked and the checker has nothing against',
  inventedWhy:
    'That does not make you wrong: a checker knows no taste and no plans. Would your comment help the author?',
  place: (severity: string, line: number | undefined): string =>
    line === undefined ? severity : `${severity}, line ${line}`,
};
