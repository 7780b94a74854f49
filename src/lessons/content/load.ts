import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checker, isRecord } from '../../checker/index.ts';
import { type FormKind, formKinds } from '../../exercises/forms.ts';
import { acceptedAnswers } from './accepted.ts';
import { AuthorError } from './author-error.ts';
import { capitalized } from '../../i18n/format.ts';
import { splitFrontMatter, validate } from './front-matter.ts';
import type { LessonData, LessonState } from './lesson-data.ts';
import { asText, readFolder } from './read-folder.ts';
import { lessonFolders } from './roots.ts';
import { recordingSchema, type Recording } from '../recordings/recording.ts';
import { fieldNames, formOf, lessonSchema, type LessonFrontMatter } from './schema.ts';
import { parseRecordingScript, replayScript, type RecordingScript } from '../recordings/recording-script.ts';
import { requireAsks } from './lesson-asks.ts';
import { requirePassed } from './lesson-passed.ts';
import { requireKnownNames } from './lesson-task.ts';
import { lessonStates, type LessonStateFiles } from './lesson-states.ts';
import { castUrl } from '../../site/urls.ts';

/**
 * Reads lessons from their folders, for Node. Pages get them through the collection in `src/content.config.ts`, which
 * reads each lesson once for a build; tests, the command and the recorder call this.
 */

export interface Lesson {
  readonly slug: string;
  /** Its folder, relative to the repository: `content/lessons/<slug>`. */
  readonly folder: string;
  readonly frontMatter: LessonFrontMatter;
  /** The MDX below the front matter. */
  readonly body: string;
  readonly data: LessonData;
}

interface LoadOptions {
  /** The repository; the working directory when left out, which is where Astro and npm run. */
  readonly root?: string;
  /** Folders with `lessons/`; see `roots.ts`. */
  readonly roots?: readonly string[];
  /** Ids of all rules, to refuse a criterion that names none; those of the checker when left out. */
  readonly rules?: readonly string[];
  /** Base path of the addresses in the data; that of this build when left out. */
  readonly base?: string;
  /** Whether lessons that say `draft: true` count too; they do not when left out. */
  readonly drafts?: boolean;
}

const documentation = 'src/lessons/content/schema.ts';

/** Slugs of the lessons, sorted; without drafts unless they are asked for. */
export function lessonSlugs(
  root: string = process.cwd(),
  { roots, drafts = false }: Pick<LoadOptions, 'roots' | 'drafts'> = {},
): string[] {
  const folders = [...lessonFolders(root, roots)];
  return folders.filter(([, folder]) => drafts || !isDraft(root, folder)).map(([slug]) => slug);
}

/** Whether a lesson is the test of its track. */
export function isTest(slug: string, root: string): boolean {
  const folder = lessonFolders(root).get(slug);
  const data = folder === undefined ? undefined : frontMatterOf(root, folder).data;
  return isRecord(data) && data['test'] === true;
}

function isDraft(root: string, folder: string): boolean {
  const { data } = frontMatterOf(root, folder);
  return isRecord(data) && data['draft'] === true;
}

function frontMatterOf(root: string, folder: string): { readonly data: unknown; readonly body: string } {
  const file = `${folder}/lesson.mdx`;
  const text = readFileSync(resolve(root, file), 'utf8');
  const known = understood.get(file);
  if (known?.text === text) return known.parts;
  const parts = splitFrontMatter(text, file);
  understood.set(file, { text, parts });
  return parts;
}

/** Front matter as it was read last: each list of lessons and of tracks asks for all of it. */
const understood = new Map<string, { readonly text: string; readonly parts: ReturnType<typeof splitFrontMatter> }>();

/** Every lesson that is no draft, sorted by slug; with `drafts` those too. @throws AuthorError for the first one that is wrong. */
export function loadLessons(options: LoadOptions = {}): Lesson[] {
  return lessonSlugs(options.root, options).map((slug) => loadLesson(slug, options));
}

/**
 * Reads a lesson's folder, a draft's too.
 * @throws AuthorError that names file, field and what to do.
 */
