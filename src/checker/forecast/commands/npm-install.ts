import { contentOf, UNKNOWN_CONTENT, type FileNode, type Node } from '../files/node.ts';
import { dir } from '../files/tree.ts';
import type { Call } from '../shell/call.ts';
import { fails, OK, type Status } from '../status.ts';
import { keysOf, readJson, within } from './json-files.ts';
import { diskOf } from './outcome.ts';

/** Scripts of the project that npm runs when it installs (npm-scripts, "Life Cycle Operation Order"). */
const AT_INSTALL = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

/** What a project may ask for, in its manifest and in the first entry of its lock file. */
export const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** Options that change neither what is installed nor where. */
const HARMLESS =
  /^--(?:no-(?:audit|fund|progress|update-notifier)|(?:audit|fund|progress|update-notifier)=false|prefer-offline|silent|quiet|loglevel=\w+|cache=.+)$/;

/** What the words of `npm ci` leave out, and the machine that it is for. */
interface Choice {
  readonly omit: ReadonlySet<string>;
  readonly machine: { os: string; cpu: string; libc: string };
  readonly scripts: boolean;
}

function choiceOf(call: Call, words: readonly (string | undefined)[]): Choice | undefined {
  const environment = call.environment ?? call.shell.exported();
  // The official images set none.
  const npm = diskOf(call).find('/usr/local/bin/npm');
  const isOfficial = npm.at === 'there' && npm.node.kind === 'file' && npm.node.content.source === '/usr/local/bin/npm';
  const valueOf = (name: string): string | null | undefined => {
    const value = environment.get(name);
    return value === undefined && isOfficial ? null : value;
  };
  const mode = valueOf('NODE_ENV');
  if (mode === undefined) return undefined;
  const omit = new Set(mode === 'production' ? ['dev'] : []);
  const { libc } = call.session.facts;
  const machine: Choice['machine'] = { os: 'linux', cpu: 'x64', libc };
  for (const kind of ['os', 'cpu', 'libc'] as const)
    machine[kind] = valueOf(`npm_config_${kind}`) ?? valueOf(`NPM_CONFIG_${kind.toUpperCase()}`) ?? machine[kind];
  let scripts = true;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) return undefined;
    const [name = '', given] = word.split(/=(.*)/s);
    const value = (): string => given ?? words[++i] ?? '';
    if (/^--(?:production|only=prod(?:uction)?)$/.test(word)) omit.add('dev');
    else if (name === '--omit') omit.add(value());
    else if (name === '--include') omit.delete(value());
    else if (name === '--os' || name === '--cpu' || name === '--libc') machine[name.slice(2) as 'os'] = value();
    else if (word === '--ignore-scripts') scripts = false;
    else if (!HARMLESS.test(word)) return undefined;
  }
  return { omit, machine, scripts };
}

/**
 * `npm ci`, `npm install` and `npm prune` in a project whose lock file says all: undefined for one that leaves something open.
 * The packages are taken to be in the registry, as those of apk's index are in its repository. Seen with npm 11.21.2.
 */
