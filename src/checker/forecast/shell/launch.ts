import type { Range } from '../../text.ts';
import { resolvePath } from '../../model/paths.ts';
import { plainText } from '../../syntax/mapped-text.ts';
import { parseShell } from '../../syntax/shell.ts';
import { packageCommand } from '../apk/commands-of-packages.ts';
import { COMMANDS } from '../commands/registry.ts';
import { applyContract } from '../contracts.ts';
import { errnoOf, ERROR_TEXT } from '../files/disk.ts';
import { type FileNode, UNKNOWN_CONTENT } from '../files/node.ts';
import { allows } from '../files/resolve.ts';
import { loadProblem } from '../loader.ts';
import type { Session, Watched } from '../session.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import type { Field } from './expand.ts';
import { Interpreter, type Output } from './interpreter.ts';
import { type Environment, ShellState } from './state.ts';

/** How a program is started. */
export interface Start {
  /** The shell that starts it: folder, environment, umask. */
  readonly shell: ShellState;
  readonly range: Range;
  readonly out: Output | undefined;
  readonly stdin: string | undefined | null;
  readonly asked: boolean;
  /** Who says that it is not there, and how. */
  readonly by: 'shell' | 'env' | 'xargs' | 'engine';
  /** The environment, where it is not the shell's. */
  readonly environment?: Environment | undefined;
  /** Whoever starts it becomes it: exec, the last command of `sh -c`, env. */
  readonly replaces?: boolean | undefined;
}

/** A program while it runs. */
export interface Call extends Start {
  readonly session: Session;
  readonly name: string;
  readonly args: readonly Field[];
  /** The arguments' texts where all are known. */
  readonly words: readonly (string | undefined)[];
  /** An absolute path; undefined when the folder is not known. */
  readonly path: (written: string) => string | undefined;
}

export type Command = (call: Call) => Status;

export type Program =
  /** `path` as it is found, `real` behind all links; `node` undefined: a package brings it, its place is not listed. */
  | { readonly kind: 'found'; readonly path: string; readonly real: string; readonly node: FileNode | undefined }
  | { readonly kind: 'missing'; readonly errno: 'ENOENT' | 'ENOTDIR' }
  | { readonly kind: 'denied'; readonly path: string }
  | { readonly kind: 'unknown'; readonly because: string; readonly isListed?: boolean };

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Looks a program up by the rules of execvp: a name with `/` is a path, else the folders of PATH in order. */
export function findProgram(session: Session, name: string, shell: ShellState, environment?: Environment): Program {
  if (name === '') return { kind: 'missing', errno: 'ENOENT' };
  if (name.includes('/')) {
    const path = resolvePath(name, shell.cwd);
    return path === undefined ? { kind: 'unknown', because: 'the folder is not known' } : programAt(session, path);
  }
  const path = environment === undefined ? shell.lookup('PATH') : environment.get('PATH');
  if (path === undefined) return { kind: 'unknown', because: 'PATH is not known' };
  let denied: Program | undefined;
  // What is perhaps there hides what is behind it; what is only not listed is not taken to.
  let open: Program | undefined;
  let unlisted: Program | undefined;
  for (const folder of (path ?? DEFAULT_PATH).split(':')) {
    const at = resolvePath(`${folder === '' ? '.' : folder}/${name}`, shell.cwd);
    if (at === undefined) continue;
    const found = programAt(session, at);
    if (found.kind === 'found') return open ?? found;
    if (found.kind === 'denied') denied ??= found;
    if (found.kind === 'unknown') {
      if (found.isListed) open ??= found;
      else unlisted ??= found;
    }
  }
  open ??= unlisted;
  const brought = packageCommand(session.machine, name);
  if (brought === true) return { kind: 'found', path: name, real: name, node: undefined };
  if (open !== undefined)
    return brought === false &&
      !session.machine.tree.fog &&
      session.facts.distro === 'alpine' &&
      isOnlyPackages(session, path ?? DEFAULT_PATH, name, shell)
      ? (denied ?? { kind: 'missing', errno: 'ENOENT' })
      : open;
  return denied ?? { kind: 'missing', errno: 'ENOENT' };
}

/** Whether what is not known of the folders of PATH is only what packages bring, whose commands are all listed. */
function isOnlyPackages(session: Session, path: string, name: string, shell: ShellState): boolean {
  const { tree } = session.machine;
  return path.split(':').every((folder) => {
    const at = resolvePath(`${folder}/${name}`, shell.cwd);
    if (at === undefined) return false;
    const found = session.disk().find(at);
    if (found.at !== 'unknown') return true;
    const place = session.disk().find(folder);
    return (
      found.node === undefined &&
      place.at === 'there' &&
      place.node.kind === 'dir' &&
      place.node.complete >= 0 &&
      tree.get(found.path)?.kind !== 'maybe'
    );
  });
}

