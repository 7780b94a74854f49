import { packageFiles } from '../data/package-files.ts';
import { type Content, type Node, type Origin } from '../files/node.ts';

/** A program or library of a package. */
export interface PackageFile {
  readonly path: string;
  readonly mode: number;
  readonly target: string | undefined;
}

interface PackageFiles {
  readonly files: readonly PackageFile[];
  /** Its scripts add users or groups. */
  readonly users: boolean;
}

/**
 * Init programs, which lessons name by path and whose packages are not among those that the table is made from.
 * Sources: krallin/tini README ("Alpine Linux Package: /sbin/tini"); Alpine's package database for dumb-init and
 * catatonit (community, /usr/bin).
 */
const BY_HAND = `
tini /sbin/tini
tini-static /sbin/tini-static
dumb-init /usr/bin/dumb-init
catatonit /usr/bin/catatonit
su-exec /sbin/su-exec
`;

/** The programs and libraries of packages, all of them for each package that is here. */
export const FILES_OF: ReadonlyMap<string, PackageFiles> = new Map(
  `${packageFiles}\n${BY_HAND.trim()}`.split('\n').map((line) => {
    const [name = '', ...words] = line.split(' ');
    const files = words
      .filter((word) => word.startsWith('/'))
      .map((word): PackageFile => {
        const [path = '', target] = word.split('>');
        const [plain = '', mode] = path.split(':');
        return { path: plain, mode: mode === undefined ? 0o755 : parseInt(mode, 8), target };
      });
    return [name, { files, users: words.includes('users') }] as const;
  }),
);

export function packageNode({ path, mode, target }: PackageFile, name: string): Node {
  const origin: Origin = { kind: 'package', name };
  const meta = { uid: 0, gid: 0, origin };
  if (target !== undefined) return { kind: 'link', mode: 0o777, ...meta, target };
  const content: Content = { text: undefined, size: undefined, source: path };
  return { kind: 'file', mode, ...meta, content };
}
