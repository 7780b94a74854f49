import type { Disk } from '../files/disk.ts';
import { type Done, ERROR_TEXT, errnoOf } from '../files/disk.ts';
import { type DirNode, type FileNode, type LinkNode, type Node, UNKNOWN_CONTENT } from '../files/node.ts';
import { partsOf } from '../files/tree.ts';
import { expandGlob } from '../shell/glob.ts';
import { ownerOf } from '../users.ts';
import type { Field } from '../shell/expand.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { changeMode } from './modes.ts';
import { readOptions } from './options.ts';

/** Commands that make, move and delete files. Messages seen with BusyBox 1.36.1. */

export function diskOf(call: Call): Disk {
  return call.session.disk(call.shell.umask);
}

/** The first problem is what the command ends with; what is not known is taken for granted. */
export class Outcome {
  status: Status = OK;
  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  problem(prints: string, exit = 1): void {
    if (this.status.kind !== 'fails') this.status = fails(exit, prints);
  }

  /** @param say the words for an error */
  take(done: Done, say: (error: string) => string, what: string): void {
    if (done.kind === 'error') this.problem(say(ERROR_TEXT[done.errno]));
    else if (done.kind === 'unknown') this.assume(`${what}: ${done.why}`);
  }

  assume(what: string): void {
    const status = this.#call.session.assume(what, this.#call.asked);
    if (this.status.kind === 'ok') this.status = status;
  }
}

/** Undefined for a word that is not known: what the command does with it is not known then. */
export function known(call: Call, field: Field, outcome: Outcome): string | undefined {
  if (field.value === '') {
    outcome.problem(`${call.name}: : ${ERROR_TEXT.ENOENT}`);
    return undefined;
  }
  if (field.value !== undefined) return call.path(field.value);
  call.session.machine.cloud(`what \`${call.name}\` does with a word that is not known`);
  outcome.assume(`\`${call.name}\` works with words that are not known`);
  return undefined;
}

const usage = (call: Call): Status => fails(1, `Usage: ${call.name}`);

const mkdir: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'm', { mode: 'm:', parents: 'p' });
  if (refused !== undefined) return refused;
  if (operands.length === 0) return usage(call);
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  for (const field of operands) {
    const path = known(call, field, outcome);
    if (path === undefined) continue;
    const mode = options.get('m');
    const done = disk.makeFolder(path, 0o777, options.has('p'));
    const bits = mode === undefined ? undefined : changeMode(mode, 0o777, true);
    if (bits !== undefined && done.kind !== 'error') disk.change(path, () => ({ mode: bits }));
    outcome.take(
      done,
      (error) => `mkdir: can't create directory '${field.value ?? ''}': ${error}`,
      `\`mkdir ${field.value ?? ''}\` works`,
    );
  }
  return outcome.status;
};

const touch: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'rdt');
  if (refused !== undefined) return refused;
  if (operands.length === 0) return usage(call);
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  for (const field of operands) {
    const path = known(call, field, outcome);
    if (path === undefined) continue;
    const found = disk.find(path);
    if (found.at === 'there' || (found.at === 'absent' && options.has('c'))) {
      if (found.at === 'there' && found.ro) outcome.problem(`touch: ${field.value ?? ''}: ${ERROR_TEXT.EROFS}`);
      continue;
    }
    const done = disk.write(path, { text: '', size: 0 });
    outcome.take(done, (error) => `touch: ${field.value ?? ''}: ${error}`, `\`touch ${field.value ?? ''}\` works`);
  }
  return outcome.status;
};