function programAt(session: Session, path: string): Program {
  const found = session.disk().find(path);
  if (found.at === 'unknown')
    return {
      kind: 'unknown',
      because: `${path} may be there or not: ${found.because}`,
      isListed: found.node !== undefined,
    };
  if (found.at === 'denied') return { kind: 'denied', path };
  if (found.at !== 'there') return { kind: 'missing', errno: found.at === 'not-a-folder' ? 'ENOTDIR' : 'ENOENT' };
  if (found.node.kind !== 'file') return { kind: 'denied', path };
  const allowed = allows(found.node, 1, session.user);
  if (allowed === undefined) return { kind: 'unknown', because: `the owner of ${path} is not known` };
  return allowed ? { kind: 'found', path, real: found.path, node: found.node } : { kind: 'denied', path };
}

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
    name: name.slice(name.lastIndexOf('/') + 1),
    args,
    words: args.map(({ value }) => value),
    path: (written) => resolvePath(written, shell.cwd),
  };
  const program = findProgram(session, name, shell, start.environment);
  switch (program.kind) {
    case 'missing':
      return missing(name, start.by);
    case 'denied':
      return denied(name, start.by);
    case 'unknown':
      return launchUnknown(call, name, program.because);
    case 'found': {
      const { isFirst } = session;
      session.isFirst = isFirst && start.replaces === true;
      if (session.isFirst) session.first = { name: call.name, argv: [name, ...call.words] };
      const status = launchFound(call, name, program);
      session.isFirst = isFirst;
      return status;
    }
  }
}

