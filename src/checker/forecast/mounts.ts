import type { Cause } from './status.ts';
import { resolvePath } from '../model/paths.ts';
import type { Mount } from '../model/types.ts';
import type { SourceTree } from './placing.ts';
import { Disk } from './files/disk.ts';
import { type Node, UNKNOWN_CONTENT } from './files/node.ts';
import { resolve, ROOT } from './files/resolve.ts';
import { dir, type Tree } from './files/tree.ts';

/** What has to be put back behind the RUN. */
interface Mounted {
  /** Of a cache. */
  readonly id: string | undefined;
  readonly path: string;
  readonly before: Node | undefined;
  /** Folders above that BuildKit makes for it, and takes away again when nothing is in them (seen with Docker 26). */
  readonly stubs: readonly string[];
}

type MountResult =
  | { readonly kind: 'mounted'; readonly mounted: readonly Mounted[]; readonly given: readonly string[] }
  | { readonly kind: 'fails'; readonly prints: string; readonly cause?: Cause };

const origin = { kind: 'unknown' } as const;

/**
 * Puts the mounts of a RUN in place (Dockerfile reference, "RUN --mount"): a mount hides what lies below, and what is
 * written to it never gets into the image.
 */
export function mountAll(
  tree: Tree,
  mounts: readonly Mount[],
  workdir: string | undefined,
  caches: ReadonlyMap<string, Node>,
  sourceOf: (from: string | undefined) => SourceTree | { readonly fails: string },
): MountResult {
  const mounted: Mounted[] = [];
  const given: string[] = [];
  for (const mount of mounts) {
    const node = nodeOf(mount, tree, caches, sourceOf, given);
    if (typeof node === 'string') {
      unmountAll(tree, mounted, new Map());
      const path = mount.source ?? '/';
      const from = mount.from === undefined ? 'context' : 'stage';
      return {
        kind: 'fails',
        prints: node,
        ...(node.endsWith('not found') && { cause: { kind: 'source', path, from } }),
      };
    }
    if (node === undefined) continue;
    const name =
      mount.type === 'secret'
        ? `/run/secrets/${mount.options.get('id') ?? mount.options.get('target')?.split('/').at(-1) ?? ''}`
        : undefined;
    const target = resolvePath(mount.target ?? name ?? '', workdir)?.replace(/(.)\/$/, '$1');
    if (target === undefined || target === '/') continue;
    const found = resolve(tree, target, ROOT, true);
    const path = found.path;
    const before = tree.get(path);
    const stubs = found.at === 'absent' ? missingAbove(tree, path) : [];
    new Disk(tree, ROOT, origin).place(path, node);
    mounted.push({ id: mount.type === 'cache' ? idOf(mount) : undefined, path, before, stubs });
  }
  return { kind: 'mounted', mounted, given };
}

function nodeOf(
  mount: Mount,
  tree: Tree,
  caches: ReadonlyMap<string, Node>,
  sourceOf: (from: string | undefined) => SourceTree | { readonly fails: string },
  given: string[],
): Node | string | undefined {
  const meta = { mode: 0o755, uid: 0, gid: 0, origin };
  switch (mount.type) {
    case 'tmpfs':
      return { ...dir({ ...meta, mode: 0o777 }, tree.clock.tick()), mount: 'rw' };
    case 'cache': {
      const before = caches.get(idOf(mount));
      if (before !== undefined) return before;
      const number = (name: string): number => Number(mount.options.get(name) ?? 0);
      const mode = parseInt(mount.options.get('mode') ?? '755', 8);
      // The build is the first on a builder whose caches are empty: nobody else can count on what an earlier one left.
      const complete = mount.from === undefined ? tree.clock.tick() : -1;
      return { ...dir({ mode, uid: number('uid'), gid: number('gid'), origin }, complete), mount: 'rw' };
    }
    case 'bind': {
      const from = sourceOf(mount.from);
      if ('fails' in from) return from.fails;
      const isWritable = mount.options.has('rw') || mount.options.has('readwrite');
      const flag = isWritable ? 'rw' : 'ro';
      if (from.tree === undefined) {
        given.push(`${mount.source ?? 'the source'} is there to be mounted`);
        return unknownSource(mount.source, flag);
      }
      const found = resolve(from.tree, resolvePath(mount.source ?? '/', '/') ?? '/', ROOT, true);
      if (found.at === 'unknown') {
        given.push(`${mount.source ?? 'the source'} is there to be mounted: ${found.because}`);
        return unknownSource(mount.source, flag);
      }
      // Seen with Docker 26.
      if (found.at !== 'there') return `failed to calculate checksum of ref: "${found.path}": not found`;
      return found.node.kind === 'dir' ? { ...found.node, owner: undefined, mount: flag } : found.node;
    }
    case 'secret': {
      const id = mount.options.get('id') ?? '';
      if (mount.options.get('required') === 'true') given.push(`the secret ${id} is given`);
      const mode = parseInt(mount.options.get('mode') ?? '400', 8);
      const file = { kind: 'file', ...meta, mode, content: UNKNOWN_CONTENT } as const;
      return mount.options.get('required') === 'true'
        ? file
        : { kind: 'maybe', node: file, why: `the secret ${id} may be given or not` };
    }
    default:
      return undefined;
  }
}

/** A folder where the source is one by its name; else a file or a folder. */
function unknownSource(source: string | undefined, mount: 'ro' | 'rw'): Node {
  if (source === undefined || /(?:^|\/)\.{0,2}\/?$/.test(source))
    return { ...dir({ mode: 0o755, uid: 0, gid: 0, origin }, -1), mount };
  return { kind: 'maybe', node: undefined, why: 'what is mounted there is not known' };
}

/** RUNs with the same id see the same cache; its target is the id where none is given. */
function idOf({ options, target }: Mount): string {
  return options.get('id') ?? target ?? '';
}

/** Takes the mounts away again, the last one first, and keeps what is in the caches. */
export function unmountAll(tree: Tree, mounted: readonly Mounted[], caches: Map<string, Node>): void {
  for (const { id, path, before, stubs } of [...mounted].reverse()) {
    const left = id === undefined ? undefined : tree.get(path);
    if (id !== undefined && left?.kind === 'dir') {
      // In another stage it is not known any more what may have come from a command whose effect is not known.
      const complete = tree.knowsAbsence(left, `${path}/x`) ? left.complete : -1;
      caches.set(id, { ...left, complete, owner: undefined });
    }
    tree.set(path, before);
    for (const stub of stubs) {
      const folder = tree.get(stub);
      if (folder?.kind !== 'dir' || [...folder.entries.values()].some(({ kind }) => kind !== 'gone')) break;
      tree.remove(stub);
    }
  }
}

/** Folders above a path that are not there, the innermost first. */
function missingAbove(tree: Tree, path: string): readonly string[] {
  const missing: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const above = path.slice(0, end);
    const node = tree.get(above);
    if (node !== undefined && node.kind !== 'gone') break;
    missing.push(above);
  }
  return missing;
}
