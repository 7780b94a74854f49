import { entryOf } from '../data/table.ts';
import { globMatcher } from '../glob/name-pattern.ts';
import { isOperand } from '../model/fields.ts';
import { baseName, isWithin, resolvePath } from '../model/paths.ts';
import { once } from '../model/memo.ts';
import type { Argument, BuildContext, FileEvent, Invocation, Stage } from '../model/types.ts';
import { addTo } from '../lists.ts';
import { isNamed } from './dependency-installs.ts';
import { variableFor } from './pip.ts';

/** How a package manager installs what a project lists. */
interface Manager {
  readonly manifest: string;
  readonly locks: readonly string[];
  /** Words that install; '' for the program alone. */
  readonly installs: readonly string[];
  /** Words that choose all versions anew. */
  readonly updates?: readonly string[];
  /** What holds it to the lockfile: options, and variables with any value but an empty one or a "no". */
  readonly strict?: RegExp;
  readonly variables?: readonly string[];
  /** Already refuses a lockfile that does not fit. */
  readonly isStrict?: true;
}

const MANAGERS: Readonly<Record<string, Manager>> = {
  npm: {
    manifest: 'package.json',
    locks: ['package-lock.json', 'npm-shrinkwrap.json'],
    installs: ['install', 'i'],
  },
  yarn: {
    manifest: 'package.json',
    locks: ['yarn.lock'],
    installs: ['', 'install'],
    strict: /^--(frozen-lockfile|immutable)/,
    variables: ['CI', 'YARN_ENABLE_IMMUTABLE_INSTALLS'],
  },
  pnpm: {
    manifest: 'package.json',
    locks: ['pnpm-lock.yaml'],
    installs: ['install', 'i'],
    strict: /^--frozen-lockfile/,
    variables: ['CI'],
  },
  bundle: {
    manifest: 'Gemfile',
    locks: ['Gemfile.lock'],
    installs: ['', 'install'],
    updates: ['update'],
    strict: /^--(deployment|frozen)/,
    variables: ['BUNDLE_DEPLOYMENT', 'BUNDLE_FROZEN'],
  },
  composer: {
    manifest: 'composer.json',
    locks: ['composer.lock'],
    installs: ['install', 'i'],
    updates: ['update', 'upgrade', 'u'],
    isStrict: true,
  },
  poetry: { manifest: 'pyproject.toml', locks: ['poetry.lock'], installs: ['install'], isStrict: true },
  uv: {
    manifest: 'pyproject.toml',
    locks: ['uv.lock'],
    installs: ['sync'],
    strict: /^--(locked|frozen)/,
    variables: ['UV_LOCKED', 'UV_FROZEN'],
  },
  pipenv: {
    manifest: 'Pipfile',
    locks: ['Pipfile.lock'],
    installs: ['install'],
    strict: /^--(deploy|ignore-pipfile)/,
  },
};

/** Programs that read a lockfile. */
export const LOCKING = /^(npm|yarn|pnpm|bundle|composer|poetry|uv|pipenv)$/;

/** What the author says of the lockfile himself, another folder, other packages, or that nothing is installed. */
const OTHERWISE =
  /^(-g|--global|--location|-C|--cwd|--dir|--working-dir|-d|--directory|--project|--gemfile|-w|--workspaces?|--filter|-F|-r|--recursive|--no-(package-lock|lockfile|frozen-lockfile|immutable)|--frozen-lockfile=false|--package-lock|--package-lock-only|--lockfile-only|--mode|--dry-run|--help|-h|--version|-v|--offline|--mode=.*)(=|$)/;

/** An install of all that a project lists, in a folder that is known. */
export interface LockedInstall {
  readonly invocation: Invocation;
  readonly manager: Manager;
  /** The word that installs, undefined for the program alone. */
  readonly command: Argument | undefined;
  readonly isUpdate: boolean;
  /** The folder of the project. */
  readonly folder: string;
}

/** Reads an install; undefined for anything else, and where an option takes it elsewhere. */
export function lockedInstallOf(invocation: Invocation): LockedInstall | undefined {
  const { name = '', certain, inSubstitution } = invocation;
  const manager = entryOf(MANAGERS, name);
  const { args, folder } = inFolder(invocation);
  if (manager === undefined || folder === undefined || !certain || inSubstitution) return undefined;
  if (args.some(({ value }) => value === undefined || OTHERWISE.test(value))) return undefined;
  const command = args.find(isOperand);
  const word = command?.value ?? '';
  const isUpdate = manager.updates?.includes(word) === true;
  if (!isUpdate && !manager.installs.includes(word)) return undefined;
  // `npm install express` names what it wants.
  const words = args.flatMap((each) => (each === command ? [] : (each.value ?? each.raw)));
  return words.some(isNamed) ? undefined : { invocation, manager, command, isUpdate, folder };
}

/** `npm install --prefix ./assets` and `--prefix=assets`: the folder of the project, and the other words. */
function inFolder({ name, args, cwd }: Invocation): {
  readonly args: readonly Argument[];
  readonly folder: string | undefined;
} {
  const at = name === 'npm' ? args.findIndex(({ value }) => value !== undefined && /^--prefix(=|$)/.test(value)) : -1;
  if (at < 0) return { args, folder: cwd };
  const isOne = args[at]?.value?.includes('=') === true;
  const given = isOne ? args[at]?.value?.slice('--prefix='.length) : args[at + 1]?.value;
  return {
    args: args.filter((_, i) => i !== at && (isOne || i !== at + 1)),
    folder: given === undefined || given === '' ? undefined : resolvePath(given, cwd),
  };
}

