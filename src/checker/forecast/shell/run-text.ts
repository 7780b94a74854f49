import type { Range } from '../../text.ts';
import { plainText } from '../../syntax/mapped-text.ts';
import { parseShell } from '../../syntax/shell/parse-shell.ts';
import { type Status, unknown } from '../status.ts';
import type { Call, TextRun } from './call.ts';
import { Interpreter } from './interpreter.ts';
import { ShellState } from './state.ts';

/** Runs the text of a script in a shell of its own. */
export function runText(
  call: Call,
  text: string,
  { zero, positional, errexit = false, isText = false, isAsh = false, isBash = false }: TextRun,
): Status {
  const { session } = call;
  if (session.depth > 20) return unknown('scripts start each other too deep to follow');
  const state = new ShellState(call.environment ?? call.shell.exported(), call.shell.cwd, zero);
  state.positional = positional;
  state.umask = call.shell.umask;
  state.errexit = errexit;
  state.isAsh = isAsh;
  state.isBash = isBash;
  const inner = new Interpreter(session, call.services, state, call.range, call.out, call.stdin);
  const before = session.absent.length;
  session.depth++;
  // What a script holds has no place in the Dockerfile: it is reported at the command that runs it.
  const ended = inner.script(parseShell(plainText(text)), isText);
  const status = placed(isText ? ended : withoutShell(ended), call.range);
  session.depth--;
  session.absent.push(...session.absent.splice(before).map((each) => ({ ...each, range: call.range })));
  return status;
}

/** In a file the shell names the file and the line, as `/a: line 2: x: not found`, which are left out (seen with BusyBox 1.36.1). */
export function withoutShell(status: Status): Status {
  if (status.kind === 'ok' || status.reason === undefined) return status;
  const prints = status.reason.prints.replace(/^(?:\/bin\/)?sh: (?!.*syntax)(?:\w+: line \d+: )?/, '');
  return { ...status, reason: { ...status.reason, prints } };
}

function placed(status: Status, range: Range): Status {
  return status.kind === 'ok' || status.reason === undefined
    ? status
    : { ...status, reason: { ...status.reason, range } };
}
