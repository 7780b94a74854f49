import { compareBranches } from '../../data/alpine-releases.ts';
import { FILES_SINCE } from '../apk/package-table.ts';
import { type Disk, type Done, ERROR_TEXT } from '../files/disk.ts';
import type { LinkNode } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { readOptions } from './options.ts';
import { diskOf, Outcome, usage, takenToWork } from './outcome.ts';
import { into } from './transfer.ts';

export const ln: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'S', { symbolic: 's' });
  if (refused !== undefined) return refused;
  const outcome = new Outcome(call);
  const disk = diskOf(call);
  const written = operands.length === 1 ? '.' : operands.at(-1)?.value;
  const sources = operands.length === 1 ? operands : operands.slice(0, -1);
  const target = written === undefined ? undefined : call.path(written);
  if (operands.length === 0) return usage(call);
  if (target === undefined || sources.some(({ value }) => value === undefined)) {
    return takenToWork(call);
  }
  const folder = disk.find(target);
  if (sources.length > 1 && folder.at === 'unknown') {
    // Several go into a folder, and no other target takes them.
    outcome.assume(`${target} is a folder: ${folder.because}`);
    return outcome.status;
  }
  for (const { value = '' } of sources) {
    const place = disk.find(target);
    const asFile =
      options.has('T') ||
      (options.has('n') && disk.find(target, false).at === 'there' && linkAt(disk, target) !== undefined);
    if (written?.endsWith('/') === true && place.at === 'absent') {
      outcome.problem(`ln: ${target}: ${ERROR_TEXT.ENOENT}`);
      continue;
    }
    const path = !asFile && place.at === 'there' && place.node.kind === 'dir' ? into(disk, target, value) : target;
    const existing = disk.find(path, false);
    if (existing.at === 'there') {
      // What a package of an older branch brings may be less than the table has.
      if (existing.node.origin.kind === 'package' && mayBeOlder(call)) {
        if (!options.has('f')) outcome.assume(`no package brings ${path}`);
      } else if (!options.has('f') || existing.node.kind === 'dir') {
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
    const kind = options.has('s') ? 'symbolic link' : 'hard link';
    outcome.take(
      done,
      (error) => (call.isBusyBox ? `ln: ${path}: ${error}` : `ln: failed to create ${kind} '${path}': ${error}`),
      `\`ln\` can make ${path}`,
    );
  }
  return outcome.status;
};

function mayBeOlder({ session: { facts } }: Call): boolean {
  const { branch } = facts;
  return branch === undefined || (branch !== 'edge' && compareBranches(branch, FILES_SINCE) < 0);
}

function linkAt(disk: Disk, path: string): LinkNode | undefined {
  const found = disk.find(path, false);
  return found.at === 'there' && found.node.kind === 'link' ? found.node : undefined;
}
