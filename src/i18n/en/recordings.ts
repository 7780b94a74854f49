import { formatList } from '../format.ts';
import { plural } from '../plural.ts';

/** The page "Recordings", and the page with the recordings of each lesson. */

export const title = 'Recordings';
export const description =
  'How Belay records real Docker builds, what each recording says about itself, and the list of all of them.';
export const lede = (recorded: number, states: number): string =>
  `What the terminal of a lesson shows has happened: Docker built that Dockerfile on a real machine, and a recorder wrote down every byte of its output. ${recorded} of ${plural(states, { one: '#\u00a0state', other: '#\u00a0states' })} are recorded.`;

export const how = 'How they are made';
export const made = [
  'A lesson lists the commands to type. The recorder opens a terminal, types them and stores what comes back as an [asciicast](asciicast) file. Pauses stay in the file as they were; the player shortens long ones while it plays and says so.',
  'Your own Dockerfile is never built: there is no server that could. The panel picks the recording whose Dockerfile does what yours does. When none does exactly that, it picks the nearest and says in words what differs.',
];
export const says = 'What each one says about itself';
export const fields = [
  {
    name: 'Dockerfile and context',
    text: 'The sha256 of the Dockerfile and of every file that the build could see. A test compares them with the lesson, so a recording that no longer fits its Dockerfile cannot stay.',
  },
  {
    name: 'Commands and exit codes',
    text: 'Every line that was typed, how long it ran and the code that it ended with. Where the recorder adds an option, such as the place of a package mirror, the line that really ran stands there too.',
  },
  {
    name: 'Image and layers',
    text: 'The bytes that Docker reports for the whole image and for each layer, before compression. These are the numbers in the lessons.',
  },
  {
    name: 'Base image',
    text: 'The image that the build really started from, by its own name and digest. When it is another release than the Dockerfile asks for, the page says which one.',
  },
  {
    name: 'Package source',
    text: 'Where apk got its packages, when that was not the repository of the base image. Signatures are always checked.',
  },
  { name: 'Tools', text: 'Versions of Docker, BuildKit, the kernel and the recorder, and the architecture.' },
];

/** How far the forecast can be trusted. */
export const proofs = {
  title: 'How often the forecast is right',
  how: 'A lesson is graded by a forecast of what Docker would do. These Dockerfiles were built and started in real Docker, and their forecasts are held against that whenever this site is built. The forecast leaves a file undecided where it would have to guess.',
  group: 'Dockerfiles',
  proved: 'Built in Docker',
  undecided: 'Undecided',
  agreed: 'Right where decided',
  unproved: 'Could not be built here',
  groups: {
    lessons: 'Of the lessons',
    tuned: 'Generated or written by hand, known while the forecast was written',
    untuned: 'Generated afterwards, judged once',
  },
  ofProved: (proved: number, failing: number): string => `${proved}, of which ${failing} fail`,
  ofDecided: (agreed: number, decided: number): string => `${agreed} of ${decided}`,
  ofUnproved: (unproved: number): string => (unproved === 0 ? 'none' : String(unproved)),
  missing: 'What the others would have needed',
  packages: (names: readonly string[]): string => `Packages of Alpine: ${formatList(names)}.`,
  images: (names: readonly string[]): string => `Images: ${formatList(names)}.`,
  untuned:
    'The last row counts most: those files were drawn from a new seed, and judged once, before anything could be mended for them.',
};

/** What the lessons save. */
export const sizes = {
  heading: 'What the lessons save',
  lede: 'What the lesson’s Dockerfile adds to its base image, before and after.',
  lesson: 'Lesson',
  compared: 'Compared',
  before: 'Before',
  after: 'After',
};

export const all = 'All recordings';
/** The table of all recordings. */
export const table = {
  label: (lesson: string): string => `Recordings of ${lesson}`,
  state: 'State',
  base: 'Base image',
  image: 'Image',
  exitCode: 'Exit code',
  recorded: 'Recorded',
  insteadOf: (asked: string): string => `in place of ${asked}`,
  noImage: 'none built',
  tools: (docker: string, architecture: string): string => `Docker ${docker}, ${architecture}`,
  notRecorded: (command: string): string => `Not recorded yet: \`${command}\``,
};

/** The page of one lesson. */
export const ofLesson = {
  title: (lesson: string): string => `Recordings of “${lesson}”`,
  description: (lesson: string): string =>
    `What Docker said while it built each state of the lesson “${lesson}”, and where each recording comes from.`,
  lede: 'What Docker said while it built each state of this lesson, and where each recording comes from.',
  states: 'States',
};

/** What a recording says about where it comes from. */
export const facts = {
  note: 'Note',
  bases: (count: number): string => plural(count, { one: 'Base image', other: 'Base images' }),
  base: (
    used: string,
    release: string,
    asked: string | undefined,
    source: string,
    change: string | undefined,
  ): string =>
    `\`${used}\` (${release})${asked === undefined ? '' : ` in place of \`${asked}\``}. ${source}${change === undefined ? '' : `; ${change}`}`,
  packages: 'Packages',
  image: 'Image',
  sizes: (image: string, added: string): string => `${image}, of which the Dockerfile adds ${added}`,
  recorded: 'Recorded',
  when: (date: string, architecture: string, docker: string, buildkit: string, kernel: string): string =>
    `${date} on ${architecture}, with Docker ${docker} (BuildKit: ${buildkit}) on Linux ${kernel}`,
  context: 'Context',
  file: 'File',
  seconds: (count: number): string =>
    plural(count, { one: ', asciicast v2, # second', other: ', asciicast v2, # seconds' }),
};

export const output = (step: string): string => `Output of ${step}`;
/** Before a command line. */
export const runAs = 'Run as';
/** Before the command that records. */
export const notRecorded = (command: string): string => `Not recorded yet. It is recorded with \`${command}\``;

/** Where a recording comes from, in one line. */
export const provenance = (date: string, bases: readonly string[], docker: string, architecture: string): string =>
  `Recorded ${date}${bases.length === 0 ? '' : ` on ${formatList(bases)}`}, Docker ${docker}, ${architecture}`;
export const insteadOf = (used: string, asked: string): string => `${used} in place of ${asked}`;
