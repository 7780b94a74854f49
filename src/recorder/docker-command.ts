import { canonical, findBase } from './rewrite.ts';

/** How the recorder changes the docker commands that a session types. It is kept in a file for the stand-in client. */
export interface CommandSettings {
  /** The real client. */
  readonly client: string;
  /** The PATH in which it is looked for: without the stand-in, which would find itself. */
  readonly path: string;
  /** Where each call is noted, one JSON object a line. */
  readonly log: string;
  /** `--network` for builds. */
  readonly buildNetwork: string | undefined;
  /** Path of the rewritten copy, by the Dockerfile's path in the context. */
  readonly dockerfiles: Readonly<Record<string, string>>;
  /** Image to use, by the image that is asked for. */
  readonly bases: Readonly<Record<string, string>>;
}

/** A call of docker: as typed, as run, and how it ended; a pipe may hide that from the shell. */
export interface DockerCall {
  readonly typed: readonly string[];
  readonly ran: readonly string[];
  readonly exitCode: number;
}

/** Reads what the stand-in client noted. */
export function parseCalls(log: string): DockerCall[] {
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DockerCall);
}

/** What a session asks of docker. */
type DockerCallKind = 'build' | 'run' | 'other';

export function callKind(args: readonly string[]): DockerCallKind {
  const [first, second] = args[0] === 'image' || args[0] === 'buildx' || args[0] === 'container' ? args.slice(1) : args;
  if (first === 'build') return 'build';
  return first === 'run' && second !== undefined ? 'run' : 'other';
}

/**
 * The arguments to run in place of the typed ones. Builds print plain steps and read the rewritten Dockerfile;
 * the first starts without cache, later ones find what it left, as the learner's would. `docker run` finds a base
 * by the name that the lesson gives it.
 * @param earlier calls of this session.
 */
export function argumentsToRun(
  typed: readonly string[],
  settings: CommandSettings,
  earlier: readonly DockerCall[] = [],
): string[] {
  const kind = callKind(typed);
  if (kind === 'run') {
    const bases = new Map(Object.entries(settings.bases));
    return typed.map((argument) =>
      /^[a-z0-9].*:/.test(argument) ? (findBase(argument, bases) ?? argument) : argument,
    );
  }
  if (kind !== 'build') return [...typed];
  const at = typed.indexOf('build') + 1;
  const rest = typed.slice(at);
  const has = (flag: string): boolean => rest.some((argument) => argument === flag || argument.startsWith(`${flag}=`));
  const added = has('--progress') ? [] : ['--progress=plain'];
  if (!has('--no-cache') && !earlier.some((call) => callKind(call.typed) === 'build')) added.push('--no-cache');
  if (settings.buildNetwork !== undefined && !has('--network')) added.push(`--network=${settings.buildNetwork}`);
  const rewritten = settings.dockerfiles[dockerfileOf(typed)];
  if (rewritten === undefined) return [...typed.slice(0, at), ...added, ...rest];
  return [...typed.slice(0, at), ...added, `--file=${rewritten}`, ...withoutOption(rest, ['-f', '--file'])];
}

/** A typed command line with each call of docker as it was run; when they cannot be found in it, those calls alone. */
export function commandThatRan(command: string, calls: readonly DockerCall[]): string {
  const words = (args: readonly string[]): string => ['docker', ...args].map(quote).join(' ');
  let ran = command;
  for (const call of calls) {
    const typed = [`docker ${call.typed.join(' ')}`, words(call.typed)].find((text) => ran.includes(text));
    if (typed === undefined) return calls.map((other) => words(other.ran)).join('; ');
    if (words(call.typed) !== words(call.ran)) ran = ran.replace(typed, () => words(call.ran));
  }
  return ran;
}

/** The Dockerfile that a build reads, relative to the context. */
export function dockerfileOf(build: readonly string[]): string {
  return (option(build, ['-f', '--file']) ?? 'Dockerfile').replace(/^\.\//, '');
}

/** Whether a build names its image so. */
export function buildsImage(build: readonly string[], image: string): boolean {
  const name = option(build, ['-t', '--tag']);
  return name !== undefined && canonical(name) === canonical(image);
}

/** The stage that a build stops at; undefined: the last. */
export function targetOf(build: readonly string[]): string | undefined {
  return option(build, ['--target']);
}

function option(args: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, argument] of args.entries()) {
    for (const name of names) {
      if (argument === name) return args[index + 1];
      if (argument.startsWith(`${name}=`)) return argument.slice(name.length + 1);
    }
  }
  return undefined;
}

function withoutOption(args: readonly string[], names: readonly string[]): string[] {
  return args.filter(
    (argument, index) =>
      !names.some((name) => argument === name || argument.startsWith(`${name}=`) || args[index - 1] === name),
  );
}

/** Quotes a word for the shell, when it needs it. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
