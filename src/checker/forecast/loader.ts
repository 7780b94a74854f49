import type { FileNode } from './files/node.ts';
import { providesLibrary } from './apk/commands-of-packages.ts';
import { search } from './files/search.ts';
import type { Session } from './session.ts';
import { fails, type Status, unknown } from './status.ts';
import type { LoadFacts } from './types.ts';

const MUSL_LOADER = '/lib/ld-musl-x86_64.so.1';

/**
 * What keeps a program from being loaded: its loader or a library is missing. Undefined when nothing does. Only for
 * what a contract or an image tells about; BusyBox and what packages bring load musl.
 *
 * @param shellName the name by which ash was asked for it, whose words differ
 */
export function loadProblem(session: Session, node: FileNode, path: string, shellName?: string): Status | undefined {
  const { made, plain } = node.content;
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
  if (session.facts.distro === 'alpine' || made !== undefined) {
    const loader = musl ? MUSL_LOADER : GLIBC_LOADER;
    const found = session.disk().find(loader);
    // Seen with Docker 20.10 and BusyBox 1.36.1.
    if (found.at === 'absent' || found.at === 'not-a-folder') {
      return shellName === undefined
        ? fails(1, `exec ${path}: no such file or directory`)
        : fails(127, `/bin/sh: ${shellName}: not found`);
    }
    if (made?.libc === 'glibc' && session.facts.libc === 'glibc') return undefined;
    if (found.at === 'unknown' && made !== undefined) {
      return unknown(`whether ${loader} is there: ${found.because}`);
    }
  }
  if (made?.libc === 'glibc') {
    if (session.facts.libc === 'glibc') return undefined;
    const places = ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/lib64', '/usr/lib64', '/lib', '/usr/lib'];
    const found = places.map((place) => session.disk().find(`${place}/libc.so.6`).at);
    if (found.every((at) => at !== 'there' && at !== 'unknown')) {
      return fails(
        127,
        `${path}: error while loading shared libraries: libc.so.6: cannot open shared object file: No such file or directory`,
      );
    }
    if (!found.includes('there')) return unknown('whether the library libc.so.6 is there');
  }
  for (const library of made?.loads ?? []) {
    const name = library.replace(/^so:/, '');
    const there = providesLibrary(session, name);
    if (there === false) {
      return fails(127, `Error loading shared library ${name}: No such file or directory (needed by ${path})`);
    }
    if (there === undefined) return unknown(`whether the library ${name} is there`);
  }
  return undefined;
}

const GLIBC_LOADER = '/lib64/ld-linux-x86-64.so.2';

/** Whether a program that a contract or a compiler made can be loaded where it stands. */
export function loadFacts(session: Session, program: string): LoadFacts {
  const { path, node, open } = search(session.machine.tree, { made: program });
  if (path === undefined || node?.kind !== 'file') {
    return open === undefined ? { state: 'absent' } : { state: 'unknown', prints: open };
  }
  const problem = loadProblem(session, node, path);
  if (problem === undefined || problem.kind === 'ok') return { state: 'loads' };
  const prints = problem.reason?.prints;
  return { state: problem.kind === 'fails' ? 'fails' : 'unknown', ...(prints !== undefined && { prints }) };
}
