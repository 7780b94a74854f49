import type { BuildContext } from '../model/types.ts';
import { contentOf, type DirNode, type Node } from './files/node.ts';
import { dir, partsOf } from './files/tree.ts';
import type { IgnoreFile } from './docker-ignore.ts';

const meta = { mode: 0o755, uid: 0, gid: 0, origin: { kind: 'context', line: 0 } } as const;

/** The build context as a tree, without what .dockerignore leaves out. */
export function contextTree(context: BuildContext, { leavesOut }: IgnoreFile): DirNode {
  const root = dir(meta, context.unlisted?.includes('') === true ? -1 : Number.MAX_SAFE_INTEGER);
  const folderAt = (parts: readonly string[]): DirNode =>
    parts.reduce((folder, part) => {
      const known = folder.entries.get(part);
      if (known?.kind === 'dir') return known;
      const made = dir(meta, Number.MAX_SAFE_INTEGER);
      folder.entries.set(part, made);
      return made;
    }, root);
  for (const path of context.unlisted ?? []) {
    const parts = partsOf(path);
    const name = parts.pop();
    if (name !== undefined && !leavesOut(path)) folderAt(parts).entries.set(name, dir(meta, -1));
  }
  for (const path of context.paths) {
    const plain = path.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
    // Dockerfile and .dockerignore themselves are always sent, and cannot be copied when they are ignored.
    if (plain === '' || leavesOut(plain)) continue;
    const stat = context.stat?.(path);
    const parts = partsOf(plain);
    const name = parts.pop() ?? '';
    folderAt(parts).entries.set(name, nodeOf(context, path, plain, stat));
  }
  return root;
}

function nodeOf(
  context: BuildContext,
  path: string,
  plain: string,
  stat: ReturnType<NonNullable<BuildContext['stat']>>,
): Node {
  const mode = stat?.mode ?? 0o644;
  if (stat?.kind === 'dir' || path.endsWith('/'))
    return dir({ ...meta, mode: stat?.mode ?? 0o755 }, Number.MAX_SAFE_INTEGER);
  if (stat?.kind === 'link') return { kind: 'link', ...meta, mode: 0o777, target: stat.target ?? '' };
  const text = context.read(path);
  return {
    kind: 'file',
    ...meta,
    mode,
    content: { ...contentOf(text), size: stat?.size ?? contentOf(text).size, context: plain },
  };
}
