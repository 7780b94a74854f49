import { ERROR_TEXT } from '../files/disk.ts';
import { UNKNOWN_CONTENT } from '../files/node.ts';
import type { Command } from '../shell/call.ts';
import { diskOf, Outcome, takenToWork } from './outcome.ts';
import { readOptions } from './options.ts';
import { readAll } from './read-all.ts';

/** Reads its files, and `-o` writes what comes out into a file, which may be one of them. Seen with BusyBox 1.36.1. */
export const sort: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'kotST');
  if (refused !== undefined) return refused;
  const outcome = new Outcome(call);
  readAll(call, operands, outcome, (name, error) => `sort: ${name}: ${error}`);
  if (!options.has('o')) call.out?.write(undefined);
  else if (outcome.status.kind !== 'fails') {
    const target = options.get('o');
    if (target === undefined) return takenToWork(call);
    const done = diskOf(call).write(call.path(target), UNKNOWN_CONTENT);
    if (done.kind === 'error') outcome.problem(`sort: can't open '${target}': ${ERROR_TEXT[done.errno]}`, 2);
    else outcome.take(done, String, `${target} can be written`);
    call.out?.write('');
  }
  return outcome.status;
};
