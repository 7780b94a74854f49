import { literalOf } from '../../syntax/expand.ts';
import { chainOf } from '../../model/stage-chain.ts';
import { baseName, isWithin, resolvePath } from '../../model/paths.ts';
import type { FileEvent, Stage, Step } from '../../model/types.ts';
import type { RuleContext } from '../../rule.ts';
import type { ForecastStage } from '../../forecast/types.ts';
import { foretoldImage, startScript } from '../../facts/start-script.ts';

/** Commands that change no file. */
const READERS = /^(cd|exec|export|set|test|\[|echo|printf|:|true|exit|umask|wait|sleep)$/;
/** Commands of a script that may change files, and redirects to one. */
const WRITES = /\b(mkdir|cp|mv|ln|rm|touch|chown|chmod|sed|install|tee|mktemp)\s|>\s*["']?[\w/$](?!ev\/)/;

/** Folders that a RUN makes and nothing fills: the program is to write there. */
function emptyFolders(stage: Stage): readonly string[] {
  const events = chainOf(stage).flatMap(({ fileEvents }) => fileEvents);
  const filled = events.filter(({ kind }) => kind !== 'chown').filter((each) => !makesFolder(each));
  return events
    .filter(makesFolder)
    .flatMap(({ path }) => path ?? [])
    .filter((folder) => !filled.some(({ path }) => path !== undefined && isWithin(path, folder)));
}

function makesFolder({ kind, invocation }: FileEvent): boolean {
  return kind === 'create' && invocation?.name === 'mkdir';
}

/**
 * A program may write beside itself (uploads, logs, a database): the folder that it starts in is the user's, and with it all that
 * was copied there.
 */
function ownsFolder(stage: Stage, workdir: string, uid: number | undefined, image: ForecastStage | undefined): boolean {
  if (uid === undefined || image?.files.stat(workdir).uid !== uid) return false;
  const events = chainOf(stage).flatMap(({ fileEvents }) => fileEvents);
  const lastGiven = events.findLastIndex(
    ({ kind, path, invocation }) =>
      kind === 'chown' &&
      path !== undefined &&
      isWithin(workdir, path) &&
      invocation?.args.some(({ value }) => /^(-\w*R|--recursive)/.test(value ?? '')) === true,
  );
  return events
    .slice(lastGiven + 1)
    .every(
      ({ kind, path, step }) =>
        kind !== 'copy' || path === undefined || !isWithin(path, workdir) || step.copy?.chown !== undefined,
    );
}

/** `pip install --user` and `ENV PATH=/root/.local/bin:$PATH`: what the program needs is in the home of root, which is closed. */
function namesHome({ instruction: { keyword, body }, invocations }: Step): boolean {
  if (keyword === 'ENV') return /[=: ]\/root\b/.test(body.text);
  return keyword === 'RUN' && invocations.some(({ args }) => args.some(({ value }) => value === '--user'));
}

/** `npm start`, `yarn workspace server start`: what that is, package.json says. */
function startsScript([program = '', ...words]: readonly (string | undefined)[]): boolean {
  return /^(npm|yarn|pnpm)$/.test(baseName(program)) && words.length > 0;
}

/**
 * Whether what a container does may fail without the rights of root: it writes, or is pointed to a place that is not certain to
 * be the user's.
 * @param user as in USER
 */
export function needsRoot(stage: Stage, user: string, context: RuleContext): boolean {
  const { end, process } = stage;
  const [program] = process.program;
  if (process.program.includes(undefined)) return true;
  // What such a script starts, or a package that brings its own program, may write beside itself.
  if (startsScript(process.program) || process.program.some((word) => word?.includes('node_modules/'))) return true;
  if (end.workdir === undefined) return true;
  const values = end.env.entries().map(([, value]) => value ?? '');
  if (chainOf(stage).some(({ steps }) => steps.some(namesHome))) return true;
  const isHome = (path: string | undefined): boolean => path !== undefined && isWithin(path, '/root');
  const made = stage.fileEvents.filter(({ kind }) => kind !== 'delete').map(({ path }) => path);
  if ([end.workdir, ...process.program, ...made].some(isHome) || values.some((value) => value.includes('/root')))
    return true;
  const lines = new Set([end.entrypoint?.instruction, end.command?.instruction]);
  const commands = stage.steps
    .filter(({ instruction }) => lines.has(instruction))
    .flatMap(({ invocations }) => invocations);
  if (commands.some(({ name, program: path }) => path !== program && !READERS.test(name ?? ''))) return true;
  if (program !== undefined && WRITES.test(startScript(stage, program, context) ?? '')) return true;
  const image = foretoldImage(context);
  const uid = /^\d/.test(user) ? parseInt(user, 10) : image?.users()?.get(user)?.uid;
  // A script whose text is known, and that starts nowhere in particular, was looked at above.
  const isScript = end.workdir === '/' && startScript(stage, program ?? '', context) !== undefined;
  if (!isScript && !ownsFolder(stage, end.workdir, uid, image)) return true;
  const folders = emptyFolders(stage);
  // What a stage before says of a volume it says of the program.
  const volumes = context.model.stages
    .flatMap(({ steps }) => steps)
    .filter(({ instruction }) => instruction.keyword === 'VOLUME')
    .flatMap(({ instruction }) => instruction.args.map(literalOf));
  const redirects = commands
    .flatMap(({ redirects: each }) => each)
    .filter(({ operator }) => operator.includes('>') && !operator.endsWith('&'))
    .map(({ target }) => target?.raw);
  const words = [...process.program.slice(1), ...values].map((word) => word?.replace(/^[^/=]*=/, '') ?? '');
  return (
    [...volumes, ...redirects, ...folders].some((path) => !isOwn(path, true)) ||
    words.filter((word) => /^\/[^:]*$/.test(word)).some((path) => !isOwn(path, false))
  );

  /** The user may do there what a program is likely to do. */
  function isOwn(word: string | undefined, isWritten: boolean): boolean {
    const path = word === undefined ? undefined : resolvePath(word, end.workdir);
    if (path === undefined) return false;
    if (/^\/(tmp|dev|proc|var\/tmp)(\/|$)/.test(path)) return true;
    const { kind, uid: owner, mode = 0, origin } = image?.files.stat(path) ?? {};
    if ((owner === uid && uid !== undefined) || (mode & 2) !== 0) return kind === 'dir' || kind === 'file';
    if (isWritten) return false;
    return kind === 'file'
      ? !/\.(db|sqlite\d?|log|pid|sock)$/.test(path)
      : kind === 'dir' && origin?.startsWith('run') !== true;
  }
}
