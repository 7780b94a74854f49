import type { Range } from '../text.ts';
import type { Job } from './job.ts';
import { ERROR_TEXT, errnoOf } from './files/disk.ts';
import { contentOf } from './files/node.ts';
import { allows } from './files/resolve.ts';
import { SERVICES } from './services.ts';
import { launch } from './shell/launch.ts';
import { findProgram } from './shell/programs.ts';
import { ShellState, type Environment } from './shell/state.ts';
import type { Session, Watched } from './session.ts';
import { type Cause, OK, type Status, unknown } from './status.ts';
import type { Because, Start, Verdict } from './types.ts';
import { credentialsOf } from './users.ts';
import { fileView } from './view.ts';

export interface Container {
  readonly session: Session;
  readonly argv: readonly string[] | undefined;
  readonly environment: Environment;
  readonly user: string | undefined;
  readonly workdir: string | undefined;
  readonly stopSignal: string;
  /** Of ENTRYPOINT or CMD. */
  readonly range: Range;
  readonly line: number;
}

const shells = /^(?:sh|ash|bash|dash)$/;
/** Programs that are made to be PID 1: they reap what is left to them and pass signals on. */
const INITS = /^(?:tini|tini-static|dumb-init|catatonit|docker-init|s6-svscan)$/;
/** Start another program: what a container is about is behind them. */
const PASSED =
  /^(?:sh|ash|bash|dash|env|nice|ionice|nohup|setsid|timeout|time|tini|tini-static|dumb-init|catatonit|docker-init|su-exec|gosu|su|setpriv|busybox)$/;

/** Whether a program is an init, by its name or path. */
export function isInit(program: string): boolean {
  return INITS.test(program.slice(program.lastIndexOf('/') + 1));
}

/** Starts a container and follows it to the program that the job is about; without a job to the first that is no shell, init or wrapper. */
export function startOf(container: Container, job: Job | undefined): { start: Start; job: Verdict } {
  const { session, argv, environment, workdir, line, range } = container;
  const because = (prints: string, cause?: Cause): Because => ({ line, range, prints, ...(cause && { cause }) });
  const fixed = { argv, user: container.user, stops: 'unknown' } as const;
  if (argv === undefined) {
    const why = because('which program a container starts is not known');
    return {
      start: { ...fixed, outcome: 'unknown', because: why, given: [], pid1: undefined },
      job: { outcome: 'unknown', because: why, given: [] },
    };
  }
  if (argv.length === 0 || argv[0] === '') {
    // Seen with Docker 29: the engine ends with 125.
    const why = because('docker: Error response from daemon: No command specified');
    return {
      start: { ...fixed, outcome: 'fails', exit: 125, because: why, given: [], pid1: undefined },
      job: { outcome: 'fails', because: why, given: [] },
    };
  }
  const who = credentialsOf(session, container.user ?? '');
  if (who.problem !== undefined) {
    const why = because(`docker: Error response from daemon: ${who.problem}`);
    return {
      start: { ...fixed, outcome: 'fails', exit: 125, because: why, given: [], pid1: undefined },
      job: { outcome: 'fails', because: why, given: [] },
    };
  }
  if (who.unknown !== undefined) session.given.add(`the user ${container.user ?? ''} exists`);
  session.user = who.as;
  let target: Watched | undefined;
  session.watch = (program) => {
    if (!(job === undefined ? isProgram(program) : runsJob(program, job))) return undefined;
    target ??= program;
    return OK;
  };
  const withHome: Environment = {
    get: (name) => {
      const value = environment.get(name);
      return name === 'HOME' && value === null ? who.home : value;
    },
  };
  const shell = new ShellState(withHome, workdir, argv[0] ?? '');
  const fields = argv.map((value) => ({ value, range }));
  const status = launch(session, fields, {
    shell,
    range,
    out: undefined,
    stdin: null,
    asked: false,
    by: 'engine',
    environment: withHome,
    replaces: true,
    services: SERVICES,
  });
  session.watch = undefined;
  // Given by what runs in front of the program.
  const given = [...session.given];
  const reached = target;
  const start = describe(
    container,
    status,
    reached,
    {
      ...fixed,
      given,
      pid1: processOne(session, reached, (content) => session.textOf(content)),
      ...(reached && {
        run: { env: (name) => reached.environment.get(name), files: fileView(session.machine.tree, reached.user) },
      }),
    },
    because,
  );
  return { start, job: judge(container, start, reached, status, job, because, given) };
}