/** Whether an install is held to its lockfile; undefined where a variable that is not known says so. */
export function isHeld({ manager, invocation, isUpdate }: LockedInstall): boolean | undefined {
  if (isUpdate) return false;
  const { strict, variables = [], isStrict } = manager;
  if (isStrict === true || invocation.args.some(({ value }) => strict?.test(value ?? '') === true)) return true;
  const values = variables.map((each) => variableFor(invocation, each));
  if (values.some(({ value }) => value !== undefined && !/^(|0|false|no|off)$/i.test(value))) return true;
  return values.every(({ known }) => known) ? false : undefined;
}

/** Where the lockfile of an install is. */
export type LockPlace =
  | { readonly kind: 'there'; readonly lock: string }
  /** In the context beside what this event copies, and not in the image. */
  | { readonly kind: 'beside'; readonly lock: string; readonly source: string; readonly event: FileEvent };

/**
 * The lockfile of an install, by what was copied before it; undefined where there is none, or where that is not known.
 */
export function lockOf(
  { manager, folder, invocation }: LockedInstall,
  stage: Stage,
  context: BuildContext | undefined,
): LockPlace | undefined {
  const { mounts } = invocation.step;
  const events = eventsBefore(stage, invocation.order);
  let beside: LockPlace | undefined;
  for (const lock of manager.locks) {
    const path = resolvePath(lock, folder);
    if (path === undefined) return undefined;
    const last = events.lastAt(path);
    if (last !== undefined)
      return last.kind === 'copy' && !isIgnored(lock, context) ? { kind: 'there', lock } : undefined;
    const targets = mounts.map(({ type, target }) => (type === 'bind' ? resolvePath(target ?? '', folder) : undefined));
    if (targets.includes(path)) return { kind: 'there', lock };
    // A folder from elsewhere may hold it.
    if (targets.some((target) => target !== undefined && isWithin(path, target))) return undefined;
    if (events.mayHold(path)) return undefined;
    const manifest = resolvePath(manager.manifest, folder);
    const event = manifest === undefined ? undefined : events.lastAt(manifest, 'copy');
    const source = event?.source;
    if (event === undefined || source === undefined || event.step.copy?.from !== undefined) continue;
    const name = baseName(source);
    // A folder that brings the manifest would have brought the lockfile beside it.
    if (name !== manager.manifest && globMatcher(name)?.(manager.manifest) !== true) continue;
    const inContext = source.slice(0, source.length - name.length).replace(/^(\.?\/)+/, '') + lock;
    if (context?.paths.includes(inContext) === true && !isIgnored(lock, context))
      beside ??= { kind: 'beside', lock, source: inContext, event };
  }
  return beside;
}

/** How many stages down what was copied is looked for. */
const DEEPEST = 10;

/** What happened to paths before a moment of a stage, and in those that it stands on. */
interface EventsBefore {
  readonly lastAt: (path: string, kind?: FileEvent['kind']) => FileEvent | undefined;
  /** Whether something happened to a path that is not known, or to a folder above this one. */
  readonly mayHold: (path: string) => boolean;
}

function eventsBefore(stage: Stage, order: number): EventsBefore {
  const chain = [stage];
  for (let below = stage.base.stage; below !== undefined && chain.length <= DEEPEST; below = below.base.stage)
    chain.push(below);
  const isBefore = (event: FileEvent, layer: Stage): boolean => layer !== stage || event.order < order;
  const each = <Found>(ask: (events: ReadonlyMap<string, readonly FileEvent[]>, layer: Stage) => Found | undefined) => {
    for (const layer of chain) {
      const found = ask(once(layer, eventsByPath), layer);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    lastAt: (path, kind) =>
      each((events, layer) =>
        (events.get(kind === undefined ? path : `${kind} ${path}`) ?? []).findLast((event) => isBefore(event, layer)),
      ),
    mayHold: (path) => {
      const folders = path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/') || '/');
      return (
        each((events, layer) =>
          ['', ...folders].map((key) => events.get(key)?.[0]).find((first) => first && isBefore(first, layer)),
        ) !== undefined
      );
    },
  };
}

/** Events in their order by path, and by kind and path; those of a path that is not known under ''. */
function eventsByPath({ fileEvents }: Stage): ReadonlyMap<string, readonly FileEvent[]> {
  const events = new Map<string, FileEvent[]>();
  for (const event of fileEvents) {
    const path = event.path?.replace(/(.)\/$/, '$1') ?? '';
    addTo(events, path, event);
    if (path !== '') addTo(events, `${event.kind} ${path}`, event);
  }
  return events;
}

/** A line of .dockerignore that may mean the lockfile. */
function isIgnored(lock: string, context: BuildContext | undefined): boolean {
  const lines = context?.read('.dockerignore')?.split(/\r?\n/) ?? [];
  return lines.some(
    (line) => line.includes('lock') || line.includes(lock) || /^\*\*?(\/\*)?$|\*\.(json|yaml)/.test(line),
  );
}
