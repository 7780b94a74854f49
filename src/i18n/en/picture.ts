import { plural } from '../plural.ts';

/** The picture of the image: what stands in it. `code` is set as such. */

export const heading = 'Picture of the image';
export const views = {
  layers: 'Layers',
  stages: 'Stages',
  loader: 'Loader',
  processes: 'Processes',
  time: 'Time',
  cache: 'Cache',
};
export const caption = (view: string, state: string): string =>
  `${view} of “${state}”, as forecast from its Dockerfile.`;
export const notYet = 'This is drawn as soon as the checker has read your file.';
export const line = 'Line';
export const noStage = 'There is no FROM yet, so there is no image to draw.';

/** Bytes. */
export const kinds = { recorded: 'recorded', index: 'package index', file: 'files', unknown: 'not known' };
export const settings = 'settings';
export const unknownBytes = '?';
export const atLeast = (bytes: string): string => `≥ ${bytes}`;
export const kindNotes = {
  recorded: (on: string): string => `Recorded: measured in a real build on ${on}.`,
  index: 'Package index: what the files of the packages take, as Alpine counts them.',
  file: 'Files: as long as the files of the build context are.',
  unknown: 'Not known: nobody has measured that layer.',
};
export const legend = {
  base: 'base',
  packages: 'packages',
  files: 'copied files',
  other: 'what a command made',
  hidden: 'in the image, but hidden',
  empty: 'a layer that holds nothing',
  unknown: 'size not known',
};

/** What a step does. */
export const fails = (prints: string, exit: number | undefined): string =>
  exit === undefined
    ? `The build stops here: \`${prints}\``
    : `The build stops here: \`${prints}\` (exit code ${exit})`;
export const notRun = 'not reached';
export const notBuilt = 'not built';
export const hides = (line: number, bytes: string | undefined): string =>
  bytes === undefined
    ? `hides a part of line ${line}, gives 0 B back`
    : `hides ${bytes} of line ${line}, gives 0 B back`;
export const hiddenAll = (line: number): string => `hidden by line ${line}, and still pulled`;
export const hiddenPart = (line: number, bytes: string | undefined): string =>
  bytes === undefined
    ? `line ${line} hides a part of it, which is still pulled`
    : `line ${line} hides ${bytes} of it, still pulled`;
export const brought = (asked: string, count: number): string =>
  `${asked} and ${plural(count, { one: '# package that they need', other: '# packages that they need' })}`;
export const broughtAll = (asked: string, names: string): string => `${asked}; they bring ${names}`;
export const moreNames = (count: number): string => plural(count, { one: '# more', other: '# more' });
export const removed = (names: string): string => `removes ${names}`;
export const passing = (names: string): string => `${names}: come and go within this layer`;
export const copied = (from: string): string => `from ${from}`;
export const user = (name: string): string => `as ${name}`;
export const userFromHere = (name: string): string => `from here on as ${name}`;

/** Below the layers. */
export const total = (bytes: string): string => `${bytes} in the image`;
export const totalHidden = (bytes: string): string =>
  `${bytes} of it hidden: nobody can reach it, everybody who pulls the image loads it`;
export const totalOpen = (count: number): string =>
  plural(count, { one: 'and # layer whose size is not known', other: 'and # layers whose size is not known' });
export const stops = (line: number): string => `The build stops at line ${line}: there is no image.`;
export const more = (count: number): string =>
  plural(count, { one: 'and # step that is not drawn', other: 'and # steps that are not drawn' });

/** Stages. */
export const theImage = 'the image';
export const stageNumber = (number: number): string => `stage ${number}`;
export const roles = { target: 'this is the image', needed: 'stays behind', unused: 'is not built' };
export const stays = (bytes: string): string => `${bytes} stay behind`;
export const carries = (what: string, line: number): string => `→ \`${what}\` is copied in line ${line}`;

/** Start and loader. */
export const nothingStarts = 'The build stops before there is anything to start.';
export const noCommand = 'Which program the container starts is not known.';
export const program = 'program';
export const interpreter = 'interpreter';
export const loader = 'loader';
export const libraries = 'libraries';
export const kindsOfProgram = {
  musl: 'made for musl',
  glibc: 'made for glibc',
  script: 'a script: its first line names the interpreter',
  none: 'static: needs no loader',
  unknown: 'what it needs is not known',
};
export const states = { there: 'there', missing: 'missing', unknown: 'not known', denied: 'may not be read' };
export const noLibraries = 'none beside musl itself';

export const startFails = (prints: string, exit: number | undefined): string =>
  exit === undefined ? `It does not start: \`${prints}\`` : `It does not start: \`${prints}\` (exit code ${exit})`;
export const failsLater = (program: string, library: string): string =>
  `The container starts, and \`${program}\` ends when it is called: \`${library}\` is not there.`;
export const starts = 'All that it needs to start is there.';
export const startOpen = 'Whether it starts is not known.';
export const loaderMissing = 'The kernel names the program, but the file that it cannot find is the loader.';

/** Processes. */
export const pid = (number: number): string => `PID ${number}`;
export const becomes = (first: string, last: string): string => `\`${first}\` becomes \`${last}\` by exec`;
export const isInit = 'an init: passes signals on, reaps what is left to it';
export const noInit = 'no init';
export const initUnknown = 'whether it is an init is not known';
export const child = 'its child';
export const orphan = 'any process whose parent has ended';
export const reaped = 'is reaped by PID 1';
export const zombie = 'stays as a zombie, unless PID 1 waits for it';
export const orphanUnknown = 'whether it is reaped is not known';
export const signal = (name: string): string => `docker stop sends ${name}`;
export const stopsAt = {
  passed: 'PID 1 passes it on: the container stops at once',
  term: 'PID 1 ends at it: the container stops at once',
  kill: 'PID 1 does not end at it: Docker waits 10 seconds, then kills it (exit code 137)',
  unknown: 'whether PID 1 ends at it is not known',
};

/** Time. */
export const tzValue = (value: string): string => `TZ=${value}`;
export const tzUnset = 'TZ is not set';
export const tzUnknown = 'The value of TZ is not known';
export const setIn = (line: number): string => `line ${line}`;
export const muslLooks = 'musl looks for';
export const looksForNothing = 'no file: TZ is a rule of its own';
export const emptyTz = 'no file: an empty TZ means UTC';
export const results = {
  file: 'local time of the zone',
  rule: 'local time by the rule',
  utc: 'UTC, and no error',
  unknown: 'not known',
};
export const notMusl = 'The image is not built on Alpine: how its programs find local time is not drawn.';
export const localTime = 'local time';

/** Cache. */
export const cacheHead = 'What runs again when a file changes';
export const step = 'Step';
export const cacheMarks = { again: 'again', perhaps: 'if changed', kept: 'kept' };
export const cacheNotes = {
  again: 'runs again',
  perhaps: 'runs again if what it copies has become another',
  kept: 'is taken from the cache',
};
export const cacheLine = 'When a line changes, it and all that stand below it in its stage run again.';
export const unread = (names: string): string => `No step reads ${names}.`;
export const noFiles = 'No step reads a file of the build context.';
