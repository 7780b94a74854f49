import { resolvePath } from '../../model/paths.ts';
import { plainText } from '../../syntax/mapped-text.ts';
import { parseShell } from '../../syntax/shell/parse-shell.ts';
import { errnoOf, ERROR_TEXT } from '../files/disk.ts';
import { allows } from '../files/resolve.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { echoText, printfText } from '../commands/print.ts';
import { test } from '../commands/test.ts';
import type { Field } from './expand.ts';
import { findProgram } from './programs.ts';
import type { Mode, Shell } from './shell.ts';

/** What ash does itself. Messages seen with BusyBox 1.36.1. */
type Builtin = (sh: Shell, args: readonly Field[], mode: Mode, name: Field) => Status;

const ok: Builtin = () => OK;

function exitCode(sh: Shell, args: readonly Field[]): Status {
  const [code] = args;
  if (code === undefined) {
    const { last } = sh.state;
    if (last === undefined) return unknown('how the command before ended is not known');
    return last === 0 ? OK : fails(last);
  }
  if (code.value === undefined) return unknown('the exit code comes from a variable');
  if (!/^\d+$/.test(code.value)) return fails(2, `sh: exit: line 0: Illegal number: ${code.value}`);
  const number = Number(code.value) & 255;
  return number === 0 ? OK : fails(number);
}

const exit: Builtin = (sh, args) => {
  const status = exitCode(sh, args);
  sh.jump = { kind: 'exit', status };
  return status;
};

const cd: Builtin = (sh, args) => {
  const target = args.find(({ value }) => value === undefined || !/^-[LP]$|^--$/.test(value));
  const to = target === undefined ? sh.state.lookup('HOME') : target.value;
  if (to === '-' || to === undefined || to === null) {
    sh.state.cwd = undefined;
    return to === null ? fails(2, 'sh: cd: HOME not set') : OK;
  }
  const path = resolvePath(to, sh.state.cwd)?.replace(/(.)\/$/, '$1');
  if (path === undefined) {
    sh.state.cwd = undefined;
    return sh.session.assume(`\`cd ${to}\` works`, false);
  }
  const found = sh.session.disk().find(path);
  const say = (text: string): Status => fails(2, `sh: cd: line 0: can't cd to ${to}: ${text}`);
  if (found.at === 'unknown') {
    sh.state.cwd = path;
    return sh.session.assume(`the folder ${path} is there: ${found.because}`, false);
  }
  if (found.at !== 'there') return say(ERROR_TEXT[errnoOf(found) ?? 'ENOENT']);
  if (found.node.kind !== 'dir') return say(ERROR_TEXT.ENOTDIR);
  if (allows(found.node, 1, sh.session.user) === false) return say(ERROR_TEXT.EACCES);
  sh.state.cwd = path;
  return OK;
};

/** What `set -o` takes that changes nothing here: seen with BusyBox 1.36.1, and with bash 5.2 what that has besides. */
const SET_NAMES =
  /^(?:xtrace|verbose|noglob|noexec|noclobber|notify|monitor|vi|ignoreeof|interactive|stdin|debug|nolog)$/;
const BASH_SET_NAMES =
  /^(?:braceexpand|emacs|errtrace|functrace|hashall|histexpand|history|interactive-comments|keyword|onecmd|physical|posix|privileged)$/;

const set: Builtin = (sh, args) => {
  for (let i = 0; i < args.length; i++) {
    const word = args[i]?.value;
    if (word === undefined) {
      sh.state.positional = undefined;
      return OK;
    }
    if (word === '--' || !/^[-+]./.test(word)) {
      sh.state.positional = args.slice(word === '--' ? i + 1 : i).map(({ value }) => value);
      return OK;
    }
    const on = word.startsWith('-');
    for (const letter of word.slice(1)) {
      if (letter === 'e') sh.state.errexit = on;
      else if (letter === 'u') sh.state.nounset = on;
      else if (letter === 'a') sh.state.allexport = on;
      else if (letter === 'o') {
        const name = args[++i]?.value;
        if (name === 'pipefail') sh.state.pipefail = on;
        else if (name === 'errexit') sh.state.errexit = on;
        else if (name === 'nounset') sh.state.nounset = on;
        else if (name === 'allexport') sh.state.allexport = on;
        else if (name !== undefined && !SET_NAMES.test(name) && !(sh.state.isBash && BASH_SET_NAMES.test(name))) {
          return fails(1, `sh: set: line 0: illegal option -o ${name}`);
        }
      } else if (!'xvfnCmbhpIE'.includes(letter) && !(sh.state.isBash && 'ktBHPT'.includes(letter))) {
        sh.jump = { kind: 'exit', status: fails(2, `sh: set: line 0: illegal option ${on ? '-' : '+'}${letter}`) };
        return sh.jump.status;
      }
    }
  }
  return OK;
};

