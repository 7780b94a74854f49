import { resolvePath } from '../../model/paths.ts';
import { takenToWork } from '../commands/outcome.ts';
import { python as runPython, runPythonScript } from '../commands/python.ts';
import { isApplet } from '../base-table.ts';
import { applyContract } from '../contracts.ts';
import { ESSENTIAL } from '../data/debian-13.ts';
import { ERROR_TEXT } from '../files/disk.ts';
import { allows, ROOT } from '../files/resolve.ts';
import { loadProblem } from '../loader.ts';
import type { FileNode } from '../files/node.ts';
import type { Session } from '../session.ts';
import { type Cause, dueTo, fails, OK, type Status, unknown } from '../status.ts';
import type { Call, Start } from './call.ts';
import type { Field } from './expand.ts';
import { findProgram, type Program, programAt, watched } from './programs.ts';

/** Starts a program and says how it ends. */
export function launch(session: Session, [first, ...args]: readonly Field[], start: Start): Status {
  const name = first?.value;
  if (name === undefined) {
    session.machine.cloud('a program whose name is not known may have made anything');
    return session.assume('the program whose name is not known works', start.asked);
  }
  const { shell } = start;
  const call: Call = {
    ...start,
    session,
    isBusyBox: false,
    name: name.slice(name.lastIndexOf('/') + 1),
    args,
    words: args.map(({ value }) => value),
    path: (written) => resolvePath(written, shell.cwd),
  };
  const find = (): Program => findProgram(session, name, shell, start.environment);
  const program = start.by === 'engine' ? withEngineRights(session, find) : find();
  switch (program.kind) {
    case 'missing':
      return noteAbsent(session, name, start, dueTo(absent(name), missing(name, start.by, shellOf(session))));
    case 'denied': {
      // The engine goes on looking in PATH, and says in the end that there is none (seen with Docker 26).
      const isPassedOver = start.by === 'engine' && !name.includes('/');
      const status = isPassedOver ? missing(name, start.by) : denied(name, start.by, shellOf(session));
      return dueTo({ kind: 'execute-bit', path: name }, status);
    }
    case 'unknown':
      // No package has a program of such a name: it is an option whose command is empty.
      return name.startsWith('-')
        ? missing(name, start.by, shellOf(session))
        : launchUnknown(call, name, program.because);
    case 'found': {
      const { isFirst, isDirect } = session;
      session.isFirst = isFirst && start.replaces === true;
      session.isDirect = isDirect && (start.replaces === true || /^(?:tini|dumb-init|catatonit)$/.test(start.by));
      session.goesOn = true;
      if (session.isFirst)
        session.first = {
          name: ownName(call.name, program),
          argv: [name, ...call.words],
          isBusyBox: program.node?.content.source === '/bin/busybox',
        };
      const status = launchFound(call, name, program);
      session.isFirst = isFirst;
      session.isDirect = isDirect;
      return status;
    }
  }
}

/** Keeps a name for those who ask which programs are not there, where the commands certainly come to it. */
function noteAbsent(session: Session, name: string, { range, asked, unheard }: Start, status: Status): Status {
  if (session.unsure === 0 && status.kind === 'fails' && !name.includes('/'))
    session.absent.push({
      name,
      range,
      prints: status.reason?.prints ?? '',
      asked: asked && unheard !== true,
    });
  return status;
}

function absent(name: string): Cause {
  return name.includes('/') ? { kind: 'program', path: name } : { kind: 'command', name };
}

/** How the shell calls itself: dash of Debian with the line of the script. */
function shellOf({ facts }: Session): string {
  return facts.distro === 'debian' ? '/bin/sh: 1' : '/bin/sh';
}

/**
 * The engine starts a program with its own rights, and takes them away as it starts: whoever the user is, a bit for
 * anybody is enough, and no folder on the way is closed (runc since 1.1.3; seen with Docker 26).
 */
function withEngineRights<Result>(session: Session, look: () => Result): Result {
  const { user } = session;
  session.user = ROOT;
  const result = look();
  session.user = user;
  return result;
}

