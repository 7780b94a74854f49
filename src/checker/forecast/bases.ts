import { compareBranches } from '../data/alpine-releases.ts';
import { classifyImage } from '../model/images.ts';
import { parseImageReference } from '../model/image-reference.ts';
import type { Distro, Libc } from '../model/types.ts';
import { baseTable, NEWEST_TABLE, openBase } from './base-table.ts';
import type { DirNode, Node } from './files/node.ts';
import { dir, Tree, type Clock } from './files/tree.ts';
import { type Installed, Machine, NO_PACKAGES } from './machine.ts';
import type { ForecastData } from './data.ts';

/** An image to begin with. */
export interface BaseImage {
  readonly machine: Machine;
  readonly distro: Distro;
  readonly libc: Libc;
  readonly branch: string | undefined;
  /** Its ENV beside PATH, its user, entrypoint and so on are not known. */
  readonly open: boolean;
  /** The distribution's own image, to which nobody has added anything. */
  readonly plain: boolean;
}

/** Folders of registries in which the official images stand: `public.ecr.aws/docker/library/alpine`, a company's mirror. */
function isAlpine(name: string): boolean {
  if (name === 'alpine') return true;
  const [host = ''] = name.split('/');
  return /(?:^|\/)alpine$/.test(name) && /[.:]|^localhost$/.test(host);
}

/**
 * Programs of packages that the image of Debian itself does not have (docker-library/repo-info, repos/debian/local/13-slim.md of
 * 2026-08-24 lists all of its 78 packages). Other names may be there or not.
 */
const NOT_IN_DEBIAN =
  'apk gcc cc g++ c++ musl-gcc clang make as ld strip curl wget git python3 python jq sudo gosu su-exec ps file nc vi tini tini-static dumb-init busybox unzip xz zstd crond node npm go cargo'.split(
    ' ',
  );

/**
 * Folders of Debian's base-files, and its links to /usr (Debian policy 9.1, usrmerge); what they hold is not listed.
 * Nothing of Debian installs to /usr/local (policy 9.1.2), so its folders are empty in an image of Debian itself.
 */
function debianRoot(isPlain: boolean): DirNode {
  const meta = { mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' } } as const;
  const folder = (names: string, complete = -1): DirNode => {
    const entries = new Map<string, Node>();
    for (const name of names.split(' ')) if (name !== '') entries.set(name, dir(meta, complete));
    return dir(meta, complete, entries);
  };
  const root = folder('boot dev etc home media mnt opt proc root run srv sys tmp var');
  const usr = folder('bin sbin lib lib64 share');
  usr.entries.set('local', folder('bin sbin lib share etc include src games', isPlain ? 0 : -1));
  const file = (name: string, folderName: string): void => {
    const under = usr.entries.get(folderName);
    if (under?.kind !== 'dir') return;
    const made = { name, loads: [], libc: 'none' } as const;
    under.entries.set(name, {
      kind: 'file',
      ...meta,
      content: { text: undefined, size: undefined, made, source: `/usr/${folderName}/${name}` },
    });
  };
  file('ld-linux-x86-64.so.2', 'lib64');
  // Essential, so that each Debian has it, and what /bin/sh is (Debian policy 10.4).
  file('dash', 'bin');
  const bin = usr.entries.get('bin');
  if (bin?.kind === 'dir') bin.entries.set('sh', { kind: 'link', ...meta, mode: 0o777, target: 'dash' });
  if (isPlain) {
    for (const folderName of ['bin', 'sbin']) {
      const under = usr.entries.get(folderName);
      if (under?.kind === 'dir') for (const name of NOT_IN_DEBIAN) under.entries.set(name, { kind: 'gone', at: 0 });
    }
  }
  const lib = usr.entries.get('lib');
  // musl is a package of its own, which no image of Debian itself has.
  if (isPlain && lib?.kind === 'dir') lib.entries.set('ld-musl-x86_64.so.1', { kind: 'gone', at: 0 });
  root.entries.set('usr', usr);
  for (const name of ['bin', 'sbin', 'lib', 'lib64'])
    root.entries.set(name, { kind: 'link', ...meta, mode: 0o777, target: `usr/${name}` });
  return root;
}

/** Programs of official images that are not of their distribution (docker-library/gcc, Dockerfile.template). */
const PROGRAMS: ReadonlyMap<string, string> = new Map([['gcc', 'gcc cc g++ c++ gfortran']]);

function imageRoot(name: string): DirNode {
  const short = name.replace(/^.*\/library\//, '');
  const root = debianRoot(short === 'debian');
  const usr = root.entries.get('usr');
  const local = usr?.kind === 'dir' ? usr.entries.get('local') : undefined;
  const bin = local?.kind === 'dir' ? local.entries.get('bin') : undefined;
  for (const program of PROGRAMS.get(short)?.split(' ') ?? []) {
    const content = { text: undefined, size: undefined, source: `/usr/local/bin/${program}` };
    if (bin?.kind === 'dir')
      bin.entries.set(program, { kind: 'file', mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' }, content });
  }
  return root;
}

/** What is known of an image by its name. */
export function baseImage(reference: string | undefined, clock: Clock, data: ForecastData | undefined): BaseImage {
  if (reference === 'scratch') {
    return {
      machine: new Machine(Tree.empty(clock), NO_PACKAGES),
      distro: 'scratch',
      libc: 'none',
      branch: undefined,
      open: false,
      plain: true,
    };
  }
  const { name, tag, digest } =
    reference === undefined ? { name: '', tag: undefined, digest: undefined } : parseImageReference(reference);
  const kind = reference === undefined ? undefined : classifyImage(name, tag, true);
  const distro = kind?.distro ?? 'unknown';
  const libc = kind?.libc ?? 'unknown';
  const branch = kind?.release;
  if (distro !== 'alpine') {
    const tree = new Tree(
      distro === 'debian' ? imageRoot(name) : dir({ mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' } }, -1),
      clock,
    );
    return {
      machine: new Machine(tree, { ...NO_PACKAGES, open: 'the packages of the base image are not known' }),
      distro,
      libc,
      branch,
      open: true,
      plain: /(?:^|\/library\/)debian$/.test(name),
    };
  }
  const judgedOn = branch === 'edge' ? undefined : data?.judgedOn;
  // What a digest, `latest` or an open tag names is not known, unless all are judged as one branch.
  const plain = isAlpine(name) && (digest === undefined || judgedOn !== undefined);
  const judged = plain ? (judgedOn ?? branch) : branch;
  const exact = plain && judged !== undefined ? baseTable(judged) : undefined;
  const table = exact ?? baseTable(NEWEST_TABLE);
  if (table === undefined) throw new Error('no table of a base image');
  // Every Alpine image has the files of the base, and others have more.
  const root =
    exact === undefined
      ? openBase(table.root, !isAlpine(name), branch === undefined || compareBranches(branch, NEWEST_TABLE) < 0)
      : table.root;
  const tree = new Tree(root, clock);
  const installed = new Map<string, Installed>();
  for (const [key, version] of table.packages) {
    const record = data?.index?.get(key)[0];
    installed.set(key, { version: exact === undefined ? undefined : version, askedBy: undefined, record });
  }
  const world = ['alpine-baselayout', 'alpine-keys', 'apk-tools', 'busybox', 'libc-utils'];
  const open = exact === undefined && !isAlpine(name) ? 'the packages of the base image are not all known' : undefined;
  return {
    machine: new Machine(tree, { installed, world, groups: new Map(), open }),
    distro,
    libc,
    branch: judged,
    open: !isAlpine(name),
    plain: isAlpine(name),
  };
}
