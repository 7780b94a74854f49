import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BuildContext, CheckOptions, Model } from '../checker/index.ts';
import { checkOptionsOf } from '../checker/config.ts';
import type { OptionSpec, ParsedArgs } from './args.ts';
import type { CommandContext } from './command.ts';
import { loadConfig } from './config.ts';
import { folderContext } from './folder-context.ts';
import { UsageError, unknownName } from './usage-error.ts';

/** Options that say how Dockerfiles are checked; shared by `check` and `fix`. */
export const settingOptions: readonly OptionSpec[] = [
  {
    name: 'config',
    short: 'c',
    value: 'FILE',
    help: 'the configuration (default: the nearest .belay.yaml, here or in a folder above)',
  },
  {
    name: 'profile',
    value: 'PROFILE',
    choices: ['app', 'base'],
    help: 'app: what you deploy (default); base: images that others build on',
  },
  {
    name: 'context',
    value: 'FOLDER',
    help: 'build context, for the rules that look into it (.dockerignore, scripts)',
  },
  { name: 'target', value: 'STAGE', help: 'the stage that is built (default: the last one)' },
];

/**
 * The options of `check` for every file of a call.
 * @throws UsageError when the configuration cannot be read.
 */
export async function readSettings(args: ParsedArgs, around: CommandContext): Promise<CheckOptions> {
  const config = await loadConfig(args.value('config'), around.folder);
  const profile = args.value('profile');
  const options = checkOptionsOf(profile === undefined ? config : { ...config, profile: profile as 'app' | 'base' });
  const context = contextOf(args.value('context'), around.folder);
  return { ...options, today: around.today, target: args.value('target'), context };
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
function contextOf(option: string | undefined, folder: string): BuildContext | undefined {
  if (option === undefined) return undefined;
  const path = resolve(folder, option);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`--context takes a folder, and "${option}" is none.`);
  }
  return folderContext(path);
}
