import { classifyImage } from '../model/images.ts';
import { parseImageReference } from '../model/image-reference.ts';
import type { Distro, Libc } from '../model/types.ts';
import { baseTable, NEWEST_TABLE, openBase } from './base-table.ts';
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
}

/** Folders of registries in which the official images stand: `public.ecr.aws/docker/library/alpine`, a company's mirror. */
function isAlpine(name: string): boolean {
  if (name === 'alpine') return true;
  const [host = ''] = name.split('/');
  return /(?:^|\/)alpine$/.test(name) && /[.:]|^localhost$/.test(host);
}

/** What is known of an image by its name. */
export function baseImage(reference: string | undefined, clock: Clock, data: ForecastData | undefined): BaseImage {
  if (reference === 'scratch') {
    return { machine: new Machine(Tree.empty(clock), NO_PACKAGES), distro: 'scratch', libc: 'none', branch: undefined, open: false };
  }
  const { name, tag, digest } = reference === undefined ? { name: '', tag: undefined, digest: undefined } : parseImageReference(reference);
  const kind = reference === undefined ? undefined : classifyImage(name, tag, true);
  const distro = kind?.distro ?? 'unknown';
  const libc = kind?.libc ?? 'unknown';
  const branch = kind?.release;
  if (distro !== 'alpine') {
    const tree = new Tree(dir({ mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' } }, -1), clock);
    return { machine: new Machine(tree, { ...NO_PACKAGES, open: 'the packages of the base image are not known' }), distro, libc, branch, open: true };
  }
  const plain = isAlpine(name) && digest === undefined;
  const judged = plain && branch !== undefined && branch !== 'edge' ? (data?.judgedOn ?? branch) : branch;
  const exact = plain && judged !== undefined ? baseTable(judged) : undefined;
  const table = exact ?? baseTable(NEWEST_TABLE);
  if (table === undefined) throw new Error('no table of a base image');
  // Every Alpine image has the files of the base, and others have more.
  const root = exact === undefined ? (isAlpine(name) ? openBase(table.root) : { ...openBase(table.root), complete: -1 }) : table.root;
  const tree = new Tree(root, clock);
  const installed = new Map<string, Installed>();
  for (const [key, version] of table.packages) {
    const record = data?.index?.get(key)[0];
    installed.set(key, { version: exact === undefined ? undefined : version, askedBy: undefined, record });
  }
  const world = ['alpine-baselayout', 'alpine-keys', 'apk-tools', 'busybox', 'libc-utils'];
  const open = exact === undefined && !isAlpine(name) ? 'the packages of the base image are not all known' : undefined;
  return { machine: new Machine(tree, { installed, world, groups: new Map(), open }), distro, libc, branch: judged, open: !isAlpine(name) };
}
