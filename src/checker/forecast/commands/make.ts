import { ERROR_TEXT } from '../files/disk.ts';
import { allows } from '../files/resolve.ts';
import type { Command } from '../shell/call.ts';
import { changeMode } from './modes.ts';
import { readOptions } from './options.ts';
import { diskOf, known, Outcome, usage } from './outcome.ts';

/** Commands that make files and folders. Messages seen with BusyBox 1.36.1. */

export const mkdir: Command = (call) => {
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

export const touch: Command = (call) => {
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
      // The time of a file changes its owner, and who may write to it.
      else if (found.at === 'there' && found.node.uid !== disk.as.uid && allows(found.node, 2, disk.as) === false)
        outcome.problem(`touch: ${field.value ?? ''}: ${ERROR_TEXT.EACCES}`);
      continue;
    }
    if (found.at === 'absent' && field.value?.endsWith('/') === true) {
      outcome.problem(`touch: ${field.value}: ${ERROR_TEXT[found.folder ? 'EISDIR' : 'ENOENT']}`);
      continue;
    }
    const done = disk.write(path, { text: '', size: 0 });
    outcome.take(done, (error) => `touch: ${field.value ?? ''}: ${error}`, `\`touch ${field.value ?? ''}\` works`);
  }
  return outcome.status;
};
