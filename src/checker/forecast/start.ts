import { type Range, withoutEnd } from '../text.ts';
import { isEntrypoint } from './commands/entrypoints.ts';
import type { Job } from './job.ts';
import { type FirstProcess, judgeFirst } from './first-process.ts';
import { ERROR_TEXT, errnoOf } from './files/disk.ts';
import { contentOf } from './files/node.ts';
import { allows } from './files/resolve.ts';
import { hasGlibc, loadProblem } from './loader.ts';
import { absentScript } from './script-argument.ts';
import { SERVICES } from './services.ts';
import { launch } from './shell/launch.ts';
import { findProgram } from './shell/programs.ts';
import { ShellState, type Environment } from './shell/state.ts';
import type { Session, Watched } from './session.ts';
import { type Cause, OK, type Status, unknown } from './status.ts';
import type { Because, Start, Verdict } from './types.ts';
import { baseName } from '../model/paths.ts';
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

/** Start another program: what a container is about is behind them. */
const PASSED =
  /^(?:sh|ash|bash|dash|env|nice|ionice|nohup|setsid|timeout|time|tini|tini-static|dumb-init|catatonit|docker-init|su-exec|gosu|su|setpriv|busybox)$/;

/** Starts a container and follows it to the program that the job is about; without a job to the first that is no shell, init or wrapper. */
export function startOf(container: Container, job: Job | undefined): { start: Start; job: Verdict } {
  const { session, argv, environment, workdir, line, range } = container;
  const because = (prints: string, cause?: Cause): Because => ({ line, range, prints, ...(cause && { cause }) });
  const fixed = { argv, user: container.user, init: undefined, stops: 'unknown' } as const;
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
  let atTarget: Pick<Session, 'first' | 'isFirst' | 'isDirect' | 'background'> | undefined;
  session.watch = (program) => {
    if (!(job === undefined ? isProgram(program) : runsJob(session, program, job))) return undefined;
    if (target === undefined) {
      target = program;
      const { first, isFirst, isDirect, background } = session;
      atTarget = { first, isFirst, isDirect, background };
      session.goesOn = false;
    }
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
  const at = atTarget;
  const isAside = at !== undefined && at.background > 0;
  // What stands behind a program in the foreground waits for its end.
  const found = at === undefined || isAside ? session.first : at.first;
  // `migrate && server`: a shell becomes the last of its commands, and which of them is meant to stay nobody says.
  const isPassing = job === undefined && at?.isFirst === false && !isAside && session.goesOn;
  const first = isPassing && SHELL.test(found?.name ?? '') ? undefined : found;
  const isJob = at?.isFirst === true && !isAside;
  const [name = '', ...words] = argv;
  // A script that a shell reads is there.
  const told = reached ?? { name: baseName(name), words, cwd: workdir, user: who.as, isRead: false };
  const absent = told.isRead ? undefined : absentScript(session, told);
  const start = describe(
    status,
    reached,
    {
      ...fixed,
      given,
      ...judgeFirst(first, isJob, container.stopSignal),
      ...(reached && {
        run: {
          uid: reached.user.uid,
          direct: at?.isDirect === true && !isAside,
          imports: reached.imports,
          env: (name) => reached.environment.get(name),
          files: fileView(session.machine.tree, reached.user),
          stack: stackOf(session, reached, job),
        },
      }),
      ...(absent !== undefined && { absent }),
    },
    because,
  );
  if (isAside && !session.goesOn && job?.stays !== undefined) {
    const why = because('the first process ends at once, and the container with what it has started in the background');
    return { start, job: { outcome: 'fails', because: why, given } };
  }
  if (job !== undefined && reached === undefined && start.outcome === 'unknown' && startsNothing(first)) {
    const name = 'made' in job.runs ? job.runs.made : job.runs.file;
    const why = because(`${name} is never started, and ${first?.name ?? 'the program'} starts no other program`);
    return { start, job: { outcome: 'fails', because: why, given } };
  }
  return { start, job: judge(container, start, reached, status, job, because, given) };
}

/** Programs of packages that lessons use, none of which starts another; `git` does with words of its own (aliases, hooks). */
function startsNothing(first: FirstProcess | undefined): boolean {
  if (first === undefined || first.script !== undefined) return false;
  if (first.name === 'git') return first.argv.slice(1).every((word) => word === '--version' || word === '--help');
  return /^(?:jq|p?zstd|sgdisk|mkfs\.fat)$/.test(first.name);
}

function isProgram({ name, node, isRead }: Watched): boolean {
  return isRead || !(PASSED.test(name) || isEntrypoint(node));
}

/**
 * Bytes of stack that the threads of a program get, and of those that a compiler made and it calls: the least of them. A library
 * that is loaded before all others may say more than a program does.
 */
function stackOf(session: Session, { node, environment, cwd }: Watched, job: Job | undefined): number | undefined {
  const preloads = environment.get('LD_PRELOAD');
  if (preloads !== null && preloads !== '') return undefined;
  const called = (job?.needs?.commands ?? []).map((name) =>
    findProgram(session, name, new ShellState(environment, cwd), environment),
  );
  const made = [node, ...called.map((found) => (found.kind === 'found' ? found.node : undefined))].flatMap(
    (each) => each?.content.made ?? [],
  );
  const known = made.flatMap(({ threads, libc }) => (libc === 'glibc' && !hasGlibc(session) ? [] : (threads ?? [])));
  return made.length === 0 || known.length < made.length ? undefined : Math.min(...known);
}

function runsJob(session: Session, { node }: Watched, { runs }: Job): boolean {
  if (node === undefined) return false;
  return 'made' in runs ? node.content.made?.name === runs.made : session.isFile(node.content, runs.file);
}

const SHELL = /(?:^|\/)(?:sh|ash|dash|bash)$/;

function describe(
  status: Status,
  reached: Watched | undefined,
  fixed: Omit<Start, 'outcome'>,
  because: (prints: string, cause?: Cause) => Because,
): Start {
  if (reached !== undefined) return { ...fixed, outcome: 'starts' };
  if (status.kind === 'fails') {
    const isExec = status.exit === 126 || status.exit === 127 || (status.reason?.prints ?? '').startsWith('exec ');
    const why = status.reason === undefined ? undefined : because(status.reason.prints, status.reason.cause);
    if (isExec) return { ...fixed, outcome: 'fails', exit: status.exit, ...(why && { because: why }) };
    const ends = why?.prints ?? `it ends with ${status.exit}`;
    return { ...fixed, outcome: 'starts', ...(fixed.absent === undefined && fixed.given.length === 0 && { ends }) };
  }
  if (status.kind === 'unknown')
    return {
      ...fixed,
      outcome: 'unknown',
      because: because(status.reason?.prints ?? 'it is not known what runs'),
    };
  // What was taken for granted is all that there is to it.
  const [given] = fixed.given;
  if (given !== undefined) {
    // A shell may become the program that is not known.
    const open = SHELL.test(fixed.pid1 ?? '') ? ({ pid1: undefined, init: undefined, stops: 'unknown' } as const) : {};
    return { ...fixed, outcome: 'unknown', because: because(given), ...open };
  }
  return { ...fixed, outcome: 'starts' };
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
    // A shell may say why it does not read a script that it was started for.
    const prints = status.kind === 'fails' ? status.reason?.prints : undefined;
    return {
      outcome: status.kind === 'unknown' ? 'unknown' : 'fails',
      because: because(prints ?? `${name} is never started`),
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
    // A command in shell form behind an entrypoint: the program gets `/bin/sh -c`, too.
    const isShell = wanted.length > 0 && reached.words.at(-1 - wanted.length) === '-c';
    if (isShell || reached.words.length < wanted.length || wanted.some((word, i) => word !== last[i]))
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
  const ends = endOf(start, container.stopSignal);
  if (job.stop?.exit !== undefined && ends !== undefined && !job.stop.exit.includes(ends))
    return {
      outcome: 'fails',
      because: because(`it ends with ${ends} at ${container.stopSignal}, and not with ${job.stop.exit.join(' or ')}`),
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

const SIGNALS: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, TERM: 15 };

/**
 * What a container ends with when an init passes the stop signal on to a program that does not handle it; `tini -e 143` makes 0
 * of that (krallin/tini, src/tini.c). Undefined: not told.
 */
function endOf({ init, stops, argv = [] }: Start, stopSignal: string): number | undefined {
  const end = 128 + (SIGNALS[stopSignal.replace(/^SIG/, '')] ?? Number(stopSignal));
  if (init !== true || stops !== 'term' || Number.isNaN(end)) return undefined;
  return argv
    .join(' ')
    .split(' -- ', 1)[0]
    ?.match(/ -e ?(\d+)/)?.[1] === `${end}`
    ? 0
    : end;
}

function needsOf({ session }: Container, reached: Watched, job: Job): Status {
  const { needs } = job;
  const { environment, cwd, user, path: program } = reached;
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
    const problem =
      found.kind === 'found' && found.node !== undefined
        ? loadProblem(session, found.node, found.path, environment)
        : undefined;
    if (problem?.kind === 'fails') return problem;
    if (problem?.kind === 'unknown') open = problem;
  }
  const says = needs?.says ?? {};
  for (const path of [...(needs?.reads ?? []), ...Object.keys(says)]) {
    const found = disk.find(path);
    const errno = errnoOf(found);
    if (errno !== undefined) return { kind: 'fails', exit: 1, reason: { prints: `${path}: ${ERROR_TEXT[errno]}` } };
    if (found.at === 'unknown') open = unknown(`whether ${path} is there: ${found.because}`);
    else if (found.at === 'there' && allows(found.node, 4, user) === false)
      return { kind: 'fails', exit: 1, reason: { prints: `${path}: ${ERROR_TEXT.EACCES}` } };
    else if (found.at === 'there' && found.node.kind === 'file' && found.node.content.size === 0)
      return { kind: 'fails', exit: 1, reason: { prints: `${path} is empty` } };
  }
  for (const [path, words] of Object.entries(says)) {
    const found = disk.find(path);
    const text = found.at === 'there' && found.node.kind === 'file' ? session.textOf(found.node.content) : undefined;
    const own = text === undefined ? undefined : withoutEnd(text, '\n');
    if (own === undefined) open = unknown(`whether ${path} says "${firstLine(words)}"`);
    else if (own !== words) {
      const differs = differing(own, words);
      const prints = `${path} says "${differs.is}", and not "${differs.wanted}"`;
      return { kind: 'fails', exit: 1, reason: { prints } };
    }
  }
  if (needs?.stack !== undefined) {
    const stack = stackOf(session, reached, job);
    if (stack === undefined) open = unknown('how much stack its threads get is not known');
    else if (stack < needs.stack)
      return {
        kind: 'fails',
        exit: 139,
        reason: { prints: `a thread gets ${Math.floor(stack / 1024)} KiB of stack and needs more: exit code 139` },
      };
  }
  for (const name of needs?.modules ?? []) {
    const folders = program.split('/').map((_, at, parts) => parts.slice(0, parts.length - at - 1).join('/'));
    const found = folders.map((folder) => disk.find(`${folder}/node_modules/${name}/package.json`));
    if (found.some(({ at }) => at === 'there')) continue;
    const seen = found.find(({ at }) => at === 'unknown' || at === 'denied');
    if (seen?.at !== 'unknown')
      return { kind: 'fails', exit: 1, reason: { prints: `Error: Cannot find package '${name}'` } };
    open = unknown(`whether the package ${name} is there: ${seen.because}`);
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

/** The first line that two texts do not share, as each has it. */
function differing(is: string, wanted: string): { readonly is: string; readonly wanted: string } {
  const [a, b] = [is.split('\n'), wanted.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  const line = at < 0 ? a.length : at;
  return { is: firstLine(a.slice(line).join('\n')), wanted: firstLine(b.slice(line).join('\n')) };
}

/** A text as it fits into a message. */
function firstLine(text: string): string {
  return text.replace(/\n[^]*/, ' …').slice(0, 60);
}
