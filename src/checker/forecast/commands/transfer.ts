import { type Disk, ERROR_TEXT } from '../files/disk.ts';
import { isSystemFolder, mayBeFolder } from '../files/system-folders.ts';
import type { DirNode, FileNode, Node } from '../files/node.ts';
import { partsOf } from '../files/tree.ts';
import type { Call } from '../shell/call.ts';
import type { Field } from '../shell/expand.ts';
import { fails, type Status, unknown } from '../status.ts';
import { diskOf, Outcome, usage, takenToWork } from './outcome.ts';

/** What cp, mv and install have in common. Messages seen with BusyBox 1.36.1. */

/** A copy of a node as somebody makes it: new owner, mode by umask, or all as it was. */
export function copied(node: Node, disk: Disk, keep: boolean, visit: () => void): Node {
  visit();
  if (node.kind === 'gone') return node;
  if (node.kind === 'maybe')
    return node.node === undefined ? node : { ...node, node: copied(node.node, disk, keep, visit) as FileNode };
  const { uid, gid } = disk.as;
  const meta = keep
    ? { origin: disk.origin, ...(uid !== 0 && { uid, gid }) }
    : {
        mode: node.kind === 'link' ? 0o777 : node.mode & ~disk.umask & 0o777,
        uid: disk.as.uid,
        gid: disk.as.gid,
        origin: disk.origin,
      };
  if (node.kind !== 'dir') return { ...node, ...meta };
  const entries = new Map<string, Node>();
  for (const [name, entry] of node.entries) entries.set(name, copied(entry, disk, keep, visit));
  const { mount: _, ...plain } = node;
  return { ...plain, ...meta, entries, owner: undefined };
}

/** Where something goes: into the target when that is a folder. */
export function into(disk: Disk, target: string, source: string): string {
  const found = disk.find(target);
  const plain = target.replace(/(.)\/$/, '$1');
  const name = partsOf(source).at(-1) ?? '';
  // Every system has these, also where the files of the image are not known.
  if (found.at === 'unknown' && (target.endsWith('/') || isSystemFolder(plain))) return `${plain}/${name}`;
  if (found.at !== 'there' || found.node.kind !== 'dir') return plain;
  return `${found.path === '/' ? '' : found.path}/${name}`;
}

/** What a file is at a place of which nothing is known: the file, or a folder with the file in it. */
export function placed(disk: Disk, to: string, source: string, node: Node): Node {
  const found = disk.find(to, false);
  if (found.at !== 'unknown' || found.node !== undefined || node.kind !== 'file') return node;
  return mayBeFolder(to, source) ? { kind: 'maybe', node, orFolder: true, why: found.because } : node;
}

/** Puts the entries of a folder into another. */
export function mergeInto(disk: Disk, to: string, node: DirNode, outcome: Outcome, isBusyBox = false): void {
  const there = disk.find(to);
  if (there.at === 'absent' || (there.at === 'unknown' && there.node === undefined)) {
    outcome.take(disk.add(to, node), (error) => `cp: can't create directory '${to}': ${error}`, `${to} can be made`);
    return;
  }
  if (there.at === 'there' && there.node.kind !== 'dir') {
    outcome.problem(`cp: target '${to}' is not a directory`);
    return;
  }
  for (const [name, entry] of node.entries) {
    const path = `${there.path === '/' ? '' : there.path}/${name}`;
    if (entry.kind === 'gone') continue;
    if (entry.kind === 'dir') mergeInto(disk, path, entry, outcome, isBusyBox);
    else if (isBusyBox && disk.find(path, false).at === 'there') {
      const done = disk.remove(path);
      if (done.kind === 'error') outcome.problem(`cp: can't create '${path}': ${ERROR_TEXT.EEXIST}`);
      else disk.add(path, entry);
    } else if (entry.kind === 'file' && disk.find(path).at === 'there')
      outcome.take(
        disk.write(path, entry.content),
        (error) => `cp: can't create '${path}': ${error}`,
        `${path} can be written`,
      );
    else outcome.take(disk.add(path, entry), (error) => `cp: can't create '${path}': ${error}`, `${path} can be made`);
  }
}

type Transfer = (disk: Disk, from: string, source: string, target: string, outcome: Outcome) => void;

/** What cp, mv and install have in common: several sources need a folder. */
export function transfer(
  call: Call,
  options: ReadonlyMap<string, string | undefined>,
  operands: readonly Field[],
  one: Transfer,
): Status {
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  const folder = options.get('t');
  const sources = folder === undefined ? operands.slice(0, -1) : operands;
  const written = folder ?? operands.at(-1)?.value;
  if (operands.length < (folder === undefined ? 2 : 1))
    return operands.some(({ value }) => value === undefined) ? unknown('the words are not known') : usage(call);
  const target = written === undefined ? undefined : call.path(written);
  if (target === undefined || sources.some(({ value }) => value === undefined)) {
    return takenToWork(call);
  }
  if (sources.length > 1) {
    const found = disk.find(target);
    if (found.at === 'there' && found.node.kind !== 'dir')
      return fails(1, `${call.name}: target '${written ?? ''}' is not a directory`);
    if (found.at === 'absent')
      return fails(
        1,
        `${call.name}: can't create '${written ?? ''}/${partsOf(sources[0]?.value ?? '').at(-1) ?? ''}': No such file or directory`,
      );
  }
  for (const { value = '' } of sources) {
    const from = call.path(value);
    if (from === undefined) continue;
    // `cp file /none/`: a slash asks for a folder, and only a folder can become one.
    const found = written?.endsWith('/') === true && disk.find(target).at === 'absent' ? disk.find(from) : undefined;
    if (found?.at === 'there' && found.node.kind === 'file')
      outcome.problem(
        call.name === 'mv'
          ? `mv: can't rename '${value}': Not a directory`
          : `${call.name}: can't create '${written ?? ''}': Is a directory`,
      );
    else one(disk, from, value, target, outcome);
  }
  return outcome.status;
}
