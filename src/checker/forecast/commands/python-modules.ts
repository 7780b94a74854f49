import { resolvePath } from '../../model/paths.ts';
import type { MadeProgram } from '../files/node.ts';
import type { Call } from '../shell/call.ts';
import { fails, type Status } from '../status.ts';

/** The Python that runs: where it stands, by which name it was called, and which environment it is in. */
interface Python {
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
 * Whether a Python finds a module: in the folders of PYTHONPATH, of its environment or installation, of the user's home, and among
 * what apk has installed.
 */
export function findModule(
  call: Call,
  { home, minor, environment }: Python,
  module: string,
  from?: string,
): 'there' | 'absent' | 'unknown' {
  const { session } = call;
  const variables = call.environment ?? call.shell.exported();
  const [path, user] = [variables.get('PYTHONPATH'), variables.get('HOME')];
  if (path === undefined || user === undefined || minor === undefined) return 'unknown';
  const packages = `lib/python${minor}/site-packages`;
  const disk = session.disk();
  const settings = disk.read(`${environment ?? ''}/pyvenv.cfg`) ?? '';
  const base = environment === undefined ? home : (/^home = (.*)$/m.exec(settings)?.[1] ?? '/usr/local/bin');
  const isOnBase = environment === undefined || settings.includes('= true');
  const above = (folder: string): string => folder.slice(0, folder.lastIndexOf('/'));
  const folders = [
    ...(path ?? '').split(':').filter((folder) => folder !== ''),
    ...(environment === undefined ? [] : [`${environment}/${packages}`]),
    ...(isOnBase ? [`${above(base)}/${packages}`, `${user ?? ''}/.local/${packages}`] : []),
  ];
  // Of what is open in an image's own folders only a step could have brought the module, and that would be listed.
  const isListed = session.machine.tree.fog === undefined;
  const states = folders.map((folder) => {
    const at = resolvePath(`${folder}/${module}`, call.shell.cwd);
    const found = at === undefined ? undefined : disk.find(at);
    if (found === undefined) return 'unknown';
    // The extensions of a wheel are linked with its C library.
    const first = at === undefined ? undefined : disk.find(`${at}/__init__.py`);
    const libc = first?.at === 'there' && first.node.kind === 'file' ? first.node.content.made?.libc : undefined;
    if (libc !== undefined && session.facts.libc !== 'unknown' && libc !== session.facts.libc) return 'absent';
    if (found.at !== 'unknown') return found.at === 'there' ? 'there' : 'absent';
    return found.node === undefined && isListed && /^\/(?:usr|root)\//.test(folder) ? 'absent' : 'unknown';
  });
  if (isOnBase && base === '/usr/bin') {
    const { installed, open } = session.machine.packages;
    if (installed.has(from ?? '')) return 'there';
    if (open !== undefined || session.facts.distro !== 'alpine') states.push('unknown');
  }
  return states.includes('there') ? 'there' : states.includes('unknown') ? 'unknown' : 'absent';
}

/** What a script that pip made ends with when its module is nowhere. Undefined where it is there, or may be. */
export function missingModule(call: Call, own: Python, made: MadeProgram | undefined): Status | undefined {
  const module = made?.loads.find((each) => each.startsWith('py:'))?.slice(3);
  if (module === undefined || findModule(call, own, module) !== 'absent') return undefined;
  return fails(1, `ModuleNotFoundError: No module named '${module}'`);
}