const rm: Command = (call) => {
  const { options, operands, refused } = readOptions(call, '', { force: 'f', recursive: 'r' });
  if (refused !== undefined) return refused;
  const force = options.has('f');
  const recursive = options.has('r') || options.has('R');
  if (operands.length === 0) return force ? OK : usage(call);
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  for (const field of operands) {
    if (field.pattern !== undefined) {
      removePattern(call, field.pattern, disk, recursive, force, outcome);
      continue;
    }
    if (/(?:^|\/)\.{1,2}\/*$/.test(field.value ?? '')) {
      outcome.problem("rm: can't remove '.' or '..'");
      continue;
    }
    if (field.value === '' && force) continue;
    const path = known(call, field, outcome);
    if (path !== undefined) removeOne(disk, path, field.value ?? '', recursive, force, outcome);
  }
  return outcome.status;
};

function removeOne(
  disk: Disk,
  path: string,
  written: string,
  recursive: boolean,
  force: boolean,
  outcome: Outcome,
): void {
  const found = disk.find(path, false);
  if (found.at === 'not-a-folder') {
    outcome.problem(`rm: can't stat '${written}': ${ERROR_TEXT.ENOTDIR}`);
    return;
  }
  if (found.at === 'absent') {
    if (!force) outcome.problem(`rm: can't remove '${written}': ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`);
    return;
  }
  if (found.at === 'there' && found.node.kind === 'dir' && !recursive) {
    outcome.problem(`rm: '${written}' is a directory`);
    return;
  }
  const done = disk.remove(path, recursive);
  if (done.kind === 'unknown' && force) return;
  outcome.take(done, (error) => `rm: can't remove '${written}': ${error}`, `${written} is there to be deleted`);
}

/** `rm -rf /var/cache/apk/*` where the folder may hold more than is known: afterwards it holds nothing that matches. */
function removePattern(
  call: Call,
  pattern: string,
  disk: Disk,
  recursive: boolean,
  force: boolean,
  outcome: Outcome,
): void {
  const slash = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, slash) || '/';
  const found = disk.find(folder);
  if (pattern.slice(slash) === '/*' && !/[*?[\\]/.test(folder) && found.at === 'there' && found.node.kind === 'dir') {
    for (const name of disk.list(found.node, found.path).names) {
      if (!name.startsWith('.')) removeOne(disk, `${found.path}/${name}`, name, recursive, force, outcome);
    }
    const after = disk.find(folder);
    if (after.at === 'there' && after.node.kind === 'dir') {
      const left = new Map(
        [...after.node.entries].filter(([name, { kind }]) => name.startsWith('.') || kind === 'dir'),
      );
      call.session.machine.tree.set(after.path, {
        ...after.node,
        entries: left,
        owner: undefined,
        complete: call.session.machine.tree.clock.tick(),
      });
    }
    return;
  }
  // What is known to match goes; of the rest nothing is known before and behind.
  for (const path of expandGlob(pattern, disk, '/').matches) removeOne(disk, path, path, recursive, force, outcome);
  if (!force) outcome.assume(`\`rm ${pattern}\` finds files`);
}

const rmdir: Command = (call) => {
  const { operands, refused } = readOptions(call);
  if (refused !== undefined) return refused;
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  for (const field of operands) {
    const path = known(call, field, outcome);
    if (path === undefined) continue;
    const found = disk.find(path, false);
    const say = (error: string): void => outcome.problem(`rmdir: '${field.value ?? ''}': ${error}`);
    if (found.at === 'there' && found.node.kind !== 'dir') say(ERROR_TEXT.ENOTDIR);
    else if (found.at === 'there' && found.node.kind === 'dir' && disk.list(found.node, found.path).names.length > 0)
      say(ERROR_TEXT.ENOTEMPTY);
    else
      outcome.take(
        disk.remove(path, true),
        (error) => `rmdir: '${field.value ?? ''}': ${error}`,
        `${field.value ?? ''} is an empty folder`,
      );
  }
  return outcome.status;
};

/** A copy of a node as somebody makes it: new owner, mode by umask, or all as it was. */
function copied(node: Node, disk: Disk, keep: boolean): Node {
  if (node.kind === 'gone') return node;
  if (node.kind === 'maybe')
    return node.node === undefined ? node : { ...node, node: copied(node.node, disk, keep) as FileNode };
  const meta = keep
    ? { origin: disk.origin }
    : {
        mode: node.kind === 'link' ? 0o777 : node.mode & ~disk.umask & 0o777,
        uid: disk.as.uid,
        gid: disk.as.gid,
        origin: disk.origin,
      };
  if (node.kind !== 'dir') return { ...node, ...meta };
  const entries = new Map<string, Node>();
  for (const [name, entry] of node.entries) entries.set(name, copied(entry, disk, keep));
  const { mount: _, ...plain } = node;
  return { ...plain, ...meta, entries, owner: undefined };
}

/** Where something goes: into the target when that is a folder. */
function into(disk: Disk, target: string, source: string): string {
  const found = disk.find(target);
  if (found.at !== 'there' || found.node.kind !== 'dir') return target.replace(/(.)\/$/, '$1');
  return `${found.path === '/' ? '' : found.path}/${partsOf(source).at(-1) ?? ''}`;
}

const cp: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 't', { recursive: 'r', archive: 'a', force: 'f' });
  if (refused !== undefined) return refused;
  return transfer(call, options, operands, (disk, from, source, target, outcome) => {
    const recursive = ['a', 'r', 'R'].some((each) => options.has(each));
    const keepLinks = (recursive || options.has('d') || options.has('P')) && !options.has('L');
    const found = disk.find(from, !keepLinks);
    if (found.at === 'unknown') {
      const node =
        found.node ??
        ({
          kind: 'file',
          mode: 0o644,
          uid: disk.as.uid,
          gid: disk.as.gid,
          origin: disk.origin,
          content: UNKNOWN_CONTENT,
        } as const);
      const to = into(disk, target, source);
      outcome.assume(`${source} is there: ${found.because}`);
      if (disk.find(to, false).at !== 'there')
        outcome.take(
          disk.add(
            to,
            found.node === undefined
              ? { kind: 'maybe', node: undefined, why: found.because }
              : copied(node, disk, false),
          ),
          (error) => `cp: can't create '${to}': ${error}`,
          `${to} can be made`,
        );
      return;
    }
    if (found.at !== 'there') {
      outcome.problem(`cp: can't stat '${source}': ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`);
      return;
    }
    const { node } = found;
    if (node.kind === 'dir' && !recursive) {
      outcome.problem(`cp: omitting directory '${source}'`);
      return;
    }
    const keep = options.has('a') || options.has('p');
    if (node.kind === 'dir') {
      const to = options.has('T')
        ? target
        : source.endsWith('/.') || source === '.'
          ? target
          : into(disk, target, source);
      mergeInto(disk, to, copied(node, disk, keep) as DirNode, outcome);
      return;
    }
    const to = into(disk, target, source);
    if (node.kind === 'link') {
      outcome.take(
        disk.add(to, copied(node, disk, keep)),
        (error) => `cp: can't create symlink '${to}': ${error}`,
        `${to} can be made`,
      );
      return;
    }
    const there = disk.find(to);
    if (there.at === 'there')
      outcome.take(
        disk.write(to, node.content),
        (error) => `cp: can't create '${target}': ${error}`,
        `${to} can be written`,
      );
    else
      outcome.take(
        disk.add(to.replace(/(.)\/$/, '$1'), copied(node, disk, keep)),
        (error) => `cp: can't create '${target.endsWith('/') ? to : target}': ${error}`,
        `${to} can be made`,
      );
  });
};

/** Puts the entries of a folder into another. */
function mergeInto(disk: Disk, to: string, node: DirNode, outcome: Outcome): void {
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
    if (entry.kind === 'dir') mergeInto(disk, path, entry, outcome);
    else if (entry.kind === 'file' && disk.find(path).at === 'there')
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
function transfer(
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
    call.session.machine.cloud(`what \`${call.name}\` copies is not known`);
    return call.session.assume(`\`${call.name}\` works with words that are not known`, call.asked);
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
    if (from !== undefined) one(disk, from, value, target, outcome);
  }
  return outcome.status;
}

const mv: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 't', { force: 'f' });
  if (refused !== undefined) return refused;
  return transfer(call, options, operands, (disk, from, source, target, outcome) => {
    const found = disk.find(from, false);
    const to = into(disk, target, source);
    if (found.at === 'unknown') {
      outcome.assume(`${source} is there: ${found.because}`);
      disk.place(to, found.node ?? { kind: 'maybe', node: undefined, why: found.because });
      disk.tree.remove(found.path);
      return;
    }
    if (found.at !== 'there') {
      outcome.problem(`mv: can't rename '${source}': ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`);
      return;
    }
    const { node } = found;
    if (disk.find(to, false).path === found.path) {
      outcome.problem(`mv: '${source}' and '${to}' are the same file`);
      return;
    }
    const there = disk.find(to, false);
    const done = there.at === 'there' ? disk.remove(to, true) : undefined;
    const put = done?.kind === 'error' ? done : disk.add(to, { ...node, origin: disk.origin });
    outcome.take(put, (error) => `mv: can't rename '${source}': ${error}`, `${to} can be made`);
    if (put.kind !== 'error')
      outcome.take(
        disk.remove(found.path, true),
        (error) => `mv: can't remove '${source}': ${error}`,
        `${source} can be moved`,
      );
  });
};

