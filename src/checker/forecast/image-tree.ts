import { filesOf } from './apk/package-table.ts';
import { Disk } from './files/disk.ts';
import { neverInBase } from './data/never-in-base.ts';
import { contentOf, type DirNode } from './files/node.ts';
import { ROOT } from './files/resolve.ts';
import { type Clock, Tree } from './files/tree.ts';
import { type ImageFacts, lineOf } from './image-facts.ts';

const origin = { kind: 'base' } as const;
const meta = { mode: 0o755, uid: 0, gid: 0, origin };

/** Folders that the Dockerfiles write to beside those of packages: what else is in them is not known. */
const OPEN = ['/home', '/opt', '/root', '/tmp', '/usr/local'];

/** The Dockerfiles of python write to fewer (docker-library/python, 3.14/alpine3.24). */
const PYTHON = '/usr/local/bin/python3';
const OPEN_PYTHON = ['/root', '/tmp', '/usr/local'];
/** Commands that a project has of its packages, or corepack makes, and no image of Node.js has. */
const NOT_OF_NODE = ['pnpm', 'tsc', 'tsx', 'vite'];

/**
 * Folders that anybody may write to, and whose they are (docker-library/golang and docker-library/php, their Dockerfiles: "allow running as an
 * arbitrary user").
 */
const OPEN_TO_ALL: readonly (readonly [program: string, uid: number, ...folders: string[]])[] = [
  ['/usr/local/go/bin/go', 0, '/go', '/go/src', '/go/bin'],
  ['/usr/local/bin/docker-php-entrypoint', 82, '/var/www/html'],
];

const made = new WeakMap<DirNode, Map<ImageFacts, DirNode>>();

/** The files of an official image: those of its base, and what is known of its own. Trees copy what they change. */
export function imageTree(facts: ImageFacts, base: DirNode, clock: Clock): Tree {
  const kept = made.get(base) ?? new Map<ImageFacts, DirNode>();
  made.set(base, kept);
  const tree = new Tree(kept.get(facts) ?? base, clock);
  if (kept.has(facts)) return tree;
  for (const path of facts.programs.includes(PYTHON) ? OPEN_PYTHON : OPEN) openFolder(tree, path);
  const disk = new Disk(tree, ROOT, origin);
  for (const name of [...(facts.world ?? []), ...(facts.group ?? [])])
    for (const { path, node } of filesOf(name)?.files ?? []) disk.place(path, node);
  placePrograms(tree, facts);
  append(disk, '/etc/passwd', facts.users);
  append(disk, '/etc/group', facts.groups);
  writeWorld(disk, facts);
  for (const line of facts.users ?? []) {
    const [, , uid, gid, , home = ''] = line.split(':');
    // adduser makes it; the mode was seen.
    if (!home.startsWith('/home/')) continue;
    disk.makeFolder(home);
    disk.change(home, () => ({ mode: 0o2755, uid: Number(uid), gid: Number(gid) }));
  }
  if (facts.workdir !== undefined) disk.makeFolder(facts.workdir, 0o755, true);
  for (const [program, uid, ...folders] of OPEN_TO_ALL) {
    if (!facts.programs.includes(program)) continue;
    for (const folder of folders) {
      disk.makeFolder(folder, 0o755, true);
      disk.change(folder, () => ({ mode: 0o1777, uid, gid: uid }));
    }
  }
  if (facts.world !== undefined) leaveOut(tree, facts.env['PATH'] ?? '');
  const root = timeless(tree.root);
  kept.set(facts, root);
  return new Tree(root, clock);
}

/** Folders that were made here are of the moment of one forecast, and others have another clock: they may hold more. */
function timeless(folder: DirNode): DirNode {
  for (const [name, node] of folder.entries) {
    const kept = node.kind === 'dir' ? timeless(node) : node;
    if (kept !== node) folder.entries.set(name, kept);
  }
  return folder.complete > 0 ? { ...folder, complete: -1 } : folder;
}

function openFolder(tree: Tree, path: string): void {
  const node = tree.get(path);
  if (node?.kind !== 'dir') return;
  tree.set(path, { ...node, complete: -1 });
  for (const [name] of node.entries) openFolder(tree, `${path}/${name}`);
}

/** The programs of an image that are of no package. */
export function placePrograms(tree: Tree, facts: ImageFacts): void {
  const disk = new Disk(tree, ROOT, origin);
  // Where the packages are not all known, they have what their image needs of them.
  for (const word of facts.programs) placeProgram(disk, facts.world === undefined ? word.replace(/=.*/, '') : word);
  // The name with the number tells which Python it is, where all these images have the same.
  const line = lineOf(facts);
  if (facts.programs.includes(PYTHON) && line !== undefined) placeProgram(disk, `/usr/local/bin/python${line}>python3`);
  const { programs } = facts;
  // Node.js brings it up to version 24, whose images have yarn (nodejs/node, doc/changelogs/CHANGELOG_V25.md).
  const hasYarn = facts.env['YARN_VERSION'] !== undefined;
  if (hasYarn) placeProgram(disk, '/usr/local/bin/corepack');
  if (programs.includes('/usr/local/bin/npm')) {
    const gone = { kind: 'gone', at: 0 } as const;
    for (const name of [...NOT_OF_NODE, ...(hasYarn ? [] : ['corepack', 'yarn'])])
      tree.set(`/usr/local/bin/${name}`, gone);
    tree.set('/usr/local/sbin', gone);
  }
}

/** Of an image whose packages and programs are all known: what Alpine's base has not, and nothing brought. */
function leaveOut(tree: Tree, path: string): void {
  for (const folder of path.split(':')) {
    if (!/^\/(?:go|usr\/local)\//.test(folder)) continue;
    if (tree.get(folder) === undefined) tree.set(folder, { kind: 'gone', at: 0 });
    if (tree.get(folder)?.kind !== 'dir') continue;
    for (const name of neverInBase())
      if (tree.get(`${folder}/${name}`) === undefined) tree.set(`${folder}/${name}`, { kind: 'gone', at: 0 });
  }
}

function placeProgram(disk: Disk, word: string): void {
  const [path = '', target] = word.split('>');
  const [source = '', libraries] = path.split('=');
  const name = source.slice(source.lastIndexOf('/') + 1);
  const known =
    libraries === undefined
      ? ({ bound: true } as const)
      : { made: { name, loads: libraries.split(','), libc: 'musl' } as const };
  disk.place(
    source,
    target === undefined
      ? { kind: 'file', ...meta, content: { ...contentOf(undefined), source, ...known } }
      : { kind: 'link', ...meta, mode: 0o777, target },
  );
}

/** apk reads there what is to stay. The line of a group has the time in it. */
function writeWorld(disk: Disk, { world, group }: ImageFacts): void {
  const path = '/etc/apk/world';
  const before = disk.read(path);
  const isKnown = world !== undefined && group === undefined && before !== undefined;
  const lines = isKnown ? [...before.split('\n').filter((line) => line !== ''), ...world].sort() : undefined;
  disk.write(path, contentOf(lines?.map((line) => `${line}\n`).join('')));
}

function append(disk: Disk, path: string, lines: readonly string[] = []): void {
  disk.write(path, contentOf(lines.map((line) => `${line}\n`).join('')), true);
}
