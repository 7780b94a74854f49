import { ERROR_TEXT } from '../files/disk.ts';
import { UNKNOWN_CONTENT } from '../files/node.ts';
import type { Command } from '../shell/call.ts';
import { diskOf, Outcome, takenToWork } from './outcome.ts';
import { readOptions } from './options.ts';
import { readAll } from './read-all.ts';

/** What it ends with when a file cannot be opened: 1 is for what is not in order. */
const TROUBLE = 2;

/** Reads its files, and `-o` writes what comes out into a file, which may be one of them. Seen with BusyBox 1.36.1. */
export const sort: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'kotST');
  if (refused !== undefined) return refused;
  const outcome = new Outcome(call);
  const text = readAll(call, operands, outcome, (name, error) => `sort: ${name}: ${error}`, TROUBLE);
  if (!options.has('o')) call.out?.write(sorted(text, [...options.keys()], call.isBusyBox));
  else if (outcome.status.kind !== 'fails') {
    const target = options.get('o');
    const path = target === undefined ? undefined : call.path(target);
    if (target === undefined || path === undefined) return takenToWork(call);
    const done = diskOf(call).write(path, UNKNOWN_CONTENT);
    if (done.kind === 'error') outcome.problem(`sort: can't open '${target}': ${ERROR_TEXT[done.errno]}`, TROUBLE);
    else outcome.take(done, String, `${target} can be written`);
    call.out?.write('');
  }
  return outcome.status;
};

/** BusyBox on musl compares bytes; of another sort only the order of plain words is known, a line each. */
function sorted(text: string | undefined, options: readonly string[], isBusyBox: boolean): string | undefined {
  const known = isBusyBox ? /^(?:[ -~]*\n)*$/ : /^(?:[\w.+,-]+\n)*$/;
  if (text === undefined || !known.test(text) || options.some((each) => each !== 'u')) return undefined;
  const lines = text.split('\n').slice(0, -1).sort();
  return (options.length > 0 ? [...new Set(lines)] : lines).map((line) => `${line}\n`).join('');
}
