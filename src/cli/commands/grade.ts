import { dirname, join, resolve } from 'node:path';
import {
  checker,
  type CriterionResult,
  fullyNamedIndex,
  type Grade,
  lineStarts,
  PROVED_ON,
} from '../../checker/index.ts';
import { type Command, urlOption } from '../command.ts';
import { jsonOutput } from '../escape/json.ts';
import { visible } from '../escape/shown.ts';
import { folderContext, memoryContext } from '../folder-context.ts';
import { gradeText } from '../formats/grade-text.ts';
import { jsonFix, jsonRange } from '../formats/json.ts';
import { readDockerfile, readLesson, starterFiles, withinOn } from '../one-dockerfile.ts';
import { contextOf, isFolder } from '../settings.ts';
import { siteLinks } from '../site.ts';
import { readTimeout, timeoutOption } from '../time-limit.ts';
import { UsageError, complaint } from '../usage-error.ts';

export const gradeCommand: Command = {
  name: 'grade',
  usage: '<lesson> [Dockerfile | folder]',
  summary: 'Grade a Dockerfile as a lesson of the site does',
  details: [
    'Without a path the file Dockerfile of the current folder is graded; a folder means the Dockerfile in it. The build context is',
    'the folder of the file, or what --context names. "-" reads stdin, by itself with the files of the lesson as the context.',
    'Nothing is built. What the text does is worked out with the packages of Alpine 3.19, on which the lessons were proved;',
    'what cannot be told is said so (?), and does not keep a file that meets the goals from passing.',
  ],
  options: [
    { name: 'format', short: 'f', value: 'FORMAT', choices: ['text', 'json'], help: 'text or JSON (default: text)' },
    { name: 'context', value: 'FOLDER', help: 'build context (default: the folder of the Dockerfile)' },
    timeoutOption,
    urlOption,
  ],
  async run(args, around) {
    const { positionals, value } = args;
    const [slug, named = 'Dockerfile', ...more] = positionals;
    if (slug === undefined || more.length > 0) {
      throw new UsageError('Name a lesson and at most one file or folder: belay grade apk-cache Dockerfile.');
    }
    const path = named !== '-' && isFolder(resolve(around.folder, named)) ? join(named, 'Dockerfile') : named;
    const links = siteLinks(value('url'));
    const limit = readTimeout(args);
    const lesson = await readLesson(slug);
    const text = await readDockerfile(path, around);
    const { title, task, states } = lesson;
    const starter = states.find(({ name }) => name === 'starter');
    const given = value('context') ?? dirname(path);
    const folder =
      contextOf(value('context'), around.folder) ??
      (path === '-' ? undefined : folderContext(resolve(around.folder, given), given));
    const context = folder ?? memoryContext(starterFiles(lesson));
    const data = { index: await fullyNamedIndex() };
    const options = { starter, context, data, today: around.today };
    const result = withinOn(limit, path, () => checker.grade(text, task, options));
    // Whatever stands beside the Dockerfile, what could be seen of it has been graded.
    for (const { path: unread, reason } of folder?.problems ?? []) around.warn(complaint(unread, reason));
    if (folder?.excess !== undefined) around.warn(complaint(given, folder.excess));
    if (value('format') === 'json') {
      for (const piece of jsonOutput(jsonGrade(slug, text, result))) around.out(piece);
    } else around.out(gradeText({ path, text, title, url: links.lesson(slug), result }, around.paint));
    return result.passed ? 0 : 1;
  },
};

/**
 * A contract: fields are added, never changed. Ids of criteria are `builds`, `starts`, `job`, `goal:<id>` and, for an error
 * that blocks, `rule:<id>`; `state` is `met`, `unmet`, `not-yet` or `unknown`, and `met` says whether it is the first.
 */
function jsonGrade(lesson: string, text: string, { passed, criteria }: Grade) {
  const starts = lineStarts(text);
  return {
    lesson,
    passed,
    judgedOn: PROVED_ON,
    criteria: criteria.map((criterion) => jsonCriterion(starts, criterion)),
  };
}

function jsonCriterion(starts: readonly number[], criterion: CriterionResult) {
  const { id, level, state, met, label, message, range, fix } = criterion;
  const nowhere = { line: null, column: null, endLine: null, endColumn: null };
  const place = range === undefined ? nowhere : jsonRange(starts, range);
  const words = { label: visible(label), message: visible(message) };
  return { id, level, state, met, ...words, ...place, fix: jsonFix(starts, fix) };
}
