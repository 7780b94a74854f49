import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import { allows } from '../files/resolve.ts';
import type { Call } from '../shell/call.ts';
import { diskOf, known, type Outcome } from './outcome.ts';

/**
 * The texts of operands, or of standard input without any; undefined: not known.
 * @param exit what the command ends with when it cannot read one
 */
export function readAll(
  call: Call,
  fields: Call['args'],
  outcome: Outcome,
  say: (name: string, error: string) => string,
  exit = 1,
): string | undefined {
  if (fields.length === 0) return call.stdin === null ? '' : call.stdin;
  let text: string | undefined = '';
  for (const field of fields) {
    if (field.value === '-') {
      text = text === undefined || call.stdin === undefined ? undefined : text + (call.stdin ?? '');
      continue;
    }
    const path = field.value === undefined ? undefined : known(call, field, outcome);
    if (path === undefined) {
      if (field.value === undefined) outcome.assume(`the files that \`${call.name}\` reads are there`);
      text = undefined;
      continue;
    }
    const found = diskOf(call).find(path);
    if (found.at === 'unknown') {
      outcome.assume(`${field.value ?? ''} is there: ${found.because}`);
      text = undefined;
      continue;
    }
    if (found.at !== 'there') {
      outcome.problem(say(field.value ?? '', ERROR_TEXT[errnoOf(found) ?? 'ENOENT']), exit);
      continue;
    }
    if (found.node.kind === 'dir' && allows(found.node, 4, call.session.user) === false) {
      outcome.problem(say(field.value ?? '', ERROR_TEXT.EACCES), exit);
      continue;
    }
    if (found.node.kind === 'dir') {
      // grep passes over folders and says nothing.
      if (call.isBusyBox && call.name.endsWith('grep')) continue;
      outcome.problem(`${call.name}: read error: Is a directory`, exit);
      continue;
    }
    if (allows(found.node, 4, call.session.user) === false) {
      outcome.problem(say(field.value ?? '', ERROR_TEXT.EACCES), exit);
      continue;
    }
    const own = found.node.kind === 'file' ? call.session.textOf(found.node.content) : undefined;
    text = text === undefined || own === undefined ? undefined : text + own;
  }
  return text;
}