/** Words of ash, env and xargs of BusyBox 1.36.1, and of runc 1.1 for exec form; all end with 127. */
function missing(name: string, by: Start['by'], shell = '/bin/sh'): Status {
  switch (by) {
    case 'shell':
      return fails(127, `${shell}: ${name}: not found`);
    case 'env':
      return fails(127, `env: can't execute '${name}': No such file or directory`);
    case 'tini':
      // Seen with the tini of `docker run --init`.
      return fails(127, `[FATAL tini (7)] exec ${name} failed: No such file or directory`);
    case 'dumb-init':
      // Seen with dumb-init 1.2.5 and catatonit 0.1.7 of Debian 12.
      return fails(2, `[dumb-init] ${name}: No such file or directory`);
    case 'catatonit':
      return fails(1, 'ERROR (catatonit:1): failed to exec pid1: No such file or directory');
    case 'xargs':
      return fails(127, `xargs: ${name}: No such file or directory`);
    case 'engine':
      return fails(
        127,
        name.includes('/')
          ? `exec: "${name}": stat ${name}: no such file or directory`
          : `exec: "${name}": executable file not found in $PATH`,
      );
  }
}

function denied(name: string, by: Start['by'], shell = '/bin/sh'): Status {
  if (by === 'tini') return fails(126, `[FATAL tini (7)] exec ${name} failed: Permission denied`);
  if (by === 'dumb-init') return fails(2, `[dumb-init] ${name}: Permission denied`);
  if (by === 'catatonit') return fails(1, 'ERROR (catatonit:1): failed to exec pid1: Permission denied');
  if (by === 'engine') return fails(126, `exec: "${name}": permission denied`);
  return fails(
    126,
    by === 'shell' ? `${shell}: ${name}: Permission denied` : `${by}: can't execute '${name}': Permission denied`,
  );
}

function launchUnknown(call: Call, name: string, because: string): Status {
  const { session } = call;
  const contract = applyContract(call);
  if (contract !== undefined) {
    session.given.add(`\`${name}\` is there: ${because}`);
    return contract;
  }
  // Somebody's own script is called so as well as that of an official image.
  const isScript = /^docker-(?:php-)?entrypoint/.test(call.name);
  const command = isOfSystem(name) && !isScript ? call.services.commands.get(call.name) : undefined;
  // Programs of the essential packages are in every Debian image.
  const isThere = session.facts.distro === 'debian' && isEssential(call.name);
  if (command !== undefined) {
    if (!isThere && call.asked) {
      // Where it is there, it does its work.
      command({ ...call, out: undefined });
      call.out?.write(undefined);
      return unknown(`whether \`${name}\` is there: ${because}`);
    }
    if (!isThere) session.given.add(`\`${name}\` is there: ${because}`);
    return command(call);
  }
  session.machine.cloud(`\`${name}\` may have made anything`);
  call.out?.write(undefined);
  return session.assume(`\`${name}\` is there and works: ${because}`, call.asked);
}

/** `./scripts/test` is nobody's `test`: a path is a program of the system where a system has its programs. */
function isOfSystem(name: string): boolean {
  return !name.includes('/') || /^\/(?:(?:usr\/(?:local\/)?)?s?bin|opt\/[^/]+\/bin)\/[^/]+$/.test(name);
}

/** Copied under another name, a program is still what it was; only those that are many in one go by the name. */
function ownName(name: string, { node }: Extract<Program, { kind: 'found' }>): string {
  const source = node?.content.source;
  return source === undefined || source === '/bin/busybox' || source.endsWith('/coreutils')
    ? name
    : source.slice(source.lastIndexOf('/') + 1);
}