const install: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'gmot', {
    mode: 'm:',
    owner: 'o:',
    group: 'g:',
    directory: 'd',
  });
  if (refused !== undefined) return refused;
  const mode = changeMode(options.get('m') ?? '755', 0, false) ?? 0o755;
  if (options.has('d')) {
    const outcome = new Outcome(call);
    for (const field of operands) {
      const path = known(call, field, outcome);
      if (path === undefined) continue;
      const done = diskOf(call).makeFolder(path, 0o777, true);
      outcome.take(
        done,
        (error) => `install: can't create directory '${field.value ?? ''}': ${error}`,
        `${path} can be made`,
      );
      if (done.kind !== 'error') own(call, path, options, mode);
    }
    return outcome.status;
  }
  if (options.has('D') && operands.length >= 2) {
    const target = operands.at(-1)?.value;
    const path = target === undefined ? undefined : call.path(target);
    const parent = path === undefined ? undefined : operands.length > 2 ? path : path.slice(0, path.lastIndexOf('/'));
    if (parent !== undefined && parent !== '') diskOf(call).makeFolder(parent, 0o777, true);
  }
  return transfer(call, options, operands, (disk, from, source, target, outcome) => {
    const found = disk.find(from);
    if (found.at !== 'there' && found.at !== 'unknown') {
      outcome.problem(`install: can't stat '${source}': ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`);
      return;
    }
    if (found.at === 'unknown') outcome.assume(`${source} is there: ${found.because}`);
    const node = found.node;
    if (node?.kind === 'dir') {
      outcome.problem(`install: omitting directory '${source}'`);
      return;
    }
    const content = node?.kind === 'file' ? node.content : UNKNOWN_CONTENT;
    const to = into(disk, target, source);
    const existing = disk.find(to, false);
    if (existing.at === 'there' && existing.node.kind !== 'dir') disk.remove(to);
    const done = disk.add(to, { kind: 'file', mode, uid: disk.as.uid, gid: disk.as.gid, origin: disk.origin, content });
    outcome.take(done, (error) => `install: can't create '${to}': ${error}`, `${to} can be made`);
    if (done.kind !== 'error') own(call, to, options, mode);
  });
};

