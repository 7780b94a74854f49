import { resolve } from 'node:path';
import {
  type BuildContext,
  checker,
  type Forecast,
  type ForecastData,
  fullyNamedIndex,
  type PackageIndex,
  shippedIndex,
} from '../../checker/index.ts';
import type { ParsedArgs } from '../args.ts';
import type { Command, CommandContext } from '../command.ts';
import { jsonOutput } from '../escape/json.ts';
import { memoryContext } from '../folder-context.ts';
import { forecastText, jsonForecast } from '../formats/forecast.ts';
import { readDockerfile, readLesson, starterFiles, withinOn } from '../one-dockerfile.ts';
import { readPackageIndexes } from '../package-index.ts';
import { contextOf } from '../settings.ts';
import { readTimeout, timeoutOption } from '../time-limit.ts';
import { UsageError, complaint, unknownName } from '../usage-error.ts';

export const forecastCommand: Command = {
  name: 'forecast',
  usage: '<Dockerfile>',
  summary: 'Say what a Dockerfile would do: whether it builds, what is in the image, whether it starts',
  details: [
    'Nothing is run and nothing is downloaded. What the text and the context do not tell is said to be unknown. Without',
    '--context (or --lesson) the files that COPY takes are not known. "-" reads stdin.',
    'Packages are judged by the table of Alpine 3.19 that ships, a part of that branch. Only a complete table of the',
    "file's own branch (--apk-index) may say that there is no such package.",
    'A --lesson gives the files of its starter as the context and the names of all packages of Alpine 3.19, and no more:',
    'its task is not judged.',
  ],
  options: [
    { name: 'format', short: 'f', value: 'FORMAT', choices: ['text', 'json'], help: 'text or JSON (default: text)' },
    {
      name: 'fail-on',
      value: 'OUTCOME',
      choices: ['fails', 'unknown'],
      help: 'what ends with exit code 1: what fails (default), or also what is unknown or taken for granted',
    },
    { name: 'context', value: 'FOLDER', help: 'build context' },
    { name: 'lesson', value: 'LESSON', help: 'take the build context of a lesson' },
    { name: 'target', value: 'STAGE', help: 'the stage that is built (default: the last one)' },
    { name: 'build-arg', value: 'NAME=VALUE', help: 'value of an ARG (may come several times)' },
    {
      name: 'apk-index',
      value: 'FILE',
      help: 'table of packages made by "npm run apk-index" (may come several times, for several branches)',
    },
    timeoutOption,
  ],
  async run(args, around) {
    const [path, ...more] = args.positionals;
    if (path === undefined || more.length > 0) {
      throw new UsageError('Name one file: belay forecast Dockerfile. "-" reads stdin.');
    }
    const limit = readTimeout(args);
    const buildArgs = readBuildArgs(args.all('build-arg'));
    const folder = contextOf(args.value('context'), around.folder);
    const lesson = args.value('lesson');
    if (folder !== undefined && lesson !== undefined) {
      throw new UsageError('Give --context or --lesson: a lesson has a build context of its own.');
    }
    const context: BuildContext | undefined =
      lesson === undefined ? folder : memoryContext(starterFiles(await readLesson(lesson)));
    const text = await readDockerfile(path, around);
    const indexes = await tables(args.all('apk-index'), around);
    const named = lesson === undefined ? undefined : await fullyNamedIndex();
    const target = args.value('target');
    const result = withinOn(limit, path, () => {
      const run = (data: ForecastData): Forecast => checker.forecast(text, { context, target, buildArgs, data });
      return choose(indexes, () => named ?? shippedIndex(), run);
    });
    if (target !== undefined && result.target === undefined && result.stages.length > 0) {
      throw unknownName(
        'stage',
        target,
        result.stages.flatMap(({ name }) => name ?? []),
      );
    }
    for (const { path: unread, reason } of folder?.problems ?? []) around.warn(complaint(unread, reason));
    if (folder?.excess !== undefined) around.warn(complaint('--context', folder.excess));
    if (args.value('format') === 'json') {
      for (const piece of jsonOutput(jsonForecast(text, result))) around.out(piece);
    } else for (const piece of forecastText(text, result, around.paint)) around.out(piece);
    return isBad(result, args) ? 1 : 0;
  },
};

/** The table of the branch that the file is built on, among those that are given; else the one that ships. */
function choose(
  indexes: readonly PackageIndex[],
  shipped: () => PackageIndex,
  run: (data: ForecastData) => Forecast,
): Forecast {
  const [first = shipped(), ...others] = indexes;
  const result = run({ index: first });
  const branches = new Set(result.stages.filter(({ reached }) => reached).map(({ branch }) => `v${branch ?? ''}`));
  if (branches.has(first.branch)) return result;
  const fitting = others.find(({ branch }) => branches.has(branch));
  return fitting === undefined ? result : run({ index: fitting });
}

function isBad({ outcome, start, steps }: Forecast, args: ParsedArgs): boolean {
  if (outcome === 'fails' || start.outcome === 'fails' || (start.absent ?? start.ends) !== undefined) return true;
  if (args.value('fail-on') !== 'unknown') return false;
  return (
    outcome === 'unknown' ||
    start.outcome === 'unknown' ||
    start.given.length > 0 ||
    steps.some((step) => step.outcome !== 'not-run' && step.given.length > 0)
  );
}

function readBuildArgs(given: readonly string[]): Readonly<Record<string, string>> {
  const pairs = given.map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`--build-arg takes NAME=VALUE, such as VERSION=3.19, and "${text}" is none.`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

/** The tables that `--apk-index` names. */
async function tables(files: readonly string[], { folder }: CommandContext): Promise<PackageIndex[]> {
  try {
    return await readPackageIndexes(files.map((file) => resolve(folder, file)));
  } catch (cause) {
    throw cause instanceof Error ? new UsageError(`--apk-index: ${cause.message}`, { cause }) : cause;
  }
}