function isProgram({ name, isRead }: Watched): boolean {
  return isRead || !PASSED.test(name);
}

function runsJob({ node }: Watched, { runs }: Job): boolean {
  if (node === undefined) return false;
  return 'made' in runs ? node.content.made?.name === runs.made : node.content.context === runs.file;
}

function describe(
  container: Container,
  status: Status,
  reached: Watched | undefined,
  fixed: Omit<Start, 'outcome'>,
  because: (prints: string, cause?: Cause) => Because,
): Start {
  const stops = stopsOf(container, reached);
  if (reached !== undefined) return { ...fixed, outcome: 'starts', stops };
  if (status.kind === 'fails') {
    const isExec = status.exit === 126 || status.exit === 127 || (status.reason?.prints ?? '').startsWith('exec ');
    const why = status.reason === undefined ? undefined : because(status.reason.prints, status.reason.cause);
    if (isExec) return { ...fixed, outcome: 'fails', exit: status.exit, ...(why && { because: why }), stops };
    return { ...fixed, outcome: 'starts', stops };
  }
  if (status.kind === 'unknown')
    return {
      ...fixed,
      outcome: 'unknown',
      because: because(status.reason?.prints ?? 'it is not known what runs'),
      stops,
    };
  // What was taken for granted is all that there is to it.
  const [given] = fixed.given;
  if (given !== undefined) return { ...fixed, outcome: 'unknown', because: because(given), stops };
  return { ...fixed, outcome: 'starts', stops };
}

/** Signals that end a program which does not ask for them; the others are ignored then (signal(7)). */
const IGNORED = /^(?:SIG)?(?:CHLD|URG|WINCH|CONT|17|23|28|18)$/;

/**
 * What the stop signal does: an init passes it on, and the program behind it, which is not PID 1, ends. As PID 1 a
 * program only ends when it handles the signal: sh and BusyBox's applets do not (seen: 137 after the grace period).
 */
