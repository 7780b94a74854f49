import { contentOf } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import type { Environment } from '../shell/state.ts';
import { OK, type Status } from '../status.ts';
import { diskOf, takenToWork, textAt } from './outcome.ts';

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: object;
  readonly optionalDependencies?: object;
  readonly devDependencies?: object;
  readonly packages?: Readonly<Record<string, { readonly dev?: boolean }>>;
  readonly workspaces?: unknown;
}

/** Scripts that npm runs when it installs (npm-scripts, "Life Cycle Operation Order"). */
const AT_INSTALL = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

/**
 * npm where it needs no network, since nothing is to be installed, and where it runs a script of package.json. Anything else is
 * taken to work. Seen with npm 11.19.1, without a network.
 */
export const npm: Command = (call) => {
  const [verb, ...words] = call.words;
  if (verb === 'run' || verb === 'run-script') return runScript(call, words);
  if (verb === 'cache' && words.join(' ') === 'clean --force') return OK;
  const isInstall = verb === 'ci' || verb === 'install' || verb === 'prune';
  if (!isInstall || !words.every((word) => word !== undefined && PLAIN.test(word))) return takenToWork(call);
  const manifest = read(call, 'package.json');
  if (manifest === undefined || manifest.workspaces !== undefined) return takenToWork(call);
  const mode = (call.environment ?? call.shell.exported()).get('NODE_ENV');
  const withoutDev =
    words.some((word) => /^--(?:omit=dev|production|only=prod)/.test(word ?? '')) || mode === 'production';
  if (AT_INSTALL.some((name) => manifest.scripts?.[name] !== undefined) || mode === undefined) return takenToWork(call);
  const lock = read(call, 'package-lock.json');
  const wanted = {
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...(!withoutDev && manifest.devDependencies),
  };
  const locked = Object.entries(lock?.packages ?? {}).filter(
    ([path, { dev }]) => path !== '' && !(withoutDev && dev === true),
  );
  if (Object.keys(wanted).length > 0 || locked.length > 0 || (verb === 'ci' && lock === undefined))
    return takenToWork(call);
  // Where every package is left out, it has to be in the lock all the same: npm would ask for it.
  const names = Object.keys(manifest.devDependencies ?? {});
  if (names.some((name) => lock?.packages?.[`node_modules/${name}`] === undefined)) return takenToWork(call);
  if (verb === 'install' && lock === undefined) write(call, 'package-lock.json');
  return OK;
};

const PLAIN = /^--(?:omit=dev|production|only=prod(?:uction)?|no-audit|no-fund|ignore-scripts)$/;

function runScript(call: Call, [name, ...words]: readonly (string | undefined)[]): Status {
  const scripts = read(call, 'package.json')?.scripts;
  const script = name === undefined ? undefined : scripts?.[name];
  const isAlone = scripts?.[`pre${name ?? ''}`] === undefined && scripts?.[`post${name ?? ''}`] === undefined;
  const { cwd } = call.shell;
  const place = cwd === undefined ? undefined : diskOf(call).find(cwd);
  // As root it runs the script as the owner of the folder (npm-scripts, "User").
  const isOwn = place?.at === 'there' && place.node.uid === call.session.user.uid;
  if (script === undefined || cwd === undefined || !isAlone || words.length > 0 || !isOwn) return takenToWork(call);
  const outer = call.environment ?? call.shell.exported();
  const parts = cwd.split('/').filter((part) => part !== '');
  const own = parts.map((_, at) => `/${parts.slice(0, parts.length - at).join('/')}/node_modules/.bin:`).join('');
  const environment: Environment = {
    get: (variable) => {
      const value = outer.get(variable);
      return variable === 'PATH' && typeof value === 'string' ? `${own}/node_modules/.bin:${value}` : value;
    },
  };
  call.out?.write(undefined);
  return call.services.runText({ ...call, environment, out: undefined }, script, {
    zero: 'sh',
    positional: [],
    isText: true,
  });
}

function read(call: Call, name: string): Manifest | undefined {
  const text = textAt(call, name);
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function write(call: Call, name: string): void {
  const path = call.path(name);
  const done = path === undefined ? undefined : diskOf(call).write(path, contentOf(undefined));
  if (done?.kind !== 'done') call.session.given.add(`${name} can be written`);
}
