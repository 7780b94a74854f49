import { resolvePath } from '../../model/paths.ts';
import { isNeverInBase } from '../data/never-in-base.ts';
import { OTHER_BRANCH } from '../base-table.ts';
import { packageCommand } from '../apk/commands-of-packages.ts';
import type { FileNode } from '../files/node.ts';
import { allows } from '../files/resolve.ts';
import type { Session, Watched } from '../session.ts';
import type { Call } from './call.ts';
import type { Environment, ShellState } from './state.ts';

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
    if (isNotIn(session, folder, name)) continue;
    const at = resolvePath(`${folder === '' ? '.' : folder}/${name}`, shell.cwd);
    if (at === undefined) continue;
    const found = programAt(session, at);
    if (found.kind === 'found') {
      // A package whose files are not listed has, or may have, put its own in place of BusyBox's link.
      const isReplaced =
        found.node?.content.source === '/bin/busybox' && packageCommand(session.machine, name) !== false;
      return open ?? (isReplaced ? { ...found, node: undefined } : found);
    }
    if (found.kind === 'denied') denied ??= found;
    if (found.kind === 'unknown') {
      if (found.isListed) open ??= found;
      else unlisted ??= found;
    }
  }
  open ??= unlisted;
  const brought = packageCommand(session.machine, name);
  const elsewhere = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'].filter(
    (folder) => !(path ?? DEFAULT_PATH).split(':').includes(folder),
  );
  // An index names programs, and not their folders.
  if (brought === true && elsewhere.length > 0)
    return open ?? { kind: 'unknown', because: `in which folder ${name} stands is not known` };
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

/** The usual answer, without a walk: root looks into a folder that does not have the name. False where a walk has to tell. */
function isNotIn({ machine: { tree }, user }: Session, folder: string, name: string): boolean {
  if (user.uid !== 0 || !folder.startsWith('/')) return false;
  const place = tree.get(folder);
  if (place?.kind !== 'dir' || name === '.' || name === '..') return false;
  const node = place.entries.get(name);
  return (node === undefined || node.kind === 'gone') && tree.knowsAbsence(place, `${folder}/${name}`, node);
}

/**
 * Whether what is not known of the folders of PATH is only what packages bring, whose commands are all listed, or what
 * the base of another branch has, which never had this one.
 */
function isOnlyPackages(session: Session, path: string, name: string, shell: ShellState): boolean {
  const { tree } = session.machine;
  const least = isNeverInBase(name, session.facts.branch) && tree.programFog === undefined ? OTHER_BRANCH : 0;
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
      (place.node.complete >= 0 || place.node.complete === least) &&
      tree.get(found.path)?.kind !== 'maybe'
    );
  });
}

/** What stands at a path, as a program. */
export function programAt(session: Session, path: string): Program {
  const found = session.disk().find(path);
  // Of the package's files only this place is known: environments link to it (pkgs.alpinelinux.org, contents of python3).
  if (
    found.at === 'unknown' &&
    found.path === '/usr/bin/python3' &&
    packageCommand(session.machine, 'python3') === true
  )
    return { kind: 'found', path, real: found.path, node: undefined };
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

/** What whoever watches is told of a program. */
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
