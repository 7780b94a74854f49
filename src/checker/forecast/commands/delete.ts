import { type Disk, ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { Call, Command } from '../shell/call.ts';
import { expandGlob } from '../shell/glob.ts';
import { withoutEnd } from '../../text.ts';
import { OK } from '../status.ts';
import { readOptions } from './options.ts';
import { diskOf, known, Outcome, usage } from './outcome.ts';

/** Commands that delete. Messages seen with BusyBox 1.36.1. */

export const rm: Command = (call) => {
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

function removeOne(disk: Disk, path: string, name: string, recursive: boolean, force: boolean, outcome: Outcome): void {
  // rm names a folder without the slash behind it; rmdir as it is written.
  const written = withoutEnd(name, '/');
  const found = disk.find(path, false);
  if (found.at === 'not-a-folder' || found.at === 'denied') {
    outcome.problem(`rm: can't stat '${written}': ${ERROR_TEXT[found.at === 'denied' ? 'EACCES' : 'ENOTDIR']}`);
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

export const rmdir: Command = (call) => {
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
