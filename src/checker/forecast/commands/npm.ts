import type { Call, Command } from '../shell/call.ts';
import type { Environment } from '../shell/state.ts';
import { fails, OK, type Status } from '../status.ts';
import { launch } from '../shell/launch.ts';
import { keysOf, readJson, within } from './json-files.ts';
import { emptyLock, installed, KINDS } from './npm-install.ts';
import { diskOf, takenToWork } from './outcome.ts';

/**
 * npm where the lock file says what is installed, where nothing is to be, and where it runs a script of package.json. Anything else
 * is taken to work. Seen with npm 11.19.1, without a network.
 */
export const npm: Command = (call) => {
  const [verb = '', ...words] = call.words;
  if (/^run(?:-script)?$/.test(verb)) return runScript(call, words);
  if (verb === 'cache' && words.join(' ') === 'clean --force') return OK;
  if (verb === 'start') return runScript(call, ['start', ...words]);
  const name = /^(?:i|install|add)$/.test(verb) ? 'install' : /^(?:ci|clean-install|ic)$/.test(verb) ? 'ci' : verb;
  if (!/^(?:ci|install|prune)$/.test(name)) return takenToWork(call);
  const done = installed(call, name, words);
  if (done !== undefined) return done;
  const manifest = readJson(call, 'package.json');
  const hasLock = diskOf(call).find(call.path('package-lock.json') ?? '/').at !== 'absent';
  const foreign = hasLock || name !== 'install' ? undefined : workspaceOf(call, manifest, words);
  if (foreign !== undefined) return fails(1, `npm error Unsupported URL Type "workspace:": ${foreign}`);
  const isEmpty =
    name === 'install' &&
    words.length === 0 &&
    !hasLock &&
    manifest !== undefined &&
    keysOf(manifest).every((key) => !/ependencies$|^workspaces$|^scripts$/.test(key)) &&
    environmentOf(call).get('NODE_ENV') !== undefined;
  if (!isEmpty) return takenToWork(call);
  emptyLock(call);
  return OK;
};

/**
 * `"tools": "workspace:*"`, which pnpm and Yarn understand, in a project that is no part of npm's own workspaces: whatever kind of
 * dependency it is, and whether or not that kind is left out (seen with npm 11.19.1).
 */
function workspaceOf(call: Call, manifest: unknown, words: readonly (string | undefined)[]): string | undefined {
  const { cwd } = call.shell;
  if (cwd === undefined || within(manifest, 'workspaces') !== undefined) return undefined;
  if (!words.every((word) => word !== undefined && /^--(?!global|prefix|location)[a-z]/.test(word))) return undefined;
  const above = cwd.split('/').map((_, at, parts) => `${parts.slice(0, at).join('/')}/package.json`);
  if (!above.every((path) => diskOf(call).find(path).at === 'absent')) return undefined;
  return KINDS.flatMap((kind) => {
    const wanted = within(manifest, kind);
    return keysOf(wanted).map((name) => within(wanted, name));
  }).find((version): version is string => typeof version === 'string' && version.startsWith('workspace:'));
}

/** npx with a command of the packages that are installed; anything else it would fetch. */
export const npx: Command = (call) => {
  const [name, ...args] = call.args;
  const { cwd = '' } = call.shell;
  const bin = name?.value === undefined ? undefined : `${cwd}/node_modules/.bin/${name.value}`;
  if (name === undefined || bin === undefined || diskOf(call).find(bin).at !== 'there') return takenToWork(call);
  return launch(call.session, [{ ...name, value: bin }, ...args], { ...call, by: 'shell', replaces: false });
};

function runScript(call: Call, [name = '', ...words]: readonly (string | undefined)[]): Status {
  const scripts = within(readJson(call, 'package.json'), 'scripts');
  const script = within(scripts, name);
  const { cwd = '' } = call.shell;
  const place = diskOf(call).find(cwd);
  const { session } = call;
  const { uid } = session.user;
  // As root it runs the script as the owner of the folder (npm-scripts, "User").
  const isOwn = place.at === 'there' && uid !== undefined && (uid > 0 || place.node.uid === 0);
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
  const { isFirst, isDirect } = session;
  // npm stays, and the script is its child (seen with npm 11.21.2).
  session.isFirst = session.isDirect = false;
  const status = call.services.runText({ ...call, environment, out: undefined }, script, how);
  session.isFirst = isFirst;
  session.isDirect = isDirect;
  return status;
}

const environmentOf = (call: Call): Environment => call.environment ?? call.shell.exported();