function own(call: Call, path: string, options: ReadonlyMap<string, string | undefined>, mode: number): void {
  const uid = options.has('o') ? ownerOf(call.session, options.get('o') ?? '').uid : undefined;
  const group = options.has('g') ? ownerOf(call.session, `0:${options.get('g') ?? ''}`).gid : undefined;
  diskOf(call).change(path, () => ({
    mode,
    ...(typeof uid === 'number' && { uid }),
    ...(typeof group === 'number' && { gid: group }),
  }));
}

const ln: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'S', { symbolic: 's' });
  if (refused !== undefined) return refused;
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  const written = operands.length === 1 ? '.' : operands.at(-1)?.value;
  const sources = operands.length === 1 ? operands : operands.slice(0, -1);
  const target = written === undefined ? undefined : call.path(written);
  if (operands.length === 0) return usage(call);
  if (target === undefined || sources.some(({ value }) => value === undefined)) {
    call.session.machine.cloud('what `ln` makes is not known');
    return call.session.assume('`ln` works with words that are not known', call.asked);
  }
  for (const { value = '' } of sources) {
    const place = disk.find(target);
    const asFile =
      options.has('T') ||
      (options.has('n') && disk.find(target, false).at === 'there' && linkAt(disk, target) !== undefined);
    const path = !asFile && place.at === 'there' && place.node.kind === 'dir' ? into(disk, target, value) : target;
    const existing = disk.find(path, false);
    if (existing.at === 'there') {
      if (!options.has('f') || existing.node.kind === 'dir') {
        outcome.problem(`ln: ${path}: ${ERROR_TEXT.EEXIST}`);
        continue;
      }
      disk.remove(path);
    }
    let done: Done;
    if (options.has('s')) done = disk.makeLink(path, value);
    else {
      const from = call.path(value);
      const found = from === undefined ? undefined : disk.find(from, false);
      if (found?.at === 'absent') {
        outcome.problem(`ln: ${value}: ${ERROR_TEXT.ENOENT}`);
        continue;
      }
      done = disk.add(
        path,
        found?.at === 'there' ? found.node : { kind: 'maybe', node: undefined, why: `${value} is not known` },
      );
    }
    // With `-f` it does not matter whether something is there.
    if (done.kind === 'unknown' && options.has('f')) continue;
    outcome.take(done, (error) => `ln: ${path}: ${error}`, `\`ln\` can make ${path}`);
  }
  return outcome.status;
};

