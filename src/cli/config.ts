import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { type Config, mergeConfigs, readConfig } from '../checker/config.ts';
import { systemReason } from './read-text.ts';
import { UsageError } from './usage-error.ts';

const NAMES = ['.belay.yaml', '.belay.yml'];

/**
 * The configuration of a call: the file that `--config` names, else the first `.belay.yaml` in the caller's folder or
 * one above it, else nothing.
 * @throws UsageError when a file cannot be read or says something that belay does not know.
 */
export function loadConfig(option: string | undefined, folder: string): Config {
  const file = option === undefined ? findConfig(folder) : resolve(folder, option);
  return file === undefined ? {} : readFile(file, folder, []);
}

function findConfig(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const found = NAMES.map((name) => join(current, name)).find((file) => existsSync(file));
    if (found !== undefined || dirname(current) === current) return found;
  }
}

function readFile(file: string, folder: string, chain: readonly string[]): Config {
  const shown = relative(folder, file) || file;
  if (chain.includes(file)) throw new UsageError(`${shown}: it extends itself. Take one of the \`extends\` out`);
  const { config, problems } = readConfig(parseFile(file, shown));
  if (problems[0] !== undefined) throw new UsageError(`${shown}: ${problems.join(' ')}`);
  const bases = (config.extends ?? []).map((name) => readFile(resolve(dirname(file), name), folder, [...chain, file]));
  const { extends: _, ...own } = config;
  return [...bases, own].reduce(mergeConfigs, {});
}

function parseFile(file: string, shown: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${shown}: ${systemReason(error)}`);
  }
  try {
    return parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UsageError(`${shown}: this is not YAML. ${reason ?? ''}`);
  }
}
