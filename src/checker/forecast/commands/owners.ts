import type { DirNode, FileNode, Node } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import type { Field } from '../shell/expand.ts';
import { fails, type Status } from '../status.ts';
import { ownerOf } from '../users.ts';
import { changeMode } from './modes.ts';
import { readOptions } from './options.ts';
import { diskOf, known, Outcome, usage } from './outcome.ts';

/** Commands that change modes and owners. Messages seen with BusyBox 1.36.1. */

export const chmod: Command = (call) => {
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
    call.session.machine.tree.set(found.path, changedTree(found.node, how, call.session.budget.visit));
  }
  return outcome.status;
}

function changedTree(node: DirNode, how: (node: FileNode | DirNode) => Partial<FileNode>, visit: () => void): DirNode {
  const entries = new Map<string, Node>();
  for (const [name, entry] of node.entries) {
    visit();
    if (entry.kind === 'dir') entries.set(name, changedTree({ ...entry, ...how(entry) } as DirNode, how, visit));
    else entries.set(name, entry.kind === 'file' ? { ...entry, ...how(entry) } : entry);
  }
  return { ...node, entries, owner: undefined };
}

export const chown: Command = (call) => {
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
  const { user } = call.session;
  const isRoot = user.uid === 0;
  // Nobody else gives a file away, and groups only to those that he is in.
  const isOther = typeof uid === 'number' && uid !== user.uid;
  const isStrange = typeof gid === 'number' && gid !== user.gid && !user.groups.includes(gid);
  const status = changeAll(call, files, options.has('R'), () => ({
    ...(isRoot && uid !== 'keep' && { uid: typeof uid === 'number' ? uid : undefined }),
    ...(!isRoot && typeof gid === 'number' && { gid }),
    ...(isRoot && gid !== 'keep' && { gid: typeof gid === 'number' ? gid : undefined }),
  }));
  return user.uid !== undefined && !isRoot && (isOther || isStrange) && status.kind === 'ok'
    ? fails(1, `${call.name}: ${files[0]?.value ?? ''}: Operation not permitted`)
    : status;
};
