import type { FileNode } from './files/node.ts';
import { providesLibrary } from './apk/commands-of-packages.ts';
import { librariesOf } from './apk/package-table.ts';
import { search } from './files/search.ts';
import { programAt } from './shell/programs.ts';
import type { Session } from './session.ts';
import type { Environment } from './shell/state.ts';
import { fails, type Status, unknown } from './status.ts';
import type { LoadFacts, NeededFile, ProgramNeeds } from './types.ts';

export const MUSL_LOADER = '/lib/ld-musl-x86_64.so.1';

/**
 * What keeps a program from being loaded: its loader or a library is missing. Undefined when nothing does. Only for
 * what a contract, an image or the table of packages tells about; BusyBox and the other programs load musl.
 *
 * @param environment of the program: `LD_LIBRARY_PATH`
 * @param shellName the name by which ash was asked for it, whose words differ
 */
export function loadProblem(
  session: Session,
  node: FileNode,
  path: string,
  environment?: Environment,
  shellName?: string,
): Status | undefined {
  const { made, plain, bound } = node.content;
  if (bound === true && node.origin.kind !== 'base') return unknown(`what ${path} loads is not known`);
  if (plain === true) {
    return shellName === undefined
      ? fails(1, `exec ${path}: exec format error`)
      : fails(127, `/bin/sh: ${shellName}: not found`);
  }
  const musl = made?.libc === 'musl' || made === undefined;
  if (made?.libc === 'none') return undefined;
  if (
    made === undefined &&
    node.origin.kind !== 'base' &&
    node.origin.kind !== 'package' &&
    node.content.source === undefined
  ) {
    return undefined;
  }
  const { source } = node.content;
  const isBare =
    session.facts.distro === 'scratch' &&
    made === undefined &&
    [MUSL_LOADER, GLIBC_LOADER].every((loader) => session.disk().find(loader).at === 'absent');
  // Of other programs without libraries it is not known whether they are static.
  const isDynamic = source === '/bin/busybox' || librariesOf(source).length > 0;
  if (session.facts.distro === 'alpine' || made !== undefined || (isBare && isDynamic)) {
    const loader = made?.loader ?? (musl ? MUSL_LOADER : GLIBC_LOADER);
    const found = session.disk().find(loader);
    // Seen with Docker 20.10 and BusyBox 1.36.1.
    if (found.at === 'absent' || found.at === 'not-a-folder') {
      const shim = musl ? false : providesLibrary(session, 'ld-linux-x86-64.so.2', ['/lib']);
      if (shim === undefined) return unknown(`whether a package brings ${loader}`);
      // A file of that name in /lib alone is no loader at that place.
      if (shim === true) {
        // gcompat, which brings glibc's loader and much of its library.
        session.given.add(`gcompat is there, and is enough for ${path}`);
        return undefined;
      }
      return shellName === undefined
        ? fails(1, `exec ${path}: no such file or directory`)
        : fails(127, `/bin/sh: ${shellName}: not found`);
    }
    if (made?.libc === 'glibc' && session.facts.libc === 'glibc') return undefined;
    if (made?.libc === 'glibc' && found.at === 'there' && found.path === MUSL_LOADER) {
      // musl's loader takes libc.so.6 for itself (musl, ldso/dynlink.c, load_library); seen with a small program of Debian 13.
      session.given.add(`musl has all that ${path} asks glibc for`);
      return undefined;
    }
    if (found.at === 'unknown' && made !== undefined) {
      return unknown(`whether ${loader} is there: ${found.because}`);
    }
  }
  if (made?.libc === 'glibc') {
    if (session.facts.libc === 'glibc') return undefined;
    const there = glibcIn(session, environment, made.folders);
    if (there === 'missing') {
      return fails(
        127,
        `${path}: error while loading shared libraries: libc.so.6: cannot open shared object file: No such file or directory`,
      );
    }
    if (there === 'unknown') return unknown('whether the library libc.so.6 is there');
  }
  const loads = made?.loads.map((library) => library.replace(/^so:/, '')) ?? librariesOf(node.content.source);
  return missingLibrary(session, loads, path, libraryFolders(session, environment), new Set());
}

/** Whether glibc itself is where its loader looks for it (ld.so(8)): `LD_LIBRARY_PATH`, then its own folders. */
function glibcIn(session: Session, environment?: Environment, own = ''): NeededFile['state'] {
  if (session.facts.libc === 'glibc') return 'there';
  const first = environment === undefined ? null : environment.get('LD_LIBRARY_PATH');
  const places = [
    ...`${own}:${first ?? ''}`.split(/[:;]/).filter((folder) => folder.startsWith('/')),
    '/lib/x86_64-linux-gnu',
    '/usr/lib/x86_64-linux-gnu',
    '/lib64',
    '/usr/lib64',
    '/lib',
    '/usr/lib',
  ];
  const found = places.map((place) => session.disk().find(`${place}/libc.so.6`).at);
  if (found.includes('there')) return 'there';
  return first === undefined || found.includes('unknown') ? 'unknown' : 'missing';
}

