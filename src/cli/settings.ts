import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CheckOptions, checkOptionsOf, type Model, type Profile } from '../checker/index.ts';
import type { OptionSpec, ParsedArgs } from './args.ts';
import type { CommandContext } from './command.ts';
import { configOptions, loadConfig } from './config.ts';
import { type FolderContext, folderContext } from './folder-context.ts';
import { readTimeout, timeoutOption } from './time-limit.ts';
import { UsageError, complaint, unknownName } from './usage-error.ts';

/** Options that say how Dockerfiles are checked; shared by `check` and `fix`. */
export const settingOptions: readonly OptionSpec[] = [
  ...configOptions,
  {
    name: 'profile',
    value: 'PROFILE',
    choices: ['app', 'base', 'buildkit'],
    help: 'app (default), base (others build on it), buildkit (app and checks of style)',
  },
  {
    name: 'context',
    value: 'FOLDER',
    help: 'build context, for the rules that look into it (.dockerignore, scripts)',
  },
  { name: 'target', value: 'STAGE', help: 'the stage that is built (default: the last one)' },
  timeoutOption,
];

/** How a call checks its files. */
export interface Settings {
  /** Options of `check` for every file. */
  readonly options: CheckOptions;
  /** Longest time for one file in milliseconds; 0 is no limit. */
  readonly limit: number;
  /** What of the build context could not be read; complete when all files have been checked. Whole sentences. */
  readonly contextProblems: () => readonly string[];
  /** What of it is too much to look at, as a whole sentence. */
  readonly contextNotes: () => readonly string[];
}

/**
 * The settings of a call, from its options and its configuration.
 * @throws UsageError when the configuration cannot be read.
 */
export async function readSettings(args: ParsedArgs, { folder, today }: CommandContext): Promise<Settings> {
  const limit = readTimeout(args);
  const named = args.value('config');
  const config = await loadConfig({ named, folder, allowOutside: args.has('allow-outside'), limit });
  const profile = args.value('profile');
  const options = checkOptionsOf(profile === undefined ? config : { ...config, profile: profile as Profile });
  const context = contextOf(args.value('context'), folder);
  return {
    options: { ...options, today, target: args.value('target'), context },
    limit,
    contextProblems: () => (context?.problems ?? []).map(({ path, reason }) => complaint(path, reason)),
    contextNotes: () => (context?.excess === undefined ? [] : [complaint('--context', context.excess)]),
  };
}

/**
 * As a build would, refuses a target that a file has not.
 * @throws UsageError with the reason, without the path.
 */
export function requireStage({ stages }: Model, target: string | undefined): void {
  if (target === undefined || stages.some(({ name }) => name === target.toLowerCase())) return;
  if (/^\d+$/.test(target) && Number(target) < stages.length) return;
  const names = stages.flatMap(({ name }) => name ?? []);
  throw unknownName('stage', target, names);
}

/** The folder that `--context` names. Without it the context is not known: a Dockerfile does not say where it stands. */
export function contextOf(option: string | undefined, folder: string): FolderContext | undefined {
  if (option === undefined) return undefined;
  const path = resolve(folder, option);
  if (!isFolder(path)) throw new UsageError(`--context takes a folder, and "${option}" is none.`);
  return folderContext(path, option);
}

/** Whether there is such a folder. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
