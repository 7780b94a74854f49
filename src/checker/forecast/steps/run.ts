import { readMounts } from '../../model/copy.ts';
import { isMarkerAlone } from '../../syntax/dockerfile/heredoc.ts';
import type { Instruction } from '../../syntax/dockerfile/types.ts';
import { parseShell } from '../../syntax/shell/parse-shell.ts';
import { shellSource } from '../../syntax/shell-of.ts';
import type { Range } from '../../text.ts';
import { Disk } from '../files/disk.ts';
import { resolve, ROOT } from '../files/resolve.ts';
import { MUSL_LOADER } from '../loader.ts';
import { mountAll, unmountAll } from '../mounts.ts';
import { SERVICES } from '../services.ts';
import type { Session } from '../session.ts';
import { Interpreter } from '../shell/interpreter.ts';
import { launch } from '../shell/launch.ts';
import { withoutShell } from '../shell/run-text.ts';
import { type Environment, ShellState } from '../shell/state.ts';
import { type Reason, type Status } from '../status.ts';
import type { Because } from '../types.ts';
import { credentialsOf } from '../users.ts';
import { type Stage, type StepResult, stringsOf } from './stage.ts';

/** RUN: mounts, user and shell set up, then the commands. */
export function runStep(stage: Stage, instruction: Instruction): StepResult {
  const session = stage.session(instruction);
  const { tree } = stage.machine;
  const who = credentialsOf(session, stage.config.user);
  const fail = (status: Status & { kind: 'fails' }): StepResult => ({
    outcome: 'fails',
    because: reasonOf(
      stage,
      instruction,
      status.reason,
      `process did not complete successfully: exit code: ${status.exit}`,
    ),
    exit: status.exit,
  });
  if (who.problem !== undefined) return { outcome: 'fails', because: stage.because(instruction.range, who.problem) };
  if (who.unknown !== undefined)
    session.given.add(
      stage.config.user === undefined ? 'the user may do this' : `the user ${stage.config.user} exists`,
    );
  session.user = who.as;
  const view = {
    get: (name: string) => nullToUndefined(stage.variables.lookup(name)),
    has: (name: string) => stage.variables.lookup(name) !== undefined,
    entries: () => [],
  };
  const mounts = readMounts(instruction, view);
  for (const mount of mounts) {
    if (mount.from !== undefined && stage.stageOf(mount.from)?.failed === true) {
      stage.failed = true;
      return { outcome: 'not-run' };
    }
  }
  const mounted = mountAll(tree, mounts, stage.config.workdir, stage.shared.caches, (from) => stage.source(from));
  if (mounted.kind === 'fails')
    return { outcome: 'fails', because: stage.because(instruction.range, mounted.prints, mounted.cause) };
  for (const each of mounted.given) session.given.add(each);
  // The runtime makes the folder where it starts, when it is gone (seen).
  if (stage.config.workdir !== undefined && session.disk().find(stage.config.workdir).at === 'absent')
    new Disk(tree, ROOT, { kind: 'run', line: stage.shared.lineOf(instruction.range.start) }).makeFolder(
      stage.config.workdir,
      0o755,
      true,
    );
  let status: Status;
  try {
    status = execute(stage, session, instruction, who.home);
  } finally {
    // Forks may have put another machine in its place.
    if (session.machine !== stage.machine) stage.machine = session.machine;
    unmountAll(stage.machine.tree, mounted.mounted, stage.shared.caches);
  }
  if (stage.distro === 'unknown' && /\bapk\b/.test(instruction.body.text)) stage.distro = 'alpine';
  const given = [...session.given];
  const absent = session.absent.filter(({ asked }) => !asked);
  const more = absent.length === 0 ? { given } : { given, absent };
  if (status.kind === 'fails') return { ...fail(status), ...more };
  if (status.kind === 'unknown')
    return {
      outcome: 'unknown',
      because: reasonOf(stage, instruction, status.reason, 'how this ends is not known'),
      ...more,
    };
  return { outcome: 'ok', ...more };
}

function reasonOf(stage: Stage, instruction: Instruction, reason: Reason | undefined, otherwise: string): Because {
  return stage.because(reason?.range ?? instruction.range, reason?.prints ?? otherwise, reason?.cause);
}

function environmentOf(stage: Stage, home: string | undefined): Environment {
  return {
    get: (name) => {
      const value = stage.variables.lookup(name);
      return name === 'HOME' && value === null ? home : name === 'HOSTNAME' && value === null ? undefined : value;
    },
  };
}

