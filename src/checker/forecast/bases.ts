import type { PackageIndex } from '../apk/resolver/index.ts';
import { compareBranches } from '../data/alpine-releases.ts';
import { classifyImage } from '../model/images.ts';
import { isTagKnown } from '../model/base.ts';
import { imageUser } from '../data/image-users.ts';
import { parseImageReference } from '../model/image-reference.ts';
import type { Distro, Libc } from '../model/types.ts';
import { type BaseTable, baseTable, NEWEST_TABLE, openBase } from './base-table.ts';
import { debianRoot } from './debian-base.ts';
import type { DirNode } from './files/node.ts';
import { dir, Tree, type Clock } from './files/tree.ts';
import { factsOfDigest, factsOfImage, type ImageFacts } from './image-facts.ts';
import { imageTree, placePrograms } from './image-tree.ts';
import { type Installed, Machine, NO_PACKAGES } from './machine.ts';
import type { ForecastData } from './data.ts';
import { DEFAULT_PATH } from './shell/programs.ts';

/** An image to begin with. */
export interface BaseImage {
  readonly machine: Machine;
  readonly distro: Distro;
  readonly libc: Libc;
  readonly branch: string | undefined;
  /** The branch that its tag names, whatever it is judged on. */
  readonly written?: string | undefined;
  /** Its ENV beside PATH, its user, entrypoint and so on are not known. */
  readonly open: boolean;
  /** An official image of Python on Debian: it sets no variable that changes what Python or a shell finds. */
  readonly isPython?: boolean;
  /** The distribution's own image, to which nobody has added anything. */
  readonly plain: boolean;
  /** What an official image says of these, where that is known. */
  readonly facts: ImageFacts | undefined;
  /** What the facts are true of only if it is so. */
  readonly given?: string | undefined;
  /** What USER says in it, where no more is known. */
  readonly user?: string | undefined;
}

/**
 * Folders of registries in which the official images stand: `public.ecr.aws/docker/library/alpine`. What else is called so may
 * be somebody's own image, with more in it (`ghcr.io/elfhosted/alpine`).
 */
function isAlpine(name: string): boolean {
  return /^(?:(?:index\.)?docker\.io\/)?alpine$|(?:^|\/)library\/alpine$/.test(name);
}

/** Programs of official images that are not of their distribution (docker-library/gcc, Dockerfile.template; nodejs/docker-node). */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ['gcc', 'gcc cc g++ c++ gfortran'],
  ['node', 'node npm npx docker-entrypoint.sh'],
]);

/** Trees copy what they change, so that one serves every forecast. */
const roots = new Map<string, DirNode>();

