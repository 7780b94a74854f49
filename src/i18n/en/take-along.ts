import { formatList } from '../format.ts';

/** The exercise of a lesson as a zip, and the README in it. */

/** On the lesson's page; `size` is `2.4 kB`. */
export const link = (file: string, size: string): string => `Take it with you: ${file}, ${size}`;
export const note = 'The files of this exercise, with the commands that build it on your own machine and grade it.';

/** `README.md`: Markdown, a paragraph each. Between ``` stand commands, which are no text. */
export const readme = {
  lesson: (address: string): string => `The lesson, with its explanation and the recorded builds: ${address}`,
  lessonWithoutSite: (path: string): string =>
    `The lesson, with its explanation and the recorded builds, is the page ${path} of the site that this file is from.`,
  goal: 'What to reach',
  stays: 'The image still has to build, to start and to do its job.',
  mend: (files: readonly string[]): string =>
    `Change ${formatList(files.map((file) => `\`${file}\``))}. The other files lie beside it as the lesson has them.`,
  build: 'Build and run it',
  buildNote: (folder: string): string =>
    `With Docker, in the folder \`${folder}\`. The lesson’s recording shows the same commands:`,
  platform: (platform: string): string =>
    `The program is made for ${platform}. On another kind of machine Docker has to emulate that one.`,
  grade: 'Grade it',
  gradeNote:
    'The command `belay` grades the file as the page does. Nothing is built for that, and it needs no Docker, only Node 20 or later. Exit code 0 is passed.',
  gradeFrom: (address: string): string => `It is one file, ${address}; fetch it once:`,
  gradeWithoutSite: (path: string): string =>
    `It is one file, ${path} on the site that this file is from. Put it into this folder, then:`,
};