function stopsOf({ session, stopSignal }: Container, reached: Watched | undefined): Start['stops'] {
  const { first } = session;
  if (first === undefined) return 'unknown';
  if (/^(?:SIG)?(?:KILL|9)$/.test(stopSignal)) return 'kill';
  const handler = reached?.node === undefined ? undefined : session.textOf(reached.node.content);
  const lines = handler?.split('\n') ?? [];
  const traps = lines.some((line) => /^[ \t]*trap\s/.test(line) && /\b(?:SIG)?(?:TERM|15)\b/.test(line));
  if (INITS.test(first.name)) return IGNORED.test(stopSignal) ? 'kill' : 'term';
  const isShellItself = shells.test(first.name) && !reached?.isRead;
  if (isShellItself && reached !== undefined) return 'kill';
  if (handler !== undefined && /^#!\s*\/(?:usr\/)?bin\/(?:env )?(?:sh|ash|bash)/.test(handler)) {
    if (traps) return /TERM$|^15$/.test(stopSignal) ? 'term' : 'unknown';
    const replaced = replacedBy(handler)?.replace(/^.*\//, '');
    if (replaced === undefined) return 'kill';
    if (INITS.test(replaced)) return 'term';
    return /^(?:tail|sleep|cat|sh|yes|httpd|nc|top|watch)$/.test(replaced) ? 'kill' : 'unknown';
  }
  if (/^(?:tail|sleep|cat|sh|ash|yes|top|watch)$/.test(first.name)) return 'kill';
  return 'unknown';
}

/** The program that a script ends by becoming. */
function replacedBy(script: string): string | undefined {
  const last =
    script
      .replace(/\\\n/g, ' ')
      .replace(/'[^']*'/g, (text) => text.replaceAll('\n', ' '))
      .trimEnd()
      .split('\n')
      .at(-1) ?? '';
  return /^\s*exec\s+([\w./-]+)/.exec(last)?.[1];
}

/** What the first process becomes: a script that it reads may end in `exec`. */
function processOne({ first }: Session, reached: Watched | undefined, textOf: Session['textOf']): string | undefined {
  const name = first?.argv[0];
  if (first === undefined || reached?.node === undefined || INITS.test(first.name)) return name;
  const script = textOf(reached.node.content);
  return (!script?.startsWith('#!') ? undefined : replacedBy(script)) ?? name;
}

function judge(
  container: Container,
  start: Start,
  reached: Watched | undefined,
  status: Status,
  job: Job | undefined,
  because: (prints: string) => Because,
  given: readonly string[],
): Verdict {
  if (job === undefined) return { outcome: 'unknown', because: because('no job is given'), given: [] };
  if (start.outcome !== 'starts')
    return {
      outcome: start.outcome === 'fails' ? 'fails' : 'unknown',
      ...(start.because && { because: start.because }),
      given,
    };
  const name = 'made' in job.runs ? job.runs.made : job.runs.file;
  if (reached === undefined) {
    if (status.kind === 'ok' && given.length > 0)
      return { outcome: 'unknown', because: because(`whether ${name} is started is not known`), given };
    return {
      outcome: status.kind === 'unknown' ? 'unknown' : 'fails',
      because: because(`${name} is never started`),
      given,
    };
  }
  if (status.kind === 'unknown')
    return {
      outcome: 'unknown',
      because: because(status.reason?.prints ?? `whether ${name} is started is not known`),
      given,
    };
  const wanted = job.with;
  if (wanted !== undefined) {
    const last = wanted.length === 0 ? [] : reached.words.slice(-wanted.length);
    if (last.includes(undefined))
      return { outcome: 'unknown', because: because(`with which arguments ${name} is started is not known`), given };
    if (reached.words.length < wanted.length || wanted.some((word, i) => word !== last[i]))
      return {
        outcome: 'fails',
        because: because(`${name} is started with other arguments: ${reached.words.join(' ')}`),
        given,
      };
  }
  const problem = needsOf(container, reached, job);
  if (problem.kind !== 'ok')
    return {
      outcome: problem.kind === 'fails' ? 'fails' : 'unknown',
      because: because(problem.reason?.prints ?? ''),
      given,
    };
  if (job.stop !== undefined && start.stops !== 'term') {
    return start.stops === 'kill'
      ? {
          outcome: 'fails',
          because: because(`it does not end at ${container.stopSignal}: Docker kills it after the grace period`),
          given,
        }
      : { outcome: 'unknown', because: because(`whether it ends at ${container.stopSignal} is not known`), given };
  }
  return { outcome: 'done', given };
}

function needsOf({ session }: Container, { environment, cwd, user }: Watched, { needs }: Job): Status {
  session.user = user;
  const shell = new ShellState(environment, cwd);
  const disk = session.disk();
  let open: Status = OK;
  for (const command of needs?.commands ?? []) {
    const found = findProgram(session, command, shell, environment);
    if (found.kind === 'missing') return { kind: 'fails', exit: 127, reason: { prints: `${command}: not found` } };
    if (found.kind === 'denied')
      return { kind: 'fails', exit: 126, reason: { prints: `${command}: Permission denied` } };
    if (found.kind === 'unknown') open = unknown(found.because);
  }
  for (const path of needs?.reads ?? []) {
    const found = disk.find(path);
    const errno = errnoOf(found);
    if (errno !== undefined) return { kind: 'fails', exit: 1, reason: { prints: `${path}: ${ERROR_TEXT[errno]}` } };
    if (found.at === 'unknown') open = unknown(`whether ${path} is there: ${found.because}`);
    else if (found.at === 'there' && allows(found.node, 4, user) === false)
      return { kind: 'fails', exit: 1, reason: { prints: `${path}: ${ERROR_TEXT.EACCES}` } };
  }
  const before = session.machine;
  session.machine = before.fork();
  for (const path of needs?.writes ?? []) {
    const done = session.disk().write(path, contentOf(''), true);
    if (done.kind === 'error')
      open = { kind: 'fails', exit: 1, reason: { prints: `touch: ${path}: ${ERROR_TEXT[done.errno]}` } };
    else if (done.kind === 'unknown' && open.kind === 'ok')
      open = unknown(`whether ${path} can be written: ${done.why}`);
  }
  session.machine = before;
  return open;
}
