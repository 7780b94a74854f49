import { formatNumber } from '../format.ts';
import { plural } from '../plural.ts';

/** The front page. */

export const heading = 'Learn to write Dockerfiles on Alpine Linux';
export const lede =
  'For everybody who builds container images. You mend one Dockerfile in each lesson, graded while you type by what its image would be. The same checker reads the Dockerfiles that you have.';
export const promise = 'Free, no account. Everything runs in your browser.';

/** The hero: a Dockerfile to edit, recorded edits of it to choose from, and the layers of the image. */
export const demo = {
  title: 'What does this Dockerfile weigh?',
  hint: 'Change a line, or choose an edit. The picture follows.',
  choose: 'Choose an edit',
  reset: 'Reset',
  field: 'Dockerfile to edit',
  livePicture: 'Layers of the image: your own edit',
  working: 'Your own edit is being worked out …',
  live: 'Your own edit: worked out from its text, not built.',
  refused: 'The checker gave no answer for this text. The picture is of the text before it.',
  notLoaded: 'The checker did not load. Check the connection; the next key tries again.',
  note: (recorded: string): string =>
    `The images to choose from were built in Docker (${recorded}). [How they are recorded](recordings)`,
  code: (edit: string): string => `Dockerfile: ${edit}`,
  picture: (edit: string): string => `Layers of the image: ${edit}`,
  total: 'The image weighs',
  edits: {
    starter: {
      name: 'As it was',
      says: 'The build tools ship with the program.',
    },
    'deleted-later': {
      name: 'Delete the tools',
      says: 'A deletion in a later `RUN` gives nothing back: the layer below stays.',
    },
    solution: {
      name: 'Delete them in the same RUN',
      says: 'The tools are gone before the layer is stored.',
    },
  },
  lesson: 'Try it yourself in the lesson:',
};

export const ways = {
  heading: 'Three ways in',
  learn: {
    name: 'Learn',
    /** `extent` is `6 lessons, 58 minutes`. */
    text: (extent: string): string =>
      `${extent}, in order, each with one Dockerfile to mend. [See the track](track) or [find a lesson](lessons).`,
  },
  ci: {
    name: 'Use in CI',
    text: 'The checker as one file that needs Node and nothing else, for GitHub, GitLab, pre-commit and your terminal. [How to run it](ci)',
  },
  rules: {
    name: 'Rules',
    text: (count: number): string =>
      `${plural(count, { one: '# rule', other: '# rules' })}, each with its reason, when not to follow it, and examples that are tests. [All rules](rules)`,
  },
};

export const tracks = 'Tracks';

export const behind = {
  heading: 'What stands behind it',
  recorded: (count: number): string =>
    plural(count, {
      one: 'real build, recorded in a terminal with its sizes and exit codes. [Recordings](recordings)',
      other: 'real builds, recorded in a terminal with their sizes and exit codes. [Recordings](recordings)',
    }),
  proved: (count: number): string =>
    plural(count, {
      one: 'Dockerfile, built and started in Docker to test the checker’s forecast.',
      other: 'Dockerfiles, built and started in Docker to test the checker’s forecast.',
    }),
  agreed: (decided: number): string =>
    `times out of ${formatNumber(decided)} where the forecast decides, Docker did what it says. [The figures](recordings)`,
  servers: 'servers behind the pages. Your drafts, your progress and your Dockerfiles stay in your browser.',
};