const exportNames: Builtin = (sh, args, _, name) => {
  if (name.value === 'local' && sh.state.isAsh && !sh.state.inFunction) {
    // It ends the shell, whatever stands behind it (seen with BusyBox 1.36.1).
    const status = fails(2, '/bin/sh: local: line 0: not in a function', sh.at);
    sh.jump ??= { kind: 'exit', status };
    return status;
  }
  for (const { value, start } of args) {
    const word = value ?? start ?? '';
    const equals = word.indexOf('=');
    if (word.startsWith('-') || (value === undefined && equals < 0)) continue;
    const variable = equals < 0 ? word : word.slice(0, equals);
    // `export NAME="$(mktemp -d)"`: the name is known and the value is not.
    const text = equals < 0 ? sh.state.lookup(variable) : value?.slice(equals + 1);
    if (name.value === 'local') sh.state.hide(variable);
    if (name.value === 'export') sh.state.set(variable, text, true);
    else if (equals >= 0) sh.state.set(variable, text);
  }
  return OK;
};

const read: Builtin = (sh, args) => {
  const { stdin, state } = sh;
  const words = args.map(({ value }) => value);
  const names = words.filter((word) => word !== undefined).filter((word) => !word.startsWith('-'));
  const isRaw = words.includes('-r');
  const marks = state.lookup('IFS');
  if (
    typeof stdin === 'string' &&
    names.length > 0 &&
    words.length === names.length + Number(isRaw) &&
    (marks === null || marks === '') &&
    (isRaw || !stdin.includes('\\'))
  ) {
    const end = stdin.indexOf('\n');
    const line = end < 0 ? stdin : stdin.slice(0, end);
    sh.stdin = end < 0 ? '' : stdin.slice(end + 1);
    let left = marks === '' ? line : line.trim();
    for (const [i, name] of names.entries()) {
      const gap = i === names.length - 1 || marks === '' ? -1 : left.search(/[ \t]/);
      state.set(name, gap < 0 ? left : left.slice(0, gap));
      left = gap < 0 ? '' : left.slice(gap).trimStart();
    }
    return end < 0 ? fails(1) : OK;
  }
  if (typeof stdin === 'string') sh.stdin = undefined;
  for (const { value } of args) if (value !== undefined && !value.startsWith('-')) sh.state.set(value, undefined);
  return sh.stdin === null ? fails(1) : unknown('what `read` reads is not followed');
};

const shift: Builtin = (sh, args) => {
  const count = args[0]?.value === undefined ? (args.length === 0 ? 1 : undefined) : Number(args[0].value);
  const { positional } = sh.state;
  // It says nothing (seen with BusyBox 1.36.1).
  if (count !== undefined && positional !== undefined && count > positional.length && sh.state.isAsh) return fails(1);
  sh.state.positional = count === undefined ? undefined : positional?.slice(Math.min(count, positional.length));
  return OK;
};

const evaluate: Builtin = (sh, args, mode) => {
  if (args.some(({ value }) => value === undefined)) {
    sh.session.machine.cloud('`eval` of a text that is not known may have made anything');
    return sh.session.assume('the text that `eval` runs works', mode.asked);
  }
  const script = parseShell(plainText(args.map(({ value }) => value ?? '').join(' ')));
  const [error] = script.errors;
  if (error !== undefined) return fails(2, 'syntax error');
  sh.session.depth++;
  const status = sh.list(script.commands, mode);
  sh.session.depth--;
  return status;
};