function linkAt(disk: Disk, path: string): LinkNode | undefined {
  const found = disk.find(path, false);
  return found.at === 'there' && found.node.kind === 'link' ? found.node : undefined;
}

/** Everything below a folder, links not followed. */
export function below(node: Node | undefined, path: string, visit: (path: string, node: Node) => void): void {
  if (node?.kind !== 'dir') return;
  for (const [name, entry] of node.entries) {
    const at = `${path === '/' ? '' : path}/${name}`;
    visit(at, entry);
    below(entry, at, visit);
  }
}

const chmod: Command = (call) => {
  // `chmod -x file`: what looks like an option is a mode.
  const args = call.args.map((field) =>
    field.value !== undefined && /^-[rwxXst]+$/.test(field.value) ? { ...field, value: `a${field.value}` } : field,
  );
  const { options, operands, refused } = readOptions({ ...call, args });
  if (refused !== undefined) return refused;
  const [mode, ...files] = operands;
  if (mode === undefined || files.length === 0) return usage(call);
  if (mode.value === undefined) return call.session.assume('`chmod` works with a mode that is not known', call.asked);
  const text = mode.value;
  if (changeMode(text, 0, false) === undefined) return fails(1, `chmod: invalid mode '${text}'`);
  return changeAll(call, files, options.has('R'), (node) => ({
    mode: changeMode(text, node.mode, node.kind === 'dir', call.shell.umask) ?? node.mode,
  }));
};

function changeAll(
  call: Call,
  files: readonly Field[],
  recursive: boolean,
  how: (node: FileNode | DirNode) => Partial<FileNode>,
): Status {
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  for (const field of files) {
    const path = known(call, field, outcome);
    if (path === undefined) continue;
    outcome.take(
      disk.change(path, how),
      (error) => `${call.name}: ${field.value ?? ''}: ${error}`,
      `${field.value ?? ''} is there`,
    );
    const found = disk.find(path);
    if (!recursive || found.at !== 'there' || found.node.kind !== 'dir') continue;
    call.session.machine.tree.set(found.path, changedTree(found.node, how));
  }
  return outcome.status;
}

function changedTree(node: DirNode, how: (node: FileNode | DirNode) => Partial<FileNode>): DirNode {
  const entries = new Map<string, Node>();
  for (const [name, entry] of node.entries) {
    if (entry.kind === 'dir') entries.set(name, changedTree({ ...entry, ...how(entry) } as DirNode, how));
    else entries.set(name, entry.kind === 'file' ? { ...entry, ...how(entry) } : entry);
  }
  return { ...node, entries, owner: undefined };
}

const chown: Command = (call) => {
  const { options, operands, refused } = readOptions(call);
  if (refused !== undefined) return refused;
  const [owner, ...files] = operands;
  if (owner === undefined || files.length === 0) return usage(call);
  const text = owner.value;
  const { uid, gid, problem } =
    text === undefined
      ? { uid: undefined, gid: undefined, problem: undefined }
      : ownerOf(call.session, call.name === 'chgrp' ? `:${text}` : text);
  if (problem !== undefined) {
    const what =
      call.name === 'chgrp'
        ? `unknown group ${text ?? ''}`
        : /[:.]/.test(text ?? '')
          ? `unknown user/group ${text ?? ''}`
          : `unknown user ${text ?? ''}`;
    return fails(1, `${call.name}: ${what}`);
  }
  if ((uid === 'unknown' || gid === 'unknown') && text !== undefined)
    call.session.given.add(`the owner ${text} exists`);
  const isRoot = call.session.user.uid === 0;
  return changeAll(call, files, options.has('R'), () => ({
    ...(isRoot && uid !== 'keep' && { uid: typeof uid === 'number' ? uid : undefined }),
    ...(isRoot && gid !== 'keep' && { gid: typeof gid === 'number' ? gid : undefined }),
  }));
};

export const FILE_COMMANDS: Readonly<Record<string, Command>> = {
  mkdir,
  touch,
  rm,
  unlink: rm,
  rmdir,
  cp,
  mv,
  install,
  ln,
  link: ln,
  chmod,
  chown,
  chgrp: chown,
};
