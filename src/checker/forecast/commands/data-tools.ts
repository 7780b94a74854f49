import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import { UNKNOWN_CONTENT } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK, type Status } from '../status.ts';
import { diskOf, Outcome, takenToWork } from './outcome.ts';
import { readOptions } from './options.ts';

/** `jq` and `zstd`. Messages and exit codes seen with jq 1.7.1 and zstd 1.5.5 (Alpine 3.19). */

/** Letters that jq takes; a word with another is refused as a whole. */
const JQ_WORD = /^-[enrcCMaSsjRfhV]+$/;

export const jq: Command = (call) => {
  const files: string[] = [];
  let program: string | undefined;
  let hasProgram = false;
  let isStrict = false;
  let isOpen = false;
  for (let i = 0; i < call.words.length; i++) {
    const word = call.words[i];
    if (word === undefined || word.startsWith('--')) isOpen = true;
    else if (/^-./.test(word)) {
      if (!JQ_WORD.test(word)) return fails(2, `jq: Unknown option ${word}`);
      if (word.includes('f')) {
        hasProgram = true;
        isOpen = true;
        i++;
      }
      if (/[nRsV]/.test(word)) isOpen = true;
      if (word.includes('e')) isStrict = true;
    } else if (!hasProgram) {
      hasProgram = true;
      program = word;
    } else files.push(word);
  }
  call.out?.write(undefined);
  const [file] = files;
  if (isOpen || program !== '.' || files.length > 1) return assumed(call);
  const text = file === undefined ? (call.stdin ?? undefined) : textOf(call, file);
  if (typeof text === 'object') return text;
  const value = text === undefined ? undefined : parsed(text);
  if (value === undefined) return assumed(call);
  return isStrict && (value.json === null || value.json === false) ? fails(1) : OK;
};

/** A file's text, or how jq ends without the file. */
function textOf(call: Call, file: string): string | Status | undefined {
  const path = call.path(file);
  const found = path === undefined ? undefined : diskOf(call).find(path);
  const errno = found === undefined ? undefined : errnoOf(found);
  if (errno !== undefined) return fails(2, `jq: error: Could not open file ${file}: ${ERROR_TEXT[errno]}`);
  return found?.at === 'there' && found.node.kind === 'file' ? call.session.textOf(found.node.content) : undefined;
}

/** One value of JSON; undefined for what may be several, or none. */
function parsed(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Letters that no option of zstd has: it says "Incorrect parameters". */
const NOT_ZSTD = /^-[a-zA-Z0-9]*[AEFGIJKLNOQRUWXYZ]/;

export const zstd: Command = (call) => {
  const refused = call.words.find((word) => word !== undefined && NOT_ZSTD.test(word));
  if (refused !== undefined) return fails(1, 'Incorrect parameters');
  const { options, operands } = readOptions(call, 'oDTM');
  const plain = [...options.keys()].every((each) => /^[\doqvfkzT]$/.test(each) || each === 'quiet' || each === 'force');
  const [source] = operands;
  if (!plain || operands.length !== 1 || source?.value === undefined) return assumed(call);
  const outcome = new Outcome(call);
  const path = call.path(source.value);
  const found = path === undefined ? undefined : diskOf(call).find(path);
  const errno = found === undefined ? undefined : errnoOf(found);
  if (errno !== undefined) return fails(1, `zstd: can't stat ${source.value} : ${ERROR_TEXT[errno]} -- ignored`);
  if (found?.at === 'unknown') outcome.assume(`${source.value} is there: ${found.because}`);
  const written = options.get('o') ?? `${source.value}.zst`;
  const target = call.path(written);
  if (target === undefined) return assumed(call);
  const there = diskOf(call).find(target);
  if (there.at === 'there' && there.node.kind === 'file' && !options.has('f'))
    return fails(1, `zstd: ${written} already exists; not overwritten`);
  outcome.take(
    diskOf(call).write(target, UNKNOWN_CONTENT),
    (error) => `zstd: ${written}: ${error}`,
    `${written} can be written`,
  );
  return outcome.status;
};

function assumed(call: Call): Status {
  return takenToWork(call, call.name === 'zstd');
}