export function loadLesson(slug: string, options: LoadOptions = {}): Lesson {
  const root = options.root ?? process.cwd();
  const folder = lessonFolders(root, options.roots).get(slug);
  if (folder === undefined) {
    throw new AuthorError(`content/lessons/${slug}/lesson.mdx`, 'There is no such lesson.', {
      hint: 'A lesson is a folder with a lesson.mdx.',
    });
  }
  const file = `${folder}/lesson.mdx`;
  const { data, body } = frontMatterOf(root, folder);
  const schema = lessonSchema(options.rules ?? checker.ruleIds, requireForm(data, file));
  const frontMatter = validate(schema, data, file, { fields: fieldNames, documentation });
  const session = loadSession(root, folder);
  const files = readFolder(resolve(root, folder), (path) => /^(starter|solution|variants)\//.test(path));
  requireStates([...files.keys()], folder);
  const states = lessonStates(files, session).map((state) =>
    toState(state, { root, slug, folder, base: options.base, session }),
  );
  const starter = [...files.keys()].filter((path) => path.startsWith('starter/') && path !== 'starter/Dockerfile');
  const { title, breaks, goal, keep, form, files: editable, target, job, contracts, goals, allow, messages, hints } = frontMatter;
  const task = { ...(target && { target }), job, contracts, goals, allow, messages };
  requireKnownNames(task, { paths: starter.map((path) => path.slice('starter/'.length)), lesson: file });
  requireFiles(editable ?? [], states, file);
  const lesson: Lesson = {
    slug,
    folder,
    frontMatter,
    body,
    data: {
      ...{ version: 1, slug, title, breaks, goal, keep, form },
      ...(editable && { editable }),
      ...{ task, hints, states },
    },
  };
  requireAsks(lesson);
  requirePassed(lesson, {
    accepted: [...acceptedAnswers(root, folder).keys()],
    cast: (state) => castIn(root, folder, state),
  });
  return lesson;
}

/** The learner can only be given what is there to be shown. */
function requireFiles(paths: readonly string[], states: readonly LessonState[], file: string): void {
  const known = new Set(
    states.filter(({ name }) => name === 'starter' || name === 'solution').flatMap(({ files }) => Object.keys(files)),
  );
  for (const [at, path] of paths.entries()) {
    if (known.has(path)) continue;
    const list = [...known].sort().join(', ') || 'none';
    throw new AuthorError(file, `Neither the starter nor the solution has a text file "${path}".`, {
      field: `files.${at}`,
      hint: `Their files beside the Dockerfile: ${list}.`,
    });
  }
}

function requireForm(data: unknown, file: string): FormKind {
  const form = formOf(data);
  if (form !== undefined) return form;
  throw new AuthorError(file, 'There is no such form of exercise.', {
    field: 'form',
    hint: `A form is one of ${formKinds.join(', ')}; without the field it is fix.`,
  });
}

/** The text of a state's cast, undefined while there is none. */
export function readCast(slug: string, state: string, root: string = process.cwd()): string | undefined {
  const folder = lessonFolders(root).get(slug);
  return folder === undefined ? undefined : castIn(root, folder, state);
}

function castIn(root: string, folder: string, state: string): string | undefined {
  const file = resolve(root, folder, 'recordings', `${state}.cast`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** What the recorder types for a lesson, undefined where nobody has said it. @throws AuthorError */
export function loadSession(root: string, folder: string): RecordingScript | undefined {
  const file = `${folder}/session.yaml`;
  return existsSync(resolve(root, file)) ? parseRecordingScript(readFileSync(resolve(root, file), 'utf8'), file) : undefined;
}

interface Place {
  readonly root: string;
  readonly slug: string;
  readonly folder: string;
  readonly base: string | undefined;
  readonly session: RecordingScript | undefined;
}

function toState({ name, files }: LessonStateFiles<Buffer>, place: Place): LessonState {
  const own = name === 'starter' || name === 'solution' ? name : `variants/${name}`;
  const dockerfile = files.get('Dockerfile');
  if (dockerfile === undefined) {
    throw new AuthorError(`${place.folder}/${own}/Dockerfile`, 'The file is missing.', {
      hint: 'Every state of a lesson has a Dockerfile, its own or the starter’s.',
    });
  }
  const texts = [...files]
    .filter(([path]) => path !== 'Dockerfile')
    .map(([path, content]) => [path, asText(content)] as const)
    .filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return {
    name,
    title: place.session?.states[name]?.title ?? capitalized(name.replaceAll('-', ' ')),
    dockerfile: dockerfile.toString('utf8'),
    files: Object.fromEntries(texts),
    recording: loadRecording(name, place),
    recordCommand: `npm run record -- ${place.slug}/${name}`,
  };
}

function loadRecording(state: string, { root, slug, folder, base, session }: Place): LessonState['recording'] {
  const file = `${folder}/recordings/${state}.json`;
  const cast = `${folder}/recordings/${state}.cast`;
  const again = { hint: `Record it again: npm run record -- ${slug}/${state}` };
  if (!existsSync(resolve(root, file))) {
    if (existsSync(resolve(root, cast))) throw new AuthorError(file, 'The cast has no JSON beside it.', again);
    return undefined;
  }
  if (!existsSync(resolve(root, cast))) throw new AuthorError(cast, 'The recording has no cast beside its JSON.', again);
  return {
    castUrl: castUrl(slug, state, base),
    meta: parseRecording(readFileSync(resolve(root, file), 'utf8'), file),
    ...(session && { replay: replayScript(session, state) }),
  };
}

function parseRecording(text: string, file: string): Recording {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new AuthorError(file, 'This is not valid JSON.', {
      hint: 'The recorder writes this file; do not edit it.',
      cause,
    });
  }
  return validate(recordingSchema, data, file, { fields: [], documentation: 'src/lessons/recordings/recording.ts' });
}

/** A solution may differ in another file alone; the starter is the whole exercise. */
function requireStates(paths: readonly string[], folder: string): void {
  const missing = !paths.includes('starter/Dockerfile')
    ? 'starter'
    : paths.some((path) => path.startsWith('solution/'))
      ? undefined
      : 'solution';
  if (missing === undefined) return;
  throw new AuthorError(`${folder}/${missing}/Dockerfile`, 'The file is missing.', {
    hint: 'A lesson has a starter and a solution, as real files.',
  });
}
