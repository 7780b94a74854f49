import type { ApkRequest, Resolution } from '../../src/checker/index.ts';

/** What apk answered to one command. */
export interface Answer {
  readonly exit: number;
  /** In apk's order: `jq 1.7.1-r0`, `-jq 1.7.1-r0` for a purge, `libssl3 3.1.7-r0 -> 3.1.5-r0`. */
  readonly changes: readonly string[];
  /** What it wrote to stderr when it failed. */
  readonly errors: readonly string[];
}

/** The answer that a resolution stands for; undefined for one that does not decide. */
export function answerOf(resolution: Resolution): Answer | undefined {
  if (resolution.ok === 'unknown') return undefined;
  if (!resolution.ok) return { exit: resolution.exit, changes: [], errors: resolution.errors };
  const changes = resolution.changes.map(({ name, from, to }) => {
    if (to === undefined) return `-${name} ${from ?? ''}`;
    return from === undefined ? `${name} ${to}` : `${name} ${from} -> ${to}`;
  });
  return { exit: 0, changes, errors: [] };
}

/** `add -t .deps 'jq>=1.6'` as words, without the quotes. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** A command as the resolver takes it. The root file system's repositories have no tags. */
export function commandOf(command: string): ApkRequest {
  const [verb, ...words] = wordsOf(command);
  const packages: string[] = [];
  const options: { virtual?: string; upgrade?: boolean; available?: boolean; latest?: boolean } = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-t') options.virtual = words.shift() ?? '';
    else if (word === '-u') options.upgrade = true;
    else if (word === '-a') options.available = true;
    else if (word === '-l') options.latest = true;
    else packages.push(word);
  }
  if (verb !== 'add' && verb !== 'del' && verb !== 'upgrade') throw new Error(`Write add, del or upgrade: ${command}`);
  return { verb, packages, ...options, repositoryTags: [] };
}
