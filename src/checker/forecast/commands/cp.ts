import { type Disk, ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { Outcome } from './outcome.ts';
import type { DirNode } from '../files/node.ts';
import type { Command } from '../shell/call.ts';
import { readOptions } from './options.ts';
import { copied, into, mergeInto, placed, transfer } from './transfer.ts';

/**
 * Takes away what stands there, as BusyBox does (FEATURE_NON_POSIX_CP; seen with 1.36.1): the copy has the mode of its source, and
 * takes the place of a link. @returns whether that is refused
 */
function replaced(disk: Disk, to: string, outcome: Outcome): boolean {
  const there = disk.find(to, false);
  if (there.at !== 'there' || there.node.kind === 'dir') return false;
  const done = disk.remove(to);
  if (done.kind === 'error')
    outcome.problem(`cp: can't create '${to}': ${ERROR_TEXT[done.errno === 'EROFS' ? 'EROFS' : 'EEXIST']}`);
  return done.kind === 'error';
}

export const cp: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 't', { recursive: 'r', archive: 'a', force: 'f' });
  if (refused !== undefined) return refused;
  const { visit } = call.session.budget;
  return transfer(call, options, operands, (disk, from, source, target, outcome) => {
    const recursive = ['a', 'r', 'R'].some((each) => options.has(each));
    const keepLinks = (recursive || options.has('d') || options.has('P')) && !options.has('L');
    const found = disk.find(from, !keepLinks);
    if (found.at === 'unknown') {
      const { node, orFolder, because: why } = found;
      const to = into(disk, target, source);
      outcome.assume(`${source} is there: ${why}`);
      if (disk.find(to, false).at !== 'there')
        outcome.take(
          disk.add(
            to,
            node === undefined || orFolder ? { kind: 'maybe', node, orFolder, why } : copied(node, disk, false, visit),
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
      mergeInto(disk, to, copied(node, disk, keep, visit) as DirNode, outcome, call.isBusyBox);
      return;
    }
    const to = into(disk, target, source);
    if (node.kind === 'link') {
      outcome.take(
        disk.add(to, copied(node, disk, keep, visit)),
        (error) => `cp: can't create symlink '${to}': ${error}`,
        `${to} can be made`,
      );
      return;
    }
    const there = disk.find(to);
    if (call.isBusyBox && replaced(disk, to, outcome)) return;
    else if (there.at === 'there' && !call.isBusyBox)
      outcome.take(
        disk.write(to, node.content),
        (error) => `cp: can't create '${target}': ${error}`,
        `${to} can be written`,
      );
    else
      outcome.take(
        disk.add(to.replace(/(.)\/$/, '$1'), placed(disk, to, source, copied(node, disk, keep, visit))),
        (error) => `cp: can't create '${target.endsWith('/') ? to : target}': ${error}`,
        `${to} can be made`,
      );
  });
};