/** Whether a program for glibc certainly runs on glibc: what stands in for its loader (gcompat, a link to musl's) gives threads what musl gives. */
export function hasGlibc(session: Session): boolean {
  if (session.facts.libc === 'glibc') return true;
  const found = session.disk().find(GLIBC_LOADER);
  return found.at === 'there' && found.node.origin.kind === 'stage' && found.path !== MUSL_LOADER;
}

const OWN_FOLDERS: readonly string[] = ['/lib', '/usr/local/lib', '/usr/lib'];

function isAbsolute(folder: string): boolean {
  return folder.startsWith('/');
}

/** The folders in which musl's loader looks: `LD_LIBRARY_PATH`, then its own (ldso/dynlink.c). Undefined: not known. */
function libraryFolders(session: Session, environment: Environment | undefined): readonly string[] | undefined {
  const first = environment === undefined ? null : environment.get('LD_LIBRARY_PATH');
  if (first === undefined) return undefined;
  let own = OWN_FOLDERS;
  const list = session.disk().find('/etc/ld-musl-x86_64.path');
  if (list.at === 'there') {
    const text = list.node.kind === 'file' ? session.textOf(list.node.content) : undefined;
    if (text === undefined) return undefined;
    own = text.split(/[:\n]/).filter(isAbsolute);
  }
  return first === null ? own : [...first.split(':').filter(isAbsolute), ...own];
}

/** The first library that is not there, of a program or of the libraries that it loads. */
function missingLibrary(
  session: Session,
  names: readonly string[],
  neededBy: string,
  folders: readonly string[] | undefined,
  seen: Set<string>,
): Status | undefined {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    const there = folders === undefined ? undefined : providesLibrary(session, name, folders);
    if (there === false) {
      return fails(127, `Error loading shared library ${name}: No such file or directory (needed by ${neededBy})`);
    }
    if (there === undefined) return unknown(`whether the library ${name} is there`);
    if (there === true) continue;
    const problem = missingLibrary(session, librariesOf(there.source), there.path, folders, seen);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const GLIBC_LOADER = '/lib64/ld-linux-x86-64.so.2';

/** Whether a program that was made or brought by a package can be loaded where it stands. */
export function loadFacts(session: Session, program: string, environment?: Environment): LoadFacts {
  const { path, node, open } = search(session.machine.tree, { program });
  if (path === undefined || node?.kind !== 'file') {
    return open === undefined ? { state: 'absent' } : { state: 'unknown', prints: open };
  }
  const interpreter = node.content.made === undefined ? undefined : /^#!(\S+)/.exec(node.content.text ?? '')?.[1];
  if (interpreter !== undefined) {
    const { kind } = programAt(session, interpreter);
    const state = kind === 'found' ? 'loads' : kind === 'unknown' ? 'unknown' : 'fails';
    return state === 'loads' ? { state } : { state, prints: `exec ${path}: no such file or directory` };
  }
  const problem = loadProblem(session, node, path, environment);
  if (problem === undefined || problem.kind === 'ok') return { state: 'loads' };
  const prints = problem.reason?.prints;
  return { state: problem.kind === 'fails' ? 'fails' : 'unknown', ...(prints !== undefined && { prints }) };
}

/** What the program at a path needs to be started, for whoever draws it; see `loadProblem` for what fails. */
export function programNeeds(session: Session, path: string): ProgramNeeds | undefined {
  const disk = session.disk();
  const found = disk.find(path);
  if (found.at !== 'there' || found.node.kind !== 'file') return undefined;
  const { content, origin } = found.node;
  const looked = (name: string): NeededFile => {
    const { at } = disk.find(name);
    return at === 'there' ? { name, state: 'there', path: name } : { name, state: at === 'unknown' ? at : 'missing' };
  };
  const first = /^#![ \t]*(\S+)/.exec(session.textOf(content) ?? '')?.[1];
  if (first !== undefined) return { kind: 'script', loader: looked(first), libraries: [] };
  const { made } = content;
  const isKnown = made !== undefined || content.source !== undefined || origin.kind === 'package';
  if (!isKnown || content.plain === true || content.bound === true) return undefined;
  const kind = made === undefined ? session.facts.libc : (made.libc ?? 'musl');
  if (kind === 'none') return { kind, loader: undefined, libraries: [] };
  if (kind === 'unknown') return undefined;
  const libraries = new Map<string, NeededFile>();
  if (kind === 'glibc') libraries.set('libc.so.6', { name: 'libc.so.6', state: glibcIn(session) });
  const folders = libraryFolders(session, undefined);
  const open = [...(made?.loads.map((name) => name.replace(/^so:/, '')) ?? librariesOf(content.source))];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (libraries.has(name)) continue;
    const at = folders === undefined ? undefined : providesLibrary(session, name, folders);
    const state = at === undefined ? 'unknown' : at === false ? 'missing' : 'there';
    const place = typeof at === 'object' ? at : undefined;
    libraries.set(name, { name, state, ...(place && { path: place.path }) });
    open.push(...librariesOf(place?.source));
  }
  return { kind, loader: looked(kind === 'musl' ? MUSL_LOADER : GLIBC_LOADER), libraries: [...libraries.values()] };
}
