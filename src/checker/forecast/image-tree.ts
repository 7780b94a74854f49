import { filesOf } from './apk/package-table.ts';
import { contentOf, type DirNode, type Node } from './files/node.ts';
import { type Clock, dir, Tree } from './files/tree.ts';
import type { ImageFacts } from './image-facts.ts';

const meta = { mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' } } as const;

/** Folders that the Dockerfiles write to beside those of packages: what else is in them is not known. */
const OPEN = ['/home', '/opt', '/root', '/tmp', '/usr/local'];

const made = new WeakMap<DirNode, Map<ImageFacts, DirNode>>();

/** The files of an official image: those of its base, and what is known of its own. Trees copy what they change. */
export function imageTree(facts: ImageFacts, base: DirNode, clock: Clock): Tree {
  const kept = made.get(base) ?? new Map<ImageFacts, DirNode>();
  made.set(base, kept);
  const before = kept.get(facts);
  if (before !== undefined) return new Tree(before, clock);
  const tree = new Tree(base, clock);
  for (const path of OPEN) openFolder(tree, path);
  for (const name of [...(facts.world ?? []), ...(facts.group ?? [])])
    for (const { path, node } of filesOf(name)?.files ?? []) place(tree, path, node);
  for (const word of facts.programs) placeProgram(tree, word);
  appendTo(tree, '/etc/passwd', facts.users);
  appendTo(tree, '/etc/group', facts.groups);
  for (const line of facts.users ?? []) {
    const [, , uid, gid, , home = ''] = line.split(':');
    // adduser makes it; the mode was seen.
    if (home.startsWith('/home/'))
      place(tree, home, dir({ ...meta, mode: 0o2755, uid: Number(uid), gid: Number(gid) }, -1));
  }
  if (facts.workdir !== undefined && tree.get(facts.workdir) === undefined) place(tree, facts.workdir, dir(meta, -1));
  kept.set(facts, tree.root);
  return new Tree(tree.root, clock);
}

function openFolder(tree: Tree, path: string): void {
  const node = tree.get(path);
  if (node?.kind !== 'dir') return;
  tree.set(path, { ...node, complete: -1 });
  for (const [name, each] of node.entries) if (each.kind === 'dir') openFolder(tree, `${path}/${name}`);
}

function place(tree: Tree, path: string, node: Node): void {
  const parts = path.split('/').slice(1, -1);
  parts.forEach((_, at) => {
    const folder = `/${parts.slice(0, at + 1).join('/')}`;
    if (tree.get(folder) === undefined) tree.set(folder, dir(meta, -1));
  });
  tree.set(path, node);
}

function placeProgram(tree: Tree, word: string): void {
  const [path = '', target] = word.split('>');
  if (target !== undefined) {
    place(tree, path, { kind: 'link', ...meta, mode: 0o777, target });
    return;
  }
  const [source = '', libraries] = path.split('=');
  const name = source.slice(source.lastIndexOf('/') + 1);
  const known =
    libraries === undefined
      ? ({ bound: true } as const)
      : { made: { name, loads: libraries.split(','), libc: 'musl' } as const };
  place(tree, source, { kind: 'file', ...meta, content: { ...contentOf(undefined), source, ...known } });
}

function appendTo(tree: Tree, path: string, lines: readonly string[] = []): void {
  const node = tree.get(path);
  if (lines.length === 0 || node?.kind !== 'file' || node.content.text === undefined) return;
  tree.set(path, { ...node, content: contentOf(`${node.content.text}${lines.map((line) => `${line}\n`).join('')}`) });
}
