import type { Tree } from './files/tree.ts';

/** What a step changed. */
interface LayerChange {
  readonly adds: string[];
  /** All of them stay in the earlier layer that brought them. */
  readonly removes: string[];
}

const mostPaths = 400;

/** What has changed in a tree since its list of changes was emptied. */
export function layerChange(tree: Tree): LayerChange {
  const before = new Map<string, boolean>();
  // From the last change to the first: the first one knows what stood there.
  for (let each = tree.changes; each !== undefined; each = each.before) before.set(each.path, each.was);
  const change: LayerChange = { adds: [], removes: [] };
  for (const [path, was] of [...before].reverse()) {
    if (change.adds.length + change.removes.length >= mostPaths) break;
    const node = tree.get(path);
    if (node !== undefined && node.kind !== 'gone' && node.kind !== 'maybe')
      change.adds.push(node.kind === 'dir' ? `${path}/` : path);
    else if (was) change.removes.push(path);
  }
  return change;
}