export function installed(call: Call, verb: string, words: readonly (string | undefined)[]): Status | undefined {
  const choice = choiceOf(call, words);
  const root = call.shell.cwd;
  const disk = diskOf(call);
  if (choice === undefined || root === undefined || call.session.facts.libc === 'unknown') return undefined;
  if (['.npmrc', 'npm-shrinkwrap.json'].some((name) => disk.find(`${root}/${name}`).at === 'there')) return undefined;
  const lockAt = disk.find(`${root}/package-lock.json`);
  const manifestAt = disk.find(`${root}/package.json`);
  if (verb === 'ci' && (lockAt.at === 'absent' || manifestAt.at === 'absent')) return fails(1, 'npm error code EUSAGE');
  const manifest = readJson(call, 'package.json');
  const packages = within(readJson(call, 'package-lock.json'), 'packages');
  const paths = keysOf(packages);
  const one = (path: string, ...field: string[]): unknown => within(packages, path, ...field);
  const isSure =
    manifest !== undefined &&
    paths.includes('') &&
    KINDS.every((kind) => keysOf(within(manifest, kind)).every((name) => isLocked(manifest, packages, kind, name))) &&
    within(manifest, 'workspaces') === undefined &&
    !(choice.scripts && AT_INSTALL.some((name) => within(manifest, 'scripts', name) !== undefined));
  if (!isSure) return undefined;
  const wanted = paths.filter((path) => {
    const left = (kind: string): boolean => one(path, kind) === true && choice.omit.has(kind);
    return path !== '' && !left('dev') && !left('optional') && !left('peer') && isFor(choice, one(path));
  });
  const isKnown = (path: string): boolean =>
    path.startsWith('node_modules/') &&
    !path.includes('..') &&
    (typeof one(path, 'integrity') === 'string' || one(path, 'inBundle') === true) &&
    !(choice.scripts && one(path, 'hasInstallScript') === true);
  if (!wanted.every(isKnown) || (call.session.facts.offline && wanted.length > 0)) return undefined;
  const modules = `${root}/node_modules`;
  if (verb === 'prune') {
    for (const path of paths)
      if (path !== '' && !wanted.includes(path) && disk.find(`${root}/${path}`).at === 'there')
        disk.remove(`${root}/${path}`, true);
    return OK;
  }
  if (verb === 'ci' && disk.find(modules).at === 'there') disk.remove(modules, true);
  if (wanted.length === 0) return OK;
  const made = disk.makeFolder(modules, 0o777, true);
  // Seen: 243, the code of EACCES as one byte.
  if (made.kind === 'error') return fails(243, `npm error code ${made.errno}`);
  if (made.kind === 'unknown') call.session.given.add(`${modules} can be written: ${made.why}`);
  for (const path of wanted) place(call, root, path, one(path));
  return OK;
}

/** A package in its folder, with its manifest and its commands; what else it holds is not listed. */
function place(call: Call, root: string, path: string, entry: unknown): void {
  const disk = diskOf(call);
  const { uid, gid } = disk.as;
  const meta = { uid, gid, origin: disk.origin };
  const file = (mode: number): FileNode => ({ kind: 'file', mode, ...meta, content: { ...UNKNOWN_CONTENT } });
  const folder = `${root}/${path}`;
  disk.place(folder, dir({ mode: 0o755, ...meta }, -1));
  disk.place(`${folder}/package.json`, file(0o644));
  const bins = within(entry, 'bin');
  const beside = path.slice(0, path.lastIndexOf('node_modules/') + 'node_modules'.length);
  for (const name of keysOf(bins)) {
    const target = within(bins, name);
    if (typeof target !== 'string' || target.includes('..') || /[^\w.-]/.test(name)) continue;
    disk.place(`${folder}/${target.replace(/^\.\//, '')}`, file(0o755));
    const link: Node = { kind: 'link', mode: 0o777, ...meta, target: `../${path.slice(beside.length + 1)}/${target}` };
    disk.place(`${root}/${beside}/.bin/${name}`, link);
  }
}

/** Whether an entry is for a machine: `"os": ["linux"]`, `"cpu": ["x64"]`, `"libc": ["musl"]`, or `["!win32"]`. */
function isFor({ machine }: Choice, entry: unknown): boolean {
  const names = { ...machine, libc: machine.libc === 'none' ? '' : machine.libc };
  return (['os', 'cpu', 'libc'] as const).every((kind) => {
    const list = within(entry, kind);
    const words: readonly unknown[] = Array.isArray(list) ? list : [];
    if (words.includes(`!${names[kind]}`)) return false;
    return words.length === 0 || words.includes(names[kind]) || words.every((word) => String(word).startsWith('!'));
  });
}

/** Whether the lock file has what the manifest asks for, and was made for that. */
function isLocked(manifest: unknown, packages: unknown, kind: string, name: string): boolean {
  const then = within(packages, '', kind, name);
  const isSame = then === undefined || then === within(manifest, kind, name);
  return isSame && within(packages, `node_modules/${name}`) !== undefined;
}

/** `npm install` without a lock file, in a project that asks for nothing, writes an empty one. */
export function emptyLock(call: Call): void {
  const path = call.path('package-lock.json');
  const done = path === undefined ? undefined : diskOf(call).write(path, contentOf(undefined));
  if (path !== undefined && done?.kind !== 'done') call.session.given.add(`${path} can be written`);
}
