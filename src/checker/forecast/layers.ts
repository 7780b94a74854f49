import type { DirNode, Node } from './files/node.ts';

/** What a step changed in the tree. Shared folders are not looked into. */
export interface LayerChange {
  readonly adds: string[];
  readonly removes: string[];
}

const mostPaths = 400;

export function layerChange(before: DirNode, after: DirNode): LayerChange {
  const change: LayerChange = { adds: [], removes: [] };
  compare(before, after, '', change);
  return change;
}

function compare(before: DirNode, after: DirNode, path: string, change: LayerChange): void {
  if (before === after || before.entries === after.entries) return;
  for (const [name, node] of after.entries) {
    if (change.adds.length + change.removes.length > mostPaths) return;
    const old = before.entries.get(name);
    if (old === node) continue;
    const at = `${path}/${name}`;
    if (old?.kind === 'dir' && node.kind === 'dir') compare(old, node, at, change);
    else if (isThere(node)) change.adds.push(node.kind === 'dir' ? `${at}/` : at);
    else if (node.kind === 'gone' && isThere(old)) change.removes.push(at);
  }
  for (const [name, node] of before.entries) {
    if (!after.entries.has(name) && isThere(node)) change.removes.push(`${path}/${name}`);
  }
}

function isThere(node: Node | undefined): boolean {
  return node !== undefined && node.kind !== 'gone' && node.kind !== 'maybe';
}