/** Words of ash, env and xargs of BusyBox 1.36.1, and of runc 1.1 for exec form; all end with 127. */
function missing(name: string, by: Start['by']): Status {
  switch (by) {
    case 'shell':
      return fails(127, `/bin/sh: ${name}: not found`);
    case 'env':
      return fails(127, `env: can't execute '${name}': No such file or directory`);
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

function denied(name: string, by: Start['by']): Status {
  if (by === 'engine') return fails(126, `exec: "${name}": permission denied`);
  return fails(
    126,
    by === 'shell' ? `/bin/sh: ${name}: Permission denied` : `${by}: can't execute '${name}': Permission denied`,
  );
}

function launchUnknown(call: Call, name: string, because: string): Status {
  const { session } = call;
  const contract = applyContract(call);
  if (contract !== undefined) {
    session.given.add(`\`${name}\` is there: ${because}`);
    return contract;
  }
  const command = COMMANDS.get(call.name);
  // Programs of the essential packages are in every Debian image.
  const isEssential = session.facts.distro === 'debian' && ESSENTIAL.has(call.name);
  if (command !== undefined) {
    if (!isEssential && call.asked) {
      call.out?.write(undefined);
      return unknown(`whether \`${name}\` is there: ${because}`);
    }
    if (!isEssential) session.given.add(`\`${name}\` is there: ${because}`);
    return command(call);
  }
  session.machine.cloud(`\`${name}\` may have made anything`);
  call.out?.write(undefined);
  return session.assume(`\`${name}\` is there and works: ${because}`, call.asked);
}

function launchFound(call: Call, name: string, program: Extract<Program, { kind: 'found' }>): Status {
  const { session } = call;
  const { node } = program;
  if (node !== undefined) {
    const script = node.content.made === undefined ? session.textOf(node.content) : undefined;
    if (script !== undefined) return runScript(call, name, script, program);
    const problem = loadProblem(session, node, program.path, call.by === 'shell' ? name : undefined);
    if (problem !== undefined) return problem;
  }
  const seen = session.watch?.(watched(call, program));
  if (seen !== undefined) return seen;
  const contract = applyContract(call);
  if (contract !== undefined) return contract;
  // Copied under another name, a program is still what it was; BusyBox alone goes by the name.
  const source = node?.content.source;
  const own = source === undefined || source === '/bin/busybox' ? call.name : source.slice(source.lastIndexOf('/') + 1);
  const isKnown =
    node === undefined || source !== undefined || node.origin.kind === 'base' || node.origin.kind === 'package';
  const command = isKnown ? COMMANDS.get(own) : undefined;
  if (command !== undefined) return command(own === call.name ? call : { ...call, name: own });
  session.machine.cloud(`what \`${call.name}\` makes is not known`);
  call.out?.write(undefined);
  return session.assume(
    `\`${[call.name, ...call.words.map((word) => word ?? '…')].slice(0, 6).join(' ')}\` works`,
    call.asked,
  );
}

export function watched(
  call: Call,
  { path, node }: { path: string; node: FileNode | undefined },
  isRead = false,
): Watched {
  const environment = call.environment ?? call.shell.exported();
  return {
    name: call.name,
    path,
    node,
    words: call.words,
    environment,
    cwd: call.shell.cwd,
    user: call.session.user,
    isRead,
  };
}

/** A file with known text: the kernel reads its first line; ash runs one without `#!` itself. */
function runScript(call: Call, name: string, text: string, program: Extract<Program, { kind: 'found' }>): Status {
  const { session } = call;
  const shebang = /^#![ \t]*(\S+)(?:[ \t]+(.*?))?[ \t]*(?:\n|$)/.exec(text);
  if (shebang === null && call.by !== 'shell') {
    // Seen: the engine says `exec /a: exec format error` and ends with 1.
    return call.by === 'engine'
      ? fails(1, `exec ${name}: exec format error`)
      : fails(126, `${call.by}: can't execute '${name}': Exec format error`);
  }
  const interpreter = shebang?.[1] ?? '/bin/sh';
  const found = programAt(session, interpreter);
  // Seen: the engine says `exec /a: no such file or directory` and ends with 1.
  if (found.kind === 'missing')
    return call.by === 'engine' ? fails(1, `exec ${name}: no such file or directory`) : missing(name, call.by);
  if (found.kind === 'denied') return denied(name, call.by);
  if (found.kind === 'unknown') {
    session.machine.cloud(`what ${name} does is not known`);
    return session.assume(`${interpreter} is there: ${found.because}`, call.asked);
  }
  const seen = session.watch?.(watched(call, program));
  if (seen !== undefined) return seen;
  const argument = shebang?.[2];
  const runner = interpreter.endsWith('/env') ? ((argument ?? '').split(/\s+/)[0] ?? '') : interpreter;
  if (interpreter.endsWith('/env')) {
    const inner = findProgram(session, runner, call.shell, call.environment);
    if (inner.kind === 'missing') return fails(127, `env: can't execute '${runner}': No such file or directory`);
  }
  if (!/(?:^|\/)(?:sh|ash|dash)$/.test(runner)) {
    session.machine.cloud(`what ${name} does is not known`);
    call.out?.write(undefined);
    return session.assume(`${name} works`, call.asked);
  }
  return runShell(call, text, {
    zero: name,
    positional: call.words,
    errexit: /^-\w*e/.test(interpreter.endsWith('/env') ? '' : (argument ?? '')),
  });
}

/** Runs the text of a script in a shell of its own. */
export function runShell(
  call: Call,
  text: string,
  {
    zero,
    positional,
    errexit = false,
    isText = false,
  }: { zero: string; positional: readonly (string | undefined)[]; errexit?: boolean; isText?: boolean },
): Status {
  const { session } = call;
  if (session.depth > 20) return unknown('scripts start each other too deep to follow');
  const state = new ShellState(call.environment ?? call.shell.exported(), call.shell.cwd, zero);
  state.positional = positional;
  state.umask = call.shell.umask;
  state.errexit = errexit;
  const inner = new Interpreter(session, state, call.range, call.out, call.stdin);
  session.depth++;
  // What a script holds has no place in the Dockerfile: it is reported at the command that runs it.
  const status = placed(inner.script(parseShell(plainText(text)), isText), call.range);
  session.depth--;
  return status;
}

function placed(status: Status, range: Range): Status {
  return status.kind === 'ok' || status.reason === undefined
    ? status
    : { ...status, reason: { ...status.reason, range } };
}

/** Debian's essential packages (Debian policy 3.8): there in every image of it. */
const ESSENTIAL = new Set(
  (
    'apt-get apt dpkg sh bash dash cat chmod chown chgrp cp date dd df echo false ln ls mkdir mknod mktemp mv pwd readlink rm rmdir sleep ' +
    'stty sync tar touch true uname grep egrep fgrep gzip gunzip sed find xargs id install env head tail cut sort tr uniq wc tee ' +
    'test basename dirname realpath printf seq useradd groupadd usermod adduser addgroup deluser getent hostname ldconfig awk'
  ).split(' '),
);

export { ERROR_TEXT, errnoOf, OK, UNKNOWN_CONTENT };