function launchFound(call: Call, name: string, program: Extract<Program, { kind: 'found' }>): Status {
  const { session } = call;
  const { node } = program;
  if (node !== undefined) {
    // A made program with a text is a script that names its interpreter.
    const script = node.content.made === undefined ? session.textOf(node.content) : node.content.text;
    if (script !== undefined) return runScript(call, name, script, program);
    const problem = loadProblem(
      session,
      node,
      program.path,
      call.environment ?? call.shell.exported(),
      call.by === 'shell' ? name : undefined,
    );
    // A package brings what its programs need, where its own lists do not tell.
    if (problem?.kind === 'unknown' && node.origin.kind === 'package' && !call.asked) {
      session.given.add(`\`${call.name}\` can be loaded: ${problem.reason?.prints ?? 'its libraries are not known'}`);
    } else if (problem !== undefined) {
      session.machine.cloud(`what \`${call.name}\` makes is not known`);
      return dueTo({ kind: 'loader', path: program.path }, problem);
    }
  }
  if (session.watch !== undefined && node !== undefined && isStrange(node))
    session.given.add(`\`${name}\` can be started: what is in it is not known`);
  const seen = session.watch?.(watched(call, program));
  if (seen !== undefined) return seen;
  const contract = applyContract(call);
  if (contract !== undefined) return contract;
  if (doesJob(call, node)) {
    call.out?.write(undefined);
    return OK;
  }
  const source = node?.content.source;
  const own = ownName(call.name, program);
  const isKnown =
    node === undefined || source !== undefined || node.origin.kind === 'base' || node.origin.kind === 'package';
  const [word = ''] = call.words;
  if (isKnown && call.words.length === 1 && /^--(?:version|help)$/.test(word) && SAYS_WHAT_IT_IS.test(own)) {
    call.out?.write(undefined);
    return OK;
  }
  const command = isKnown ? call.services.commands.get(own) : undefined;
  // A copy of BusyBox or a link to it under another name.
  if (source === '/bin/busybox' && command === undefined && !isApplet(own) && !own.startsWith('busybox'))
    return fails(127, `${own}: applet not found`);
  if (command !== undefined)
    return command({ ...call, name: own, found: program.path, isBusyBox: source === '/bin/busybox' });
  return takenToWork(call);
}

/** Whether a file may be anything: somebody copied or made it, and nobody can read it here. */
function isStrange({ content, origin }: FileNode): boolean {
  const { made, source, context } = content;
  return (
    made === undefined &&
    source === undefined &&
    (context !== undefined || /^(?:context|run|unknown|stage)$/.test(origin.kind))
  );
}

/**
 * End with 0 at `--version` and `--help` and do nothing else (seen with the packages of Alpine 3.19; the Dockerfiles of
 * node, python, ruby, rust and php try theirs so).
 */
const SAYS_WHAT_IT_IS =
  /^(?:git|jq|make|as|ld|ar|nm|strip|objdump|readelf|zstd|node|npm|yarn|python3?|pip3?|ruby|gem|php|cargo|rustc|rustup|gpg)$/;

/**
 * Whether a program that a contract made is run as the lesson's job says, to try it in a RUN as a rule: it ends well then,
 * and writes only what the job names.
 */
function doesJob({ session, words }: Call, node: FileNode | undefined): boolean {
  const { job } = session.facts;
  if (job === undefined || !('made' in job.runs) || node?.content.made?.name !== job.runs.made) return false;
  const { with: wanted = [], needs, ends } = job;
  if (ends?.exit[0] !== 0 || (needs?.writes?.length ?? 0) > 0 || (needs?.commands?.length ?? 0) > 0) return false;
  if (words.length !== wanted.length || wanted.some((word, at) => word !== words[at])) return false;
  return (needs?.reads ?? []).every((path) => {
    const found = session.disk().find(path);
    return found.at === 'there' && allows(found.node, 4, session.user) === true;
  });
}

/** The interpreter and its one argument in the first line; null where there is none. */
function readShebang(text: string): readonly [line: string, program: string, argument: string | undefined] | null {
  const [line = ''] = text.split('\n', 1);
  if (!line.startsWith('#!')) return null;
  // A carriage return belongs to the name (seen: `#!/bin/sh\r` is not found).
  const [, program = '', rest = ''] = /^#![ \t]*([^ \t]*)[ \t]*(.*)$/s.exec(line) ?? [];
  const argument = rest.trim() === '' ? '' : rest;
  return program === '' ? null : [line, program, argument === '' ? undefined : argument];
}

/** Whether the user may read a file; what is not known does not forbid it. */
function mayRead(session: Session, path: string): boolean {
  const found = session.disk().find(path);
  return found.at !== 'denied' && !(found.at === 'there' && allows(found.node, 4, session.user) === false);
}

const INIT = /\/(?:tini(?:-static)?|dumb-init|catatonit)$/;

