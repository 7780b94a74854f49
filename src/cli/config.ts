import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Config, mergeConfigs, readConfig } from '../checker/config.ts';
import { systemReason } from './read-text.ts';
import { UsageError, complaint } from './usage-error.ts';

const NAMES = ['.belay.yaml', '.belay.yml'];

/**
 * The configuration of a call: the file that `--config` names, else the first `.belay.yaml` in the caller's folder or
 * one above it, else nothing.
 * @throws UsageError when a file cannot be read or says something that belay does not know.
 */
export async function loadConfig(option: string | undefined, folder: string): Promise<Config> {
  const file = option === undefined ? findConfig(folder) : resolve(folder, option);
  return file === undefined ? {} : readFile(file, folder, []);
}

function findConfig(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const found = NAMES.map((name) => join(current, name)).find((file) => existsSync(file));
    if (found !== undefined || dirname(current) === current) return found;
  }
}

async function readFile(file: string, folder: string, chain: readonly string[]): Promise<Config> {
  const shown = relative(folder, file) || file;
  if (chain.includes(file)) throw new UsageError(`${shown}: it extends itself. Take one of the \`extends\` out.`);
  const { config, problems } = readConfig(await parseFile(file, shown));
  if (problems[0] !== undefined) throw new UsageError(`${shown}: ${problems.join(' ')}`);
  const { extends: names = [], ...own } = config;
  const bases: Config[] = [];
  for (const name of names) bases.push(await readFile(resolve(dirname(file), name), folder, [...chain, file]));
  return [...bases, own].reduce(mergeConfigs, {});
}

async function parseFile(file: string, shown: string): Promise<unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(complaint(shown, systemReason(error)));
  }
  // Most calls have no configuration and start without the parser.
  const { parse } = await import('./parse-yaml.ts');
  try {
    return parse(text);
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(`${shown}: this is not YAML. ${reason.replace(/:?$/, '.')}`);
  }
}
