import { packageFiles } from '../data/package-files.ts';
import { packageLibraries } from '../data/package-libraries.ts';
import type { Content, FileNode, LinkNode, Origin } from '../files/node.ts';

/** A program or library of a package. */
interface PackageFile {
  readonly path: string;
  readonly node: FileNode | LinkNode;
}

interface PackageFiles {
  readonly files: readonly PackageFile[];
  /** The same by folder. */
  readonly folders: ReadonlyMap<string, readonly (readonly [name: string, node: PackageFile['node']])[]>;
  /** Its scripts add users or groups. */
  readonly users: boolean;
}

/**
 * Init programs and Bash, which lessons name by path and whose packages are not among those that the table is made from.
 * Sources: krallin/tini README ("Alpine Linux Package: /sbin/tini"); Alpine's package database for dumb-init and
 * catatonit (community, /usr/bin)
 * and bash (main, /bin); the index for what it loads.
 */
const BY_HAND = `
tini /sbin/tini
tini-static /sbin/tini-static
dumb-init /usr/bin/dumb-init
catatonit /usr/bin/catatonit
su-exec /sbin/su-exec
bash /bin/bash
`;

/** The table is of this branch; in older ones a package may have had other files. */
export const FILES_SINCE = '3.19';

let lines: ReadonlyMap<string, string> | undefined;

/** Lines of the table by name, cut once. */
function table(): ReadonlyMap<string, string> {
  return (lines ??= new Map(
    `${packageFiles}\n${BY_HAND.trim()}`.split('\n').map((line) => {
      const space = line.indexOf(' ');
      return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
    }),
  ));
}

const read = new Map<string, PackageFiles>();

/** Whether the programs and libraries of a package are listed. */
export function isListed(name: string): boolean {
  return table().has(name);
}

/** The programs and libraries of a package, all of them; undefined for one that is not listed. */
export function filesOf(name: string): PackageFiles | undefined {
  const before = read.get(name);
  if (before !== undefined) return before;
  const line = table().get(name);
  if (line === undefined) return undefined;
  const words = line.split(' ');
  const files = words
    .filter((word) => word.startsWith('/'))
    .map((word): PackageFile => {
      const [path = '', target] = word.split('>');
      const [plain = '', mode] = path.split(':');
      return { path: plain, node: packageNode(plain, name, mode === undefined ? 0o755 : parseInt(mode, 8), target) };
    });
  const folders = new Map<string, [string, PackageFile['node']][]>();
  for (const { path, node } of files) {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, slash) || '/';
    const own = folders.get(folder);
    if (own === undefined) folders.set(folder, [[path.slice(slash + 1), node]]);
    else own.push([path.slice(slash + 1), node]);
  }
  const made = { files, folders, users: words.includes('users') };
  read.set(name, made);
  return made;
}

/** A program, or with a target a link, as a package brings it. */
export function packageNode(path: string, name: string, mode = 0o755, target?: string): FileNode | LinkNode {
  const origin: Origin = { kind: 'package', name };
  const meta = { uid: 0, gid: 0, origin };
  if (target !== undefined) return { kind: 'link', mode: 0o777, ...meta, target };
  const content: Content = { text: undefined, size: undefined, source: path };
  return { kind: 'file', mode, ...meta, content };
}

let libraries: ReadonlyMap<string, readonly string[]> | undefined;

/** The libraries, besides musl, that a program or library of a package loads, by the path that the package gives it; none where no table tells. */
export function librariesOf(source: string | undefined): readonly string[] {
  libraries ??= new Map(
    `${packageLibraries}\n/bin/bash libreadline.so.8\n/usr/lib/libreadline.so.8.2 libncursesw.so.6`
      .split('\n')
      .map((line) => {
        const [path = '', ...names] = line.split(' ');
        return [path, names];
      }),
  );
  return (source === undefined ? undefined : libraries.get(source)) ?? [];
}
