import { resolvePath } from '../../model/paths.ts';
import type { MadeProgram } from '../files/node.ts';
import type { Call } from '../shell/call.ts';
import { fails, type Status } from '../status.ts';

/** The Python that runs: where it stands, by which name it was called, and which environment it is in. */
export interface Python {
  readonly home: string;
  readonly name: string;
  /** `3.14`; undefined: not known. */
  readonly minor: string | undefined;
  /** The folder with its `pyvenv.cfg`. */
  readonly environment: string | undefined;
}

/** Python goes by the path that it was called with: an environment is the folder above, with a `pyvenv.cfg` (PEP 405). */
export function pythonOf(call: Call): Python {
  const { session } = call;
  const found = call.found?.includes('/') === true ? call.found : `/usr/bin/${call.found ?? 'python3'}`;
  const home = found.slice(0, found.lastIndexOf('/')) || '/';
  const written = found.slice(found.lastIndexOf('/') + 1);
  const name = written.startsWith('python') ? written : 'python3';
  const above = home.slice(0, home.lastIndexOf('/'));
  const disk = session.disk();
  const isEnvironment = disk.find(`${above}/pyvenv.cfg`).at === 'there';
  const base = isEnvironment
    ? (/^home = (.*)$/m.exec(disk.read(`${above}/pyvenv.cfg`) ?? '')?.[1] ?? '/usr/local/bin')
    : undefined;
  // Without the file it goes by what its link leads to.
  const real = disk.find(found).path;
  const own = isEnvironment || !real.includes('/python') ? home : real.slice(0, real.lastIndexOf('/'));
  return { home: own, name, minor: minorIn(call, base ?? own), environment: isEnvironment ? above : undefined };
}

/** By the name that carries the number, or by apk's package. */
function minorIn({ session }: Call, home: string): string | undefined {
  const folder = session.disk().find(home);
  if (folder.at === 'there' && folder.node.kind === 'dir')
    for (const [name, node] of folder.node.entries) {
      const minor = /^python(3\.\d+)$/.exec(name)?.[1];
      if (minor !== undefined && node.kind !== 'gone') return minor;
    }
  const version = session.machine.packages.installed.get('python3')?.version;
  return home === '/usr/bin' ? /^3\.\d+/.exec(version ?? '')?.[0] : undefined;
}

/**
 * What a script of Python ends with when its module is in none of the folders where this Python looks: those of PYTHONPATH, of
 * the environment or the installation, and of the user's home. Undefined where it is there, or may be.
 */
export function missingModule(
  call: Call,
  { home, minor, environment }: Python,
  made: MadeProgram | undefined,
): Status | undefined {
  const module = made?.loads.find((each) => each.startsWith('py:'))?.slice(3);
  if (module === undefined || minor === undefined) return undefined;
  const variables = call.environment ?? call.shell.exported();
  const [path, user] = [variables.get('PYTHONPATH'), variables.get('HOME')];
  if (path === undefined || user === undefined) return undefined;
  const packages = `lib/python${minor}/site-packages`;
  const folders = [
    ...(path ?? '').split(':').filter((folder) => folder !== ''),
    `${environment ?? home.slice(0, home.lastIndexOf('/'))}/${packages}`,
    ...(environment === undefined ? [`${user ?? ''}/.local/${packages}`] : []),
  ];
  const disk = call.session.disk();
  const isListed = call.session.machine.tree.fog === undefined;
  const isMissing = folders.every((folder) => {
    const at = resolvePath(`${folder}/${module}`, call.shell.cwd);
    const found = at === undefined ? undefined : disk.find(at);
    // Of what is open in an image's own folder only a step could have brought the module, and that would be listed.
    return (
      found !== undefined &&
      (found.at === 'unknown'
        ? found.node === undefined && isListed && /^\/(?:usr|root)\//.test(folder)
        : found.at !== 'there')
    );
  });
  return isMissing ? fails(1, `ModuleNotFoundError: No module named '${module}'`) : undefined;
}
