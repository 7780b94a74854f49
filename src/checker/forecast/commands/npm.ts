import { contentOf } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import type { Environment } from '../shell/state.ts';
import { OK, type Status } from '../status.ts';
import { diskOf, takenToWork, textAt } from './outcome.ts';

/** Scripts that npm runs when it installs (npm-scripts, "Life Cycle Operation Order"). */
const AT_INSTALL = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

/**
 * npm where it needs no network, since nothing is to be installed, and where it runs a script of package.json. Anything else is
 * taken to work. Seen with npm 11.19.1, without a network.
 */
export const npm: Command = (call) => {
  const [verb = '', ...words] = call.words;
  if (/^run(?:-script)?$/.test(verb)) return runScript(call, words);
  if (verb === 'cache' && words.join(' ') === 'clean --force') return OK;
  const manifest = read(call, 'package.json');
  const lock = read(call, 'package-lock.json');
  const mode = environmentOf(call).get('NODE_ENV');
  const withoutDev = words.length > 0 || mode === 'production';
  const wanted = [
    'dependencies',
    'optionalDependencies',
    'peerDependencies',
    ...(withoutDev ? [] : ['devDependencies']),
  ];
  const isSure =
    /^(?:ci|install|prune)$/.test(verb) &&
    words.every((word) => /^--(?:omit=dev|production|only=prod(?:uction)?)$/.test(word ?? '')) &&
    mode !== undefined &&
    manifest !== undefined &&
    (lock !== undefined || verb !== 'ci') &&
    wanted.every((kind) => keysOf(within(manifest, kind)).length === 0) &&
    keysOf(within(lock, 'packages')).every(
      (path) => path === '' || (withoutDev && within(lock, 'packages', path, 'dev') === true),
    ) &&
    // What is left out has to be in the lock all the same: npm would ask for it.
    keysOf(within(manifest, 'devDependencies')).every((name) => within(lock, 'packages', `node_modules/${name}`)) &&
    !AT_INSTALL.some((name) => within(manifest, 'scripts', name)) &&
    within(manifest, 'workspaces') === undefined;
  if (!isSure) return takenToWork(call);
  const path = call.path('package-lock.json');
  if (verb === 'install' && lock === undefined && path !== undefined) {
    const done = diskOf(call).write(path, contentOf(undefined));
    if (done.kind !== 'done') call.session.given.add(`${path} can be written`);
  }
  return OK;
};

function runScript(call: Call, [name = '', ...words]: readonly (string | undefined)[]): Status {
  const scripts = within(read(call, 'package.json'), 'scripts');
  const script = within(scripts, name);
  const { cwd = '' } = call.shell;
  const place = diskOf(call).find(cwd);
  // As root it runs the script as the owner of the folder (npm-scripts, "User").
  const isOwn = place.at === 'there' && place.node.uid === call.session.user.uid;
  const isAlone = !['pre', 'post'].some((when) => within(scripts, `${when}${name}`));
  if (typeof script !== 'string' || words.length > 0 || !isAlone || !isOwn) return takenToWork(call);
  const outer = environmentOf(call);
  const folders = cwd.split('/').map((_, at, parts) => parts.slice(0, parts.length - at).join('/'));
  const environment: Environment = {
    get: (variable) => {
      const value = outer.get(variable);
      if (variable !== 'PATH' || typeof value !== 'string') return value;
      return [...folders.map((folder) => `${folder}/node_modules/.bin`), value].join(':');
    },
  };
  call.out?.write(undefined);
  const how = { zero: 'sh', positional: [], isText: true };
  return call.services.runText({ ...call, environment, out: undefined }, script, how);
}

const environmentOf = (call: Call): Environment => call.environment ?? call.shell.exported();

/** The value of a file of JSON; undefined when it is not known. */
function read(call: Call, name: string): unknown {
  try {
    return JSON.parse(textAt(call, name) ?? '');
  } catch {
    return undefined;
  }
}

/** What stands in an object under names, one inside the other. */
function within(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];