function execute(stage: Stage, session: Session, instruction: Instruction, home: string | undefined): Status {
  const environment = environmentOf(stage, home);
  const { workdir, shell: words } = stage.config;
  const state = new ShellState(environment, workdir);
  const start = {
    shell: state,
    range: instruction.range,
    out: undefined,
    stdin: null,
    asked: false,
    by: 'engine',
    environment,
    replaces: true,
    services: SERVICES,
  } as const;
  const field = (value: string): { value: string; range: Range } => ({ value, range: instruction.range });
  if (instruction.form === 'exec') return engineStatus(launch(session, stringsOf(instruction).map(field), start));
  const source = shellSource(instruction);
  const [heredoc] = instruction.heredocs;
  if (source === undefined) {
    if (heredoc === undefined) return { kind: 'ok' };
    // A heredoc with another interpreter in its first line.
    const path = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(heredoc.body.text);
    const program = path?.[1]?.endsWith('/env') === true ? (path[2] ?? '') : (path?.[1] ?? '');
    session.machine.cloud(`what the ${program} script does is not known`);
    return session.assume(`the ${program} script works`, false);
  }
  if (/windows|nanoserver|servercore/.test(stage.base ?? '')) {
    session.machine.cloud('what commands of Windows do is not known');
    return session.assume('the commands of Windows work', false);
  }
  const [program = '/bin/sh'] = words;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const isOwn = heredoc !== undefined && isMarkerAlone(instruction.body.text);
  const shebang = isOwn ? /^#!\s*(?:\/usr\/bin\/env\s+)?(\S+)/.exec(source.text)?.[1] : undefined;
  if (!/^(?:sh|ash|bash|dash)$/.test(name) && shebang === undefined) {
    return engineStatus(launch(session, [...words, source.text].map(field), start));
  }
  // The shell itself has to be there.
  state.isAsh = !stage.config.anyShell && isBaseShell(session, shebang ?? program);
  state.isBash = /(?:^|\/)bash$/.test(shebang ?? program);
  if (!state.isAsh) {
    const seen: string[] = [];
    session.watch = (watched) => {
      seen.push(watched.name);
      return { kind: 'ok' };
    };
    const there = launch(session, [field(shebang ?? program), field('-c'), field(':')], start);
    session.watch = undefined;
    if (seen.length === 0 && there.kind === 'fails') {
      // The shell starts the script, and cannot (seen with BuildKit of Docker 26 and BusyBox 1.36.1).
      if (shebang !== undefined && heredoc !== undefined)
        return { kind: 'fails', exit: 127, reason: { prints: `${program}: /dev/pipes/${heredoc.name}: not found` } };
      return engineStatus(there);
    }
  }
  // Bash reads that file first, which may set and change anything (seen with bash 5.2.15).
  if (state.isBash && Boolean(environment.get('BASH_ENV'))) {
    session.machine.cloud('what the file that BASH_ENV names does is not known');
    return session.assume('bash works behind the file that BASH_ENV names', false);
  }
  session.isFirst = true;
  // A heredoc with `#!` is a script: what SHELL says is not for it.
  const options =
    shebang === undefined ? words.slice(1).join(' ') : (/^#!\s*\S+\s+(-[^\n]*)/.exec(source.text)?.[1] ?? '');
  state.errexit = /(?:^|\s)-\w*e/.test(options);
  state.pipefail = options.includes('pipefail');
  state.nounset = /(?:^|\s)-\w*u/.test(options);
  const inner = new Interpreter(session, SERVICES, state, instruction.range, undefined, null);
  const status = inner.script(stage.shared.options.scriptOf?.(instruction) ?? parseShell(source), true);
  if (shebang !== undefined) return withoutShell(status);
  return program === '/bin/ash' ? saidBy(program, status) : status;
}

/** ash names itself as it was called. */
function saidBy(program: string, status: Status): Status {
  if (status.kind !== 'fails' || status.reason === undefined) return status;
  const prints = status.reason.prints.replace(/^\/bin\/sh(?=: )/, program);
  return { ...status, reason: { ...status.reason, prints } };
}

/** The usual case: BusyBox and its loader are those of the base. Then the engine can start the shell. */
function isBaseShell({ machine: { tree } }: Session, program: string): boolean {
  if (program !== '/bin/sh' && program !== '/bin/ash') return false;
  return [program, MUSL_LOADER].every((path) => {
    const found = resolve(tree, path, ROOT);
    if (found.at !== 'there' || found.node.kind !== 'file') return false;
    const { mode, origin, content } = found.node;
    return origin.kind === 'base' && (mode & 0o111) !== 0 && content.text === undefined && content.made === undefined;
  });
}

function nullToUndefined(value: string | null | undefined): string | undefined {
  return value ?? undefined;
}

/** A program that the engine cannot start ends the step with 1 (seen with Docker 20.10). */
function engineStatus(status: Status): Status {
  if (status.kind === 'fails' && /^exec[ :]/.test(status.reason?.prints ?? '')) return { ...status, exit: 1 };
  return status;
}