function imageRoot(name: string): DirNode {
  const short = name.replace(/^.*\/library\//, '');
  const key = short === 'debian' || short === 'python' || PROGRAMS.has(short) ? short : 'others';
  let root = roots.get(key);
  if (root === undefined) roots.set(key, (root = makeRoot(short)));
  return root;
}

function makeRoot(short: string): DirNode {
  const root = debianRoot(short === 'debian', short === 'python');
  const usr = root.entries.get('usr');
  const local = usr?.kind === 'dir' ? usr.entries.get('local') : undefined;
  const bin = local?.kind === 'dir' ? local.entries.get('bin') : undefined;
  for (const program of PROGRAMS.get(short)?.split(' ') ?? []) {
    const content = { text: undefined, size: undefined, source: `/usr/local/bin/${program}` };
    if (bin?.kind === 'dir')
      bin.entries.set(program, { kind: 'file', mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' }, content });
  }
  // Its Dockerfile adds no folder beside those of Debian (nodejs/docker-node, Dockerfile-slim.template).
  return short === 'node' ? { ...root, complete: 0 } : root;
}

/** ENV of an image, as far as it is known; undefined values are those that are not. */
export function environmentOf({ distro, open, facts }: BaseImage): ReadonlyMap<string, string | undefined> {
  if (facts !== undefined) return new Map(Object.entries(facts.env).map(([name, value]) => [name, value ?? undefined]));
  if (distro === 'scratch') return new Map();
  return new Map([['PATH', open && distro !== 'debian' ? undefined : DEFAULT_PATH]]);
}

/** The packages of base images as an index knows them. Nobody changes them in place, so that one serves every forecast. */
const installedBases = new WeakMap<object, Map<string, ReadonlyMap<string, Installed>>>();

function packagesOf(
  table: BaseTable,
  isExact: boolean,
  index: PackageIndex | undefined,
): ReadonlyMap<string, Installed> {
  const owner = index ?? table;
  let kept = installedBases.get(owner);
  if (kept === undefined) installedBases.set(owner, (kept = new Map<string, ReadonlyMap<string, Installed>>()));
  const key = `${table.branch} ${isExact}`;
  let installed = kept.get(key);
  if (installed === undefined) {
    const made = [...table.packages].map(([name, version]): [string, Installed] => [
      name,
      { version: isExact ? version : undefined, askedBy: undefined, record: index?.get(name)[0] },
    ]);
    kept.set(key, (installed = new Map(made)));
  }
  return installed;
}

/** Images for one program have no shell (GoogleContainerTools/distroless, README; docs.docker.com/dhi, runtime variants). */
function leaveOutShell(tree: Tree): void {
  const meta = { mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' } } as const;
  tree.set('/bin', dir(meta, -1, new Map([['sh', { kind: 'gone', at: 0 }]])));
}

/**
 * The Dockerfiles of node on Debian bring yarn where those on Alpine do, and no package of theirs is called so; corepack comes
 * with Node.js up to version 24 (nodejs/node, doc/changelogs/CHANGELOG_V25.md).
 */
function leaveOutYarn(tree: Tree, name: string, tag: string | undefined, digest: string | undefined): void {
  const plain = withoutSuite(tag);
  const facts = digest === undefined ? factsOfImage(name, plain) : factsOfDigest(name, plain);
  if (facts === undefined || facts.programs.includes('/usr/local/bin/yarn')) return;
  for (const folder of ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin'])
    for (const program of ['yarn', 'yarnpkg', 'corepack']) tree.set(`${folder}/${program}`, { kind: 'gone', at: 0 });
}

/**
 * No official image on Debian brings apk; what an image of somebody else brings is not known, nor what a build hands in under a
 * name without a tag (`--build-context nginx=…`).
 */
function leaveOutApk(tree: Tree, name: string, tag: string | undefined): void {
  if (tag === undefined || name.replace(/^.*\/library\//, '').includes('/')) return;
  for (const folder of ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin'])
    tree.set(`${folder}/apk`, { kind: 'gone', at: 0 });
}

/** A tag without the words for Debian. */
function withoutSuite(tag: string | undefined): string | undefined {
  return (
    tag
      ?.split('-')
      .filter((word) => !/^(?:slim|trixie|bookworm|bullseye)$/.test(word))
      .join('-') || undefined
  );
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
      facts: undefined,
    };
  }
  const { name, tag, digest } =
    reference === undefined ? { name: '', tag: undefined, digest: undefined } : parseImageReference(reference);
  const kind = reference === undefined ? undefined : classifyImage(name, tag, isTagKnown({ tag, digest }));
  const distro = kind?.distro ?? 'unknown';
  const libc = kind?.libc ?? 'unknown';
  const branch = kind?.release;
  if (distro !== 'alpine') {
    const isPlain = /(?:^|\/library\/)debian$/.test(name);
    const python = /(?:^|\/library\/)python$/.test(name) ? factsOfImage(name, withoutSuite(tag)) : undefined;
    const tree = new Tree(
      distro === 'debian' ? imageRoot(name) : dir({ mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' } }, -1),
      clock,
    );
    // What its Dockerfiles put into /usr/local is the same on Debian.
    if (python !== undefined && distro === 'debian') placePrograms(tree, python);
    if (distro === 'debian') leaveOutApk(tree, name, tag);
    if (distro === 'debian' && /(?:^|\/library\/)node$/.test(name)) leaveOutYarn(tree, name, tag, digest);
    if (distro === 'distroless' && !(tag ?? '').includes('debug')) leaveOutShell(tree);
    return {
      machine: new Machine(tree, { ...NO_PACKAGES, open: 'the packages of the base image are not known' }),
      distro,
      libc,
      branch,
      // docker-library's image of Debian sets PATH and CMD alone.
      open: !(distro === 'debian' && isPlain),
      isPython: python !== undefined,
      plain: isPlain,
      facts: undefined,
    };
  }
  const facts = digest === undefined ? factsOfImage(name, tag) : factsOfDigest(name, tag);
  const judgedOn = branch === 'edge' ? undefined : data?.judgedOn;
  // What a digest, `latest` or an open tag names is not known, unless all are judged as one branch.
  const plain = isAlpine(name) && (digest === undefined || judgedOn !== undefined);
  const judged = plain || facts !== undefined ? (judgedOn ?? branch) : branch;
  const exact = plain && judged !== undefined ? baseTable(judged) : undefined;
  const table = exact ?? baseTable(NEWEST_TABLE);
  if (table === undefined) throw new Error('no table of a base image');
  // Every Alpine image has the files of the base, and others have more.
  const root =
    exact === undefined
      ? openBase(
          table.root,
          !isAlpine(name) && facts === undefined,
          branch === undefined || compareBranches(branch, NEWEST_TABLE) < 0,
        )
      : table.root;
  const [group, ...members] = facts?.group ?? [];
  const more = [...(facts?.world ?? []), ...members];
  const own = packagesOf(table, exact !== undefined, data?.index);
  const known = (name: string): Installed => ({
    version: undefined,
    askedBy: undefined,
    record: data?.index?.get(name)[0],
  });
  const installed = more.length === 0 ? own : new Map([...own, ...more.map((name) => [name, known(name)] as const)]);
  const world = ['alpine-baselayout', 'alpine-keys', 'apk-tools', 'busybox', 'libc-utils', ...(facts?.world ?? [])];
  if (group !== undefined) world.push(group);
  const isKnown =
    exact !== undefined ||
    isAlpine(name) ||
    (facts?.world !== undefined && [...installed.values()].every(({ record }) => record !== undefined));
  return {
    machine: new Machine(facts === undefined ? new Tree(root, clock) : imageTree(facts, root, clock), {
      installed,
      world,
      groups: new Map(group === undefined ? [] : [[group, members]]),
      open: isKnown ? undefined : 'the packages of the base image are not all known',
    }),
    distro,
    libc,
    branch: judged,
    written: branch,
    open: !isAlpine(name),
    plain: isAlpine(name),
    facts,
    ...(digest !== undefined &&
      facts !== undefined && { given: `the digest is of ${reference?.split('@', 1)[0] ?? ''}` }),
    user: imageUser(name, tag),
  };
}
