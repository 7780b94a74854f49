import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { MadeProgram } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK, type Status } from '../status.ts';
import { diskOf, makeFile, takenToWork } from './outcome.ts';

/** `as` and `ld` of binutils. Messages and exit codes seen with 2.41 (Alpine 3.19). */

interface Words {
  readonly output: string | undefined;
  readonly inputs: readonly string[];
  /** An option that is not followed. */
  readonly isOpen: boolean;
}

/** @param valued options that take the next word @param plain options that change nothing of what is told here */
function read(call: Call, valued: RegExp, plain: RegExp): Words {
  const inputs: string[] = [];
  let output: string | undefined;
  let isOpen = false;
  for (let i = 0; i < call.words.length; i++) {
    const word = call.words[i];
    if (word === undefined) isOpen = true;
    else if (word === '-o') output = call.words[++i];
    else if (/^-o./.test(word)) output = word.slice(2);
    else if (valued.test(word)) i++;
    else if (plain.test(word)) continue;
    else if (word.startsWith('-')) isOpen = true;
    else inputs.push(word);
  }
  return { output, inputs, isOpen };
}

/** The first input that cannot be read, in words; what is perhaps there is taken to be. */
function unreadable(call: Call, inputs: readonly string[], say: (name: string, error: string) => string) {
  for (const input of inputs) {
    const path = call.path(input);
    const found = path === undefined ? undefined : diskOf(call).find(path);
    const errno = found === undefined ? undefined : errnoOf(found);
    if (errno !== undefined) return fails(1, say(input, ERROR_TEXT[errno]));
    if (found?.at === 'unknown') call.session.given.add(`${input} is there: ${found.because}`);
  }
  return undefined;
}

function write(
  call: Call,
  output: string,
  what: { readonly mode: number; readonly made?: MadeProgram; readonly plain?: true },
  say: (error: string) => string,
): Status | undefined {
  const { session } = call;
  const target = call.path(output);
  if (target === undefined) return undefined;
  const { mode, ...content } = what;
  const done = makeFile(call, target, mode, content);
  if (done.kind === 'error') return fails(1, say(ERROR_TEXT[done.errno]));
  if (done.kind === 'unknown') session.given.add(`${output} can be written: ${done.why}`);
  return undefined;
}

/** Whether a contract says that it works: `as hello.s`, `ld hello.o`. */
function isPromised({ session, name }: Call, [input, ...more]: readonly string[]): boolean {
  const last = input?.slice(input.lastIndexOf('/') + 1) ?? '';
  return more.length === 0 && session.facts.contracts.some(({ run }) => run === `${name} ${last}`);
}

export const as: Command = (call) => {
  const words = read(call, /^-(?:I|MD|alternate)$/, /^-(?:g|W|-32|-64|-noexecstack|-fatal-warnings|q)$/);
  if (words.isOpen || words.inputs.length === 0) return takenToWork(call);
  const { output = 'a.out', inputs } = words;
  const problem =
    unreadable(call, inputs, (name, error) => `Error: can't open ${name} for reading: ${error}`) ??
    write(call, output, { mode: 0o666, plain: true }, (error) => `Fatal error: can't create ${output}: ${error}`);
  return problem ?? worked(call, inputs);
};

export const ld: Command = (call) => {
  const words = read(
    call,
    /^-(?:e|T|z|m|rpath|soname|dynamic-linker|-entry|-dynamic-linker|O)$/,
    /^-(?:s|S|x|n|N|static|-strip-all|-strip-debug|O\d?|L.+|-gc-sections|-build-id\S*|-no-undefined)$/,
  );
  const bad = call.words.find((word) => word !== undefined && /^-s[b-gj-np-z]\w*$/.test(word) && !LD_S.test(word));
  if (bad !== undefined) return fails(1, `ld: Error: unable to disambiguate: ${bad} (did you mean -${bad} ?)`);
  // Libraries and what shared ones need are not followed.
  if (words.isOpen) return takenToWork(call);
  const { output = 'a.out', inputs } = words;
  if (inputs.length === 0) return fails(1, 'ld: no input files');
  const name = output.slice(output.lastIndexOf('/') + 1);
  const loader = call.words.some((word) => word !== undefined && /^-{1,2}dynamic-linker/.test(word));
  const made: MadeProgram = { name, loads: [], libc: loader ? 'musl' : 'none' };
  const problem =
    unreadable(call, inputs, (input, error) => `ld: cannot find ${input}: ${error}`) ??
    write(call, output, { mode: 0o777, made }, (error) => `ld: cannot open output file ${output}: ${error}`);
  return problem ?? worked(call, inputs);
};

/** Long options of ld that begin with `-s` and one dash. */
const LD_S = /^-(?:static|shared|soname|sort|section|stats|split|stack|sub)/;

function worked(call: Call, inputs: readonly string[]): Status {
  if (isPromised(call, inputs)) return OK;
  return call.session.assume(`\`${call.name}\` makes something of ${inputs.join(' ')}`, call.asked);
}