const source: Builtin = (sh, args, mode) => {
  const [file, ...rest] = args;
  const path = file?.value === undefined ? undefined : resolvePath(file.value, sh.state.cwd);
  if (file === undefined || path === undefined)
    return sh.session.assume('the script that is read in works', mode.asked);
  const found = sh.session.disk().find(path);
  const errno = errnoOf(found);
  if (errno !== undefined) {
    sh.jump = {
      kind: 'exit',
      status: fails(2, `sh: .: line 0: can't open '${file.value ?? ''}': ${ERROR_TEXT[errno]}`),
    };
    return sh.jump.status;
  }
  const text = found.at === 'there' && found.node.kind === 'file' ? sh.session.textOf(found.node.content) : undefined;
  const { job } = sh.session.facts;
  if (found.at === 'there' && found.node.kind === 'file' && job !== undefined && 'file' in job.runs) {
    const { state, session } = sh;
    const seen = session.isFile(found.node.content, job.runs.file)
      ? session.watch?.({
          name: path,
          path,
          node: found.node,
          words: rest.map(({ value }) => value),
          environment: state.exported(),
          cwd: state.cwd,
          user: session.user,
          isRead: true,
        })
      : undefined;
    if (seen !== undefined) return seen;
  }
  if (text === undefined) {
    sh.session.machine.cloud(`what ${path} does is not known`);
    return sh.session.assume(`${path} works when it is read in`, mode.asked);
  }
  const { positional } = sh.state;
  if (rest.length > 0) sh.state.positional = rest.map(({ value }) => value);
  sh.session.depth++;
  const script = parseShell(plainText(text));
  const status = script.errors.length > 0 ? fails(2, `sh: ${path}: syntax error`) : sh.list(script.commands, mode);
  sh.session.depth--;
  sh.state.positional = positional;
  return status;
};

/** Of a command in the background it ends as that does, which is not followed; without words with 0. */
const wait: Builtin = ({ session, state }, args) => {
  session.goesOn = true;
  return args.length > 0 && state.isBehindOpen ? unknown('how the command in the background ends') : OK;
};

const execute: Builtin = (sh, args, mode) => {
  const [first, ...rest] = args;
  if (first === undefined) return OK;
  // The program takes the shell's place, and its traps are gone with it.
  sh.state.atExit = null;
  const status = sh.launch(first, rest, { ...mode, tail: true });
  // Seen with BusyBox 1.36.1: `exec nosuch` says `sh: exec: line 0: nosuch: not found`.
  sh.jump = { kind: 'exit', status };
  return status;
};

const SIGNAL =
  /^(?:\d+|(?:SIG)?(?:EXIT|ERR|HUP|INT|QUIT|ILL|TRAP|ABRT|BUS|FPE|KILL|USR1|SEGV|USR2|PIPE|ALRM|TERM|STKFLT|CHLD|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|XFSZ|VTALRM|PROF|WINCH|IO|POLL|PWR|SYS))$/i;

/** Of the signals of `trap` only the end of the shell is followed: none is sent while an image is built. */
const trap: Builtin = (sh, args) => {
  const words = args[0]?.value === '--' ? args.slice(1) : args;
  const [first, ...signals] = words;
  if (first === undefined) return OK;
  // A number, or a name alone, gives the signals back what they did (POSIX 2.14; seen with BusyBox 1.36.1).
  const isReset = signals.length === 0 || first.value === '-' || /^\d+$/.test(first.value ?? '');
  const named = isReset && first.value !== '-' ? words : signals;
  const bad = named.find(({ value }) => value !== undefined && !SIGNAL.test(value));
  if (bad !== undefined) return fails(1, `sh: trap: ${bad.value ?? ''}: invalid signal specification`);
  if (named.some(({ value }) => value === undefined || /^(?:0|(?:SIG)?EXIT)$/i.test(value)))
    sh.state.atExit = isReset || first.value === '' ? null : first.value;
  return OK;
};

