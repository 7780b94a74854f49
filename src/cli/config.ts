import { lstatSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { plural } from '../i18n/plural.ts';
import { checker, type Config, excerptOfPath, mergeConfigs, readConfig } from '../checker/index.ts';
import type { OptionSpec } from './args.ts';
import { type ConfigScope, configScope, realPathWithin } from './config-scope.ts';
import { loadYaml } from './parse-yaml.ts';
import { decode, readRegular, systemReason } from './read-text.ts';
import { within } from './time-limit.ts';
import { UsageError, complaint } from './usage-error.ts';

const NAMES = ['.belay.yaml', '.belay.yml'];

/** In bytes. The longest that says anything is a hundredth of it. */
const maximumBytes = 1024 * 1024;

/** Files one above the other. */
const maximumDepth = 10;

export const configOptions: readonly OptionSpec[] = [
  {
    name: 'config',
    short: 'c',
    value: 'FILE',
    help: 'the configuration (default: the nearest .belay.yaml, here or in a folder above)',
  },
  { name: 'allow-outside', help: 'let configurations lie outside of the repository' },
];

interface ConfigSource {
  /** The file that `--config` names. */
  readonly named: string | undefined;
  /** The caller's, absolute. */
  readonly folder: string;
  readonly allowOutside: boolean;
  /** Longest time for one file in milliseconds; 0 is no limit. */
  readonly limit: number;
}

/**
 * The configuration of a call: the file that is named, else the first `.belay.yaml` in the caller's folder or one above
 * it, else nothing.
 * @throws UsageError when a file cannot be read or says something that belay does not know.
 */
export async function loadConfig({ named, folder, allowOutside, limit }: ConfigSource): Promise<Config> {
  const file = named === undefined ? findConfig(folder) : resolve(folder, named);
  if (file === undefined) return {};
  const scope = allowOutside ? undefined : scopeOf(file, folder);
  return readChain(file, { folder, scope, limit, known: new Map() }, []);
}

function findConfig(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const found = NAMES.map((name) => join(current, name)).find(isThere);
    if (found !== undefined || dirname(current) === current) return found;
  }
}

/** A link that leads nowhere is there too: whoever made it must hear of it. */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function scopeOf(file: string, folder: string): ConfigScope {
  try {
    return configScope(file);
  } catch (error) {
    throw new UsageError(complaint(shown(file, folder), systemReason(error)));
  }
}

interface Reading {
  readonly folder: string;
  /** Undefined when files may lie anywhere. */
  readonly scope: ConfigScope | undefined;
  readonly limit: number;
  /** By real path: each file is read once, however many extend it. */
  readonly known: Map<string, Config>;
}

/**
 * A file with all that it extends.
 * @param chain real paths of the files that led here, the first one first.
 */
async function readChain(file: string, reading: Reading, chain: readonly string[]): Promise<Config> {
  const { folder, known } = reading;
  const real = await about(file, folder, () => place(file, reading, chain));
  const found = known.get(real);
  if (found !== undefined) return found;
  const { extends: names = [], ...own } = await about(file, folder, () => readOne(real, reading.limit));
  const bases: Config[] = [];
  for (const name of names) bases.push(await readChain(resolve(dirname(file), name), reading, [...chain, real]));
  const merged = [...bases, own].reduce(mergeConfigs, {});
  known.set(real, merged);
  return merged;
}

/** The real path of a file that may be read. */
function place(file: string, { folder, scope }: Reading, chain: readonly string[]): string {
  const real = realPathWithin(scope, file);
  if (chain.includes(real)) {
    const circle = [...chain.slice(chain.indexOf(real)), real].map((each) => shown(each, folder)).join(' → ');
    throw new UsageError(`it extends itself: ${circle}. Take one of the \`extends\` out`);
  }
  if (chain.length >= maximumDepth) {
    throw new UsageError(`more than ${String(maximumDepth)} files extend one another in a row. Merge some of them`);
  }
  return real;
}

async function readOne(file: string, limit: number): Promise<Config> {
  const text = decode(readRegular(file, maximumBytes, 'the file is larger than 1 MB, so it is no configuration'));
  const parseYaml = await loadYaml();
  const { config, problems } = within(limit, () => readConfig(parseYaml(text), checker.ruleIds));
  const [first, ...more] = problems;
  if (first === undefined) return config;
  // Whose file it is knows the others; whoever else may see the message learns one field and no more.
  const others = plural(more.length, { one: '# more mistake follows', other: '# more mistakes follow' });
  throw new UsageError(more.length === 0 ? first : `${first} ${others}`);
}

/** @throws UsageError that names the file, when `work` fails on it. */
async function about<Value>(file: string, folder: string, work: () => Value): Promise<Awaited<Value>> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof UsageError ? error.message : systemReason(error);
    throw new UsageError(complaint(shown(file, folder), reason), { cause: error });
  }
}

function shown(file: string, folder: string): string {
  return excerptOfPath(relative(folder, file) || file);
}