/** A file with known text: the kernel reads its first line; ash runs one without `#!` itself. */
function runScript(call: Call, name: string, text: string, program: Extract<Program, { kind: 'found' }>): Status {
  const { session } = call;
  const shebang = readShebang(text);
  if (shebang === null && call.by !== 'shell') {
    // Seen: the engine says `exec /a: exec format error` and ends with 1.
    return dueTo(
      { kind: 'shebang', path: name },
      call.by === 'engine'
        ? fails(1, `exec ${name}: exec format error`)
        : fails(126, `${call.by}: can't execute '${name}': Exec format error`),
    );
  }
  const interpreter = shebang?.[1] ?? '/bin/sh';
  const look = (): Program => programAt(session, interpreter);
  const found = call.by === 'engine' ? withEngineRights(session, look) : look();
  // Seen: the engine says `exec /a: no such file or directory` and ends with 1.
  if (found.kind === 'missing')
    return dueTo(
      { kind: 'interpreter', path: name, interpreter },
      call.by === 'engine' ? fails(1, `exec ${name}: no such file or directory`) : missing(name, call.by),
    );
  if (found.kind === 'denied') return dueTo({ kind: 'execute-bit', path: interpreter }, denied(name, call.by));
  // The interpreter's own loader may be gone.
  const unloadable =
    found.kind === 'found' && found.node !== undefined
      ? loadProblem(
          session,
          found.node,
          name,
          call.environment ?? call.shell.exported(),
          call.by === 'shell' ? name : undefined,
        )
      : undefined;
  if (unloadable !== undefined) return dueTo({ kind: 'loader', path: interpreter }, unloadable);
  if (found.kind === 'unknown') {
    session.machine.cloud(`what ${name} does is not known`);
    return session.assume(`${interpreter} is there: ${found.because}`, call.asked);
  }
  // The kernel starts the shell, and the shell opens the script with the rights of the user.
  if (/\/(?:sh|ash)$/.test(interpreter) && !mayRead(session, program.real))
    return fails(2, `${interpreter}: can't open '${name}': ${ERROR_TEXT.EACCES}`);
  session.reads(text);
  const argument = shebang?.[2];
  // `#!/sbin/tini /bin/sh`: the kernel starts the init with the script as its last word.
  if (INIT.test(interpreter) && found.node?.content.text === undefined) {
    const words = [interpreter, ...(argument === undefined ? [] : [argument]), name];
    const fields = words.map((value) => ({ value, range: call.range }));
    return launch(session, [...fields, ...call.args], { ...call, by: 'env', replaces: true });
  }
  const isEnv = interpreter.endsWith('/env');
  // The kernel gives env all that stands behind it as one word (seen: `env: can't execute 'sh -e'`).
  const runner = isEnv ? (argument ?? '').replace(/^(-\S*).*/s, '$1') : interpreter;
  // env is there, and looks for the program that it is asked for. What options of its own do is not followed.
  const inner =
    isEnv && !runner.startsWith('-') ? findProgram(session, runner, call.shell, call.environment) : undefined;
  if (inner?.kind === 'missing')
    return dueTo(
      { kind: 'interpreter', path: name, interpreter: runner },
      fails(127, `env: can't execute '${runner}': No such file or directory`),
    );
  const made = program.node?.content.made;
  if (made === undefined && /(?:^|\/)python3?$/.test(runner)) {
    const python = findProgram(session, runner, call.shell, call.environment);
    const inner = { ...call, name: 'python3', words: [program.path, ...call.words] };
    if (python.kind === 'found') return runPython({ ...inner, found: python.path });
  }
  if (made !== undefined && !mayRead(session, program.real))
    return fails(2, `${interpreter}: can't open file '${name}': [Errno 13] ${ERROR_TEXT.EACCES}`);
  const ended = made === undefined ? undefined : runPythonScript(call, interpreter, made);
  if (ended !== undefined) return ended;
  const seen = session.watch?.(watched(call, program));
  if (seen !== undefined) return seen;
  if (!/(?:^|\/)(?:sh|ash|dash)$/.test(runner)) {
    session.machine.cloud(`what ${name} does is not known`);
    call.out?.write(undefined);
    return session.assume(`${name} works`, call.asked);
  }
  return call.services.runText(call, text, {
    zero: name,
    positional: call.words,
    errexit: /^-\w*e/.test(isEnv ? '' : (argument ?? '')),
    isAsh: found.node?.content.source === '/bin/busybox' && runner === interpreter,
  });
}

const essential = new Set([...ESSENTIAL, 'adduser', 'addgroup', 'deluser']);

/** Debian's essential packages, and adduser, which its images had before 13. */
function isEssential(name: string): boolean {
  return essential.has(name);
}