const command: Builtin = (sh, args, mode) => {
  const [option, ...rest] = args;
  if (option?.value !== undefined && /^-[vV]$/.test(option.value)) return locate(sh, rest, 127, false);
  const words = option?.value === '-p' ? rest : args;
  const [first, ...others] = words;
  if (first === undefined) return OK;
  const builtin = first.value === undefined ? undefined : BUILTINS.get(first.value);
  return builtin === undefined ? sh.launch(first, others, mode) : builtin(sh, others, mode, first);
};

/** `command -v`, `type`: prints where a command is. */
function locate(sh: Shell, names: readonly Field[], exitCodeMissing: number, says: boolean): Status {
  let status: Status = OK;
  for (const { value } of names) {
    if (value === undefined) return unknown('the name of the command is not known');
    if (BUILTINS.has(value) || sh.state.functions.has(value)) {
      sh.out?.write(`${value}\n`);
      continue;
    }
    const found = findProgram(sh.session, value, sh.state);
    if (found.kind === 'found') sh.out?.write(says ? `${value} is ${found.path}\n` : `${found.path}\n`);
    else if (found.kind === 'unknown') {
      sh.out?.write(undefined);
      status = unknown(found.because);
    } else status = fails(exitCodeMissing, says ? `${value}: not found` : undefined);
  }
  return status;
}

const jump =
  (kind: 'break' | 'continue'): Builtin =>
  (sh, args) => {
    if (sh.loops === 0) return OK;
    const levels = Math.min(Number(args[0]?.value ?? 1), sh.loops);
    sh.jump = { kind, status: OK, levels };
    return OK;
  };

export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', ok],
  ['true', ok],
  ['false', () => fails(1)],
  ['exit', exit],
  [
    'return',
    (sh, args) => {
      const status = exitCode(sh, args);
      sh.jump = { kind: 'return', status };
      return status;
    },
  ],
  ['break', jump('break')],
  ['continue', jump('continue')],
  ['cd', cd],
  ['set', set],
  ['export', exportNames],
  ['readonly', exportNames],
  ['local', exportNames],
  [
    'unset',
    (sh, args) => {
      for (const { value } of args) if (value !== undefined && !value.startsWith('-')) sh.state.set(value, null);
      return OK;
    },
  ],
  ['read', read],
  ['shift', shift],
  ['eval', evaluate],
  ['.', source],
  ['source', source],
  ['exec', execute],
  ['command', command],
  ['type', (sh, args) => locate(sh, args, 127, true)],
  ['hash', ok],
  ['alias', ok],
  ['unalias', ok],
  ['trap', trap],
  ['wait', wait],
  ['jobs', ok],
  ['times', ok],
  ['ulimit', ok],
  [
    'kill',
    (sh, args, mode) =>
      sh.session.assume(`\`kill ${args.map(({ value }) => value ?? '…').join(' ')}\` works`, mode.asked),
  ],
  ['getopts', () => unknown('`getopts` is not followed')],
  ['let', () => unknown('`let` is not followed')],
  [
    'umask',
    (sh, args) => {
      const mask = args[0]?.value;
      if (mask !== undefined && /^[0-7]{1,4}$/.test(mask)) sh.state.umask = parseInt(mask, 8);
      return OK;
    },
  ],
  [
    'pwd',
    (sh) => {
      sh.out?.write(sh.state.cwd === undefined ? undefined : `${sh.state.cwd}\n`);
      return OK;
    },
  ],
  [
    'echo',
    (sh, args) => {
      sh.out?.write(echoText(args));
      return OK;
    },
  ],
  [
    'printf',
    (sh, args) => {
      sh.out?.write(printfText(args));
      return OK;
    },
  ],
  ['test', (sh, args) => test(args, sh.session.disk(), sh.state.cwd)],
  [
    '[',
    (sh, args) => {
      if (args.at(-1)?.value !== ']') return fails(2, 'sh: missing ]');
      return test(args.slice(0, -1), sh.session.disk(), sh.state.cwd);
    },
  ],
  [
    'time',
    (sh, args, mode) => {
      const words = [...args];
      while (words[0]?.value?.startsWith('-')) if (/^-[fo]$/.test(words.shift()?.value ?? '')) words.shift();
      const [first, ...rest] = words;
      return first === undefined ? OK : sh.launch(first, rest, mode);
    },
  ],
]);
