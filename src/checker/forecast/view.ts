import { Disk } from './files/disk.ts';
import { allows, type Credentials, ROOT } from './files/resolve.ts';
import type { Tree } from './files/tree.ts';
import type { Origin } from './files/node.ts';
import type { FileFacts, FileView } from './types.ts';

/** Questions about the files of a stage, answered as the user sees them; whose rights are not known sees all. */
export function fileView(tree: Tree, as: Credentials = ROOT): FileView {
  const disk = new Disk(tree, as, { kind: 'unknown' });
  return {
    stat: (path, links = 'follow'): FileFacts => {
      const found = disk.find(path, links === 'follow');
      if (found.at === 'unknown') return { kind: 'unknown', path: found.path, because: found.because };
      if (found.at === 'denied') return { kind: 'absent', path: found.path, denied: true };
      if (found.at !== 'there') return { kind: 'absent', path: found.path };
      const { node } = found;
      const { mode, uid, gid, origin } = node;
      const owner = { ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }) };
      const denied = allows(node, 4, as) === false && ({ denied: true } as const);
      const facts = { kind: node.kind, path: found.path, mode, ...owner, origin: nameOf(origin), ...(denied || {}) };
      if (node.kind === 'link') return { ...facts, target: node.target };
      if (node.kind === 'dir') return facts;
      const { text, size, source, made } = node.content;
      return {
        ...facts,
        ...(text !== undefined && { text }),
        ...(size !== undefined && { size }),
        ...(source !== undefined && { source }),
        ...(made !== undefined && { made: made.name }),
      };
    },
    list: (path) => {
      const found = disk.find(path);
      if (found.at !== 'there' || found.node.kind !== 'dir') return { names: [], complete: found.at !== 'unknown' };
      return disk.list(found.node, found.path);
    },
  };
}

function nameOf(origin: Origin): string {
  if (origin.kind === 'package') return `package ${origin.name}`;
  return 'line' in origin ? `${origin.kind} ${origin.line}` : origin.kind;
}
