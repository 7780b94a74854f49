import { filesOf } from './apk/package-table.ts';
import { search } from './files/search.ts';
import type { DirNode } from './files/node.ts';
import type { Tree } from './files/tree.ts';
import type { Machine } from './machine.ts';
import type { ForecastLayer } from './types.ts';

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
  for (const path of [...before.keys()].reverse()) {
    if (change.adds.length + change.removes.length >= mostPaths) break;
    const node = tree.get(path);
    if (node !== undefined && node.kind !== 'gone' && node.kind !== 'maybe')
      change.adds.push(node.kind === 'dir' ? `${path}/` : path);
    else if (before.get(path) === true) change.removes.push(path);
  }
  return change;
}

/**
 * What the image holds behind a step.
 * @param machine nobody changes it any more.
 * @param isOpen whether the base has packages that are not known.
 */
export function layerOf(
  machine: Machine,
  step: Pick<ForecastLayer, 'line' | 'range' | 'keyword' | 'isContext'>,
  isOpen: boolean,
): ForecastLayer {
  return {
    ...step,
    files: (query, seen) => search(machine.tree, query, seen as Set<DirNode> | undefined),
    hasPackage: (name, seen) => {
      const listed = machine.packages.installed.get(name);
      if (listed !== undefined) return listed.maybe === true ? 'unknown' : 'there';
      // Its files may have been copied without apk's database.
      const paths = new Set((filesOf(name)?.files ?? []).map(({ path }) => path));
      const found = search(machine.tree, { package: name, paths }, seen as Set<DirNode> | undefined);
      if (found.path !== undefined) return 'there';
      return isOpen || found.open !== undefined ? 'unknown' : 'absent';
    },
  };
}
