import { resolvePath } from '../../model/paths.ts';
import { withoutEnd } from '../../text.ts';
import type { Disk } from '../files/disk.ts';
import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { Node, Packed } from '../files/node.ts';
import { partsOf } from '../files/tree.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK, type Status } from '../status.ts';
import { archive } from './downloads.ts';
import { diskOf, Outcome } from './outcome.ts';
import { copied } from './transfer.ts';

/** What the words of a call ask for. */
interface Asked {
  readonly action: 'c' | 'x' | 't';
  readonly file: string;
  readonly folder: string | undefined;
  readonly packing: Packed['packing'];
  readonly strip: number;
  readonly members: readonly string[];
}

const LONG: Readonly<Record<string, string>> = {
  create: 'c',
  extract: 'x',
  list: 't',
  file: 'f',
  directory: 'C',
  gzip: 'z',
  bzip2: 'j',
  xz: 'J',
  verbose: 'v',
  'strip-components': 's',
};

/** Undefined when an option or a word leaves open what it does. */
function askedOf({ words }: Call): Asked | undefined {
  const options = new Map<string, string | undefined>();
  const members: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) return undefined;
    const long = /^--([a-z-]+)(?:=(.*))?$/s.exec(word);
    if (long !== null) {
      const letter = LONG[long[1] ?? ''];
      if (letter === undefined) return undefined;
      options.set(letter, /[fCs]/.test(letter) ? (long[2] ?? words[++i]) : undefined);
    } else if (/^-./.test(word) || (i === 0 && /^[a-zA-Z]+$/.test(word))) {
      for (const letter of word.replace(/^-/, '')) {
        if (!/[cxtfCzjJvpmko]/.test(letter)) return undefined;
        // `-ozf`: the owner is another one then.
        options.set(letter, /[fC]/.test(letter) ? words[++i] : undefined);
      }
    } else members.push(word);
  }
  const [action, ...more] = (['c', 'x', 't'] as const).filter((each) => options.has(each));
  const file = options.get('f');
  const strip = Number(options.get('s') ?? 0);
  if (action === undefined || more.length > 0 || file === undefined || file === '-' || !Number.isInteger(strip))
    return undefined;
  const packing = (['z', 'j', 'J'] as const).find((each) => options.has(each));
  return { action, file, folder: options.get('C'), packing, strip, members };
}

/**
 * tar: what it packs is kept with the archive, so it is known what comes out of it again. Where that is not known, it is taken
 * to work as for any other archive. Messages seen with BusyBox 1.36.1.
 */
export const tar: Command = (call) => {
  const asked = askedOf(call);
  if (asked === undefined) return archive(call);
  const path = call.path(asked.folder ?? '.');
  const place = path === undefined ? undefined : diskOf(call).find(path);
  if (place?.at !== 'there' || place.node.kind !== 'dir') return archive(call);
  return (asked.action === 'c' ? pack(call, asked, place.path) : unpack(call, asked, place.path)) ?? archive(call);
};

/** Undefined when not all that goes into the archive is known. */
function pack(call: Call, { file, packing, members }: Asked, folder: string): Status | undefined {
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  const found: [string, Node][] = [];
  for (const member of members) {
    const path = resolvePath(member, folder);
    const each = path === undefined ? undefined : disk.find(path, false);
    if (each === undefined || each.at === 'unknown') return undefined;
    if (each.at !== 'there') outcome.problem(`tar: ${member}: ${ERROR_TEXT[errnoOf(each) ?? 'ENOENT']}`);
    else if (!isListed(disk, each.node, each.path)) return undefined;
    else found.push([withoutSlash(member.replace(/^\/+/, '')), each.node]);
  }
  if (members.length === 0) return fails(1, 'tar: empty archive');
  const path = call.path(file);
  if (path === undefined) return undefined;
  const done = disk.write(path, { text: undefined, size: undefined, packed: { packing, members: found } });
  outcome.take(done, (error) => `tar: can't open '${file}': ${error}`, `${file} can be written`);
  call.out?.write(undefined);
  return outcome.status;
}

/** Whether all that is below a node is known. */
function isListed(disk: Disk, node: Node, path: string): boolean {
  if (node.kind !== 'dir') return node.kind !== 'maybe';
  if (!disk.isListed(node, path)) return false;
  for (const [name, entry] of node.entries) if (!isListed(disk, entry, `${path}/${name}`)) return false;
  return true;
}

/** Undefined when it is not known what the archive holds. */
function unpack(call: Call, { action, file, packing, strip, members }: Asked, folder: string): Status | undefined {
  const path = call.path(file);
  const disk = diskOf(call);
  const found = path === undefined ? undefined : disk.find(path);
  if (found?.at !== 'there' || found.node.kind !== 'file') return undefined;
  const { packed, text } = found.node.content;
  // What holds a zero byte may well be an archive.
  if (packed === undefined && (text === undefined || text.includes('\0') || !call.isBusyBox)) return undefined;
  // Without a letter BusyBox looks at what it is.
  if (packed === undefined || (packing !== undefined && packing !== packed.packing))
    return fails(1, packing === undefined ? 'tar: invalid tar magic' : 'tar: invalid magic');
  call.out?.write(undefined);
  if (action === 't') return OK;
  const outcome = new Outcome(call);
  const put = (name: string, node: Node): void => {
    call.session.budget.visit();
    if (node.kind === 'gone') return;
    const parts = name.split('/').slice(strip);
    const target = resolvePath(parts.join('/'), folder);
    if (target === undefined) return;
    if (node.kind === 'dir') {
      if (parts.length > 0) makeFolder(target);
      for (const [entry, below] of node.entries) put(`${name}/${entry}`, below);
      return;
    }
    if (parts.length === 0) return;
    const folders = target.slice(0, target.lastIndexOf('/')) || '/';
    if (!makeFolder(folders)) return;
    const own = disk.as.uid === 0 ? {} : { uid: disk.as.uid, gid: disk.as.gid };
    const one = { ...copied(node, disk, true, call.session.budget.visit), ...own } as Node;
    outcome.take(disk.add(target, one), (error) => `tar: can't open '${name}': ${error}`, `${target} can be written`);
  };
  const makeFolder = (target: string): boolean => {
    const done = disk.makeFolder(target, 0o777, true);
    outcome.take(done, (error) => `tar: can't create directory '${target}': ${error}`, `${target} can be made`);
    return done.kind !== 'error';
  };
  if (members.length === 0) for (const [name, node] of packed.members) put(name, node);
  for (const member of members) {
    const name = withoutSlash(member);
    const node = memberOf(packed, name);
    if (node === undefined) outcome.problem(`tar: ${member}: not found in archive`);
    else put(name, node);
  }
  return outcome.status;
}

/** By the name that the archive has for it: `./a` is another one than `a`. */
function memberOf({ members }: Packed, name: string): Node | undefined {
  for (const [own, node] of members) {
    if (own === name) return node;
    if (!name.startsWith(`${own}/`)) continue;
    let below: Node | undefined = node;
    for (const part of partsOf(name.slice(own.length)))
      below = below?.kind === 'dir' ? below.entries.get(part) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

/** `a/` is `a`, and `/` stays what it is. */
function withoutSlash(member: string): string {
  return withoutEnd(member, '/') || member.slice(0, 1);
}
