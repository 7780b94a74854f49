import { copyOf, differing } from './entries.ts';
import type { DirNode, MaybeNode, Node } from './node.ts';

/**
 * What is known when either of two nodes may be there. Folders that both sides share are not looked into, so the cost
 * is that of what changed.
 */
export function joinNodes(a: Node | undefined, b: Node | undefined, now: number): Node | undefined {
  if (a === b) return a;
  if (a?.kind === 'gone' && (b === undefined || b.kind === 'gone')) return a;
  if (b?.kind === 'gone' && a === undefined) return b;
  if (a?.kind === 'dir' && b?.kind === 'dir') return joinFolders(a, b, now);
  if (a?.kind === 'file' && b?.kind === 'file' && a.mode === b.mode && a.uid === b.uid && a.gid === b.gid) {
    if (a.content === b.content || (a.content.text !== undefined && a.content.text === b.content.text)) return a;
    const { context, made } = a.content;
    const same = context === b.content.context && made === b.content.made;
    return { ...a, content: { text: undefined, size: undefined, ...(same && { context, made }) } };
  }
  if (a?.kind === 'link' && b?.kind === 'link' && a.target === b.target) return a;
  return maybe(a, b);
}

function joinFolders(a: DirNode, b: DirNode, now: number): DirNode {
  const entries = copyOf(a.entries);
  for (const name of differing(a.entries, b.entries)) {
    const left = a.entries.get(name);
    const right = b.entries.get(name);
    if (left === right) continue;
    const joined = joinNodes(left, right, now);
    if (joined !== undefined) entries.set(name, joined);
  }
  const same = a.mode === b.mode && a.uid === b.uid && a.gid === b.gid;
  return {
    ...a,
    ...(!same && { uid: undefined, gid: undefined, mode: a.mode & b.mode }),
    entries,
    owner: undefined,
    complete: Math.min(a.complete, b.complete),
  };
}

const why = 'it depends on a condition that is not known';

function maybe(a: Node | undefined, b: Node | undefined): MaybeNode {
  const first = inner(a);
  const second = inner(b);
  // The same thing or nothing: what it would be is known.
  const node = second === undefined && first !== undefined ? first : first === undefined ? second : undefined;
  const orFolder = [a, b].some((each) => each?.kind === 'maybe' && each.orFolder) || undefined;
  return { kind: 'maybe', node, orFolder, why };
}

function inner(node: Node | undefined): MaybeNode['node'] {
  if (node === undefined || node.kind === 'gone') return undefined;
  return node.kind === 'maybe' ? node.node : node;
}
