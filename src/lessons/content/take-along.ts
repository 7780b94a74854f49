import { resolve } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { readme as words } from '../../i18n/en/take-along.ts';
import { commandUrl, lessonUrl } from '../../site/urls.ts';
import { dockerfilePath, exerciseFiles } from './exercise-files.ts';
import { stateSession } from '../recordings/recording-script.ts';
import { type Lesson, loadSession } from './load.ts';
import { readFolder } from './read-folder.ts';

/** Where the exercise lies in the zip, apart from the README, so that `COPY .` takes along what the lesson's does. */
const exerciseFolder = 'exercise';

interface TakeAlongOptions {
  /** The repository; the working directory when left out. */
  readonly root?: string;
  /** Where the site stands (`https://example.org`); without it the README names paths. */
  readonly site?: URL | undefined;
}

/** The files of a lesson's exercise to take along, by path below one folder with the name of the lesson. */
export function takeAlongFiles(
  lesson: Lesson,
  { root = process.cwd(), site }: TakeAlongOptions = {},
): ReadonlyMap<string, Uint8Array> {
  const session = loadSession(root, lesson.folder);
  // What the starter is tried with, and what more there is to try once it is mended.
  const runs = (state: string): string[] =>
    session === undefined ? [] : stateSession(session, state).commands.map(({ run }) => run);
  const commands = [...new Set([...runs('starter'), ...runs('solution')])];
  const starter = readFolder(resolve(root, lesson.folder, 'starter'));
  const files = [...starter].map(([path, content]) => [`${exerciseFolder}/${path}`, new Uint8Array(content)] as const);
  const text = new TextEncoder().encode(readme(lesson, site, commands));
  return new Map([['README.md', text] as const, ...files].map(([path, content]) => [`${lesson.slug}/${path}`, content]));
}

/**
 * The files as a zip: the same bytes from the same files, whoever builds it and when. Dates are those of the first day that
 * a zip can say, in no time zone; modes are those of a plain file, since a Dockerfile says itself what may be run.
 */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  // The library reads this date by the local clock, and a zip keeps what it reads.
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = Object.fromEntries(
    sorted.map(([path, content]) => [path, [content, { mtime, os: unix, attrs: plainFile << 16, level: 9 }]]),
  );
  return zipSync(entries);
}

const unix = 3;
const plainFile = 0o100644;

function readme(
  { slug, frontMatter, data }: Lesson,
  site: URL | undefined,
  commands: readonly string[],
): string {
  const { title, summary, platform } = frontMatter;
  const address = (path: string): string | undefined => (site === undefined ? undefined : new URL(path, site).href);
  const [page, command] = [address(lessonUrl(slug)), address(commandUrl())];
  const file = `${exerciseFolder}/${dockerfilePath}`;
  const grade = `node belay.mjs grade ${slug} ${file}`;
  const paragraphs = [
    `# ${title}`,
    summary,
    page === undefined ? words.lessonWithoutSite(lessonUrl(slug)) : words.lesson(page),
    `## ${words.goal}`,
    [...data.task.goals.map(({ says }) => `- ${says}.`), `- ${words.stays}`].join('\n'),
    words.mend(
      exerciseFiles(data)
        .filter(({ editable }) => editable)
        .map(({ path }) => `${exerciseFolder}/${path}`),
    ),
    `## ${words.build}`,
    words.buildNote(exerciseFolder),
    commandBlock((commands.length > 0 ? commands : [`docker build -t ${slug} .`]).map((each) => onPlatform(each, platform))),
    ...(platform === undefined ? [] : [words.platform(platform)]),
    `## ${words.grade}`,
    words.gradeNote,
    command === undefined ? words.gradeWithoutSite(commandUrl()) : words.gradeFrom(command),
    commandBlock([...(command === undefined ? [] : [`curl -fsSLO ${command}`]), grade]),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** `docker build` and `docker run`, told the platform that the program is made for. */
function onPlatform(command: string, platform: string | undefined): string {
  return platform === undefined ? command : command.replace(/^docker (?:build|run)\b/, `$& --platform ${platform}`);
}

function commandBlock(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}
