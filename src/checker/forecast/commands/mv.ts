import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { Command } from '../shell/call.ts';
import { readOptions } from './options.ts';
import { into, placed, transfer } from './transfer.ts';

export const mv: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 't', { force: 'f' });
  if (refused !== undefined) return refused;
  return transfer(call, options, operands, (disk, from, source, target, outcome) => {
    const found = disk.find(from, false);
    const to = into(disk, target, source);
    if (found.at === 'unknown') {
      outcome.assume(`${source} is there: ${found.because}`);
      const { node, orFolder, because: why } = found;
      disk.place(to, node === undefined || orFolder ? { kind: 'maybe', node, orFolder, why } : node);
      disk.tree.remove(found.path);
      return;
    }
    if (found.at !== 'there') {
      outcome.problem(`mv: can't rename '${source}': ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`);
      return;
    }
    const { node } = found;
    if (disk.find(to, false).path === found.path) {
      // BusyBox leaves it where it is (seen).
      if (!call.isBusyBox) outcome.problem(`mv: '${source}' and '${to}' are the same file`);
      return;
    }
    const there = disk.find(to, false);
    const done = there.at === 'there' ? disk.remove(to, true) : undefined;
    const put =
      done?.kind === 'error' ? done : disk.add(to, placed(disk, to, source, { ...node, origin: disk.origin }));
    outcome.take(put, (error) => `mv: can't rename '${source}': ${error}`, `${to} can be made`);
    if (put.kind !== 'error')
      outcome.take(
        disk.remove(found.path, true),
        (error) => `mv: can't remove '${source}': ${error}`,
        `${source} can be moved`,
      );
  });
};
