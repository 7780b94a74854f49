import { ABSENT, ESSENTIAL, GROUP, PASSWD } from './data/debian-13.ts';
import type { Entries } from './files/node.ts';
import { contentOf, type DirNode, type Node } from './files/node.ts';
import { dir } from './files/tree.ts';

const meta = { mode: 0o755, uid: 0, gid: 0, origin: { kind: 'base' } } as const;

/** A folder with folders in it. @param complete 0 when nothing else is in them */
function folder(names: string, complete = -1): DirNode {
  const entries = new Map<string, Node>();
  for (const name of names.split(' ')) if (name !== '') entries.set(name, dir(meta, complete));
  return dir(meta, complete, entries);
}

function textFile(text: string): Node {
  return { kind: 'file', ...meta, mode: 0o644, content: contentOf(text) };
}

/**
 * Folders of Debian's base-files, and its links to /usr (Debian policy 9.1, usrmerge). In an image of Debian itself the folders
 * that people fill are empty, as they are in those of python (docker-library/python, 3.14/slim-trixie), and nothing of Debian installs to /usr/local (policy 9.1.2); what its packages hold is not listed.
 */
export function debianRoot(isPlain: boolean, isPython = false): DirNode {
  const root = dir(meta, isPlain ? 0 : -1);
  for (const name of ['dev', 'etc', 'proc', 'run', 'sys']) root.entries.set(name, folder(''));
  for (const name of ['boot', 'home', 'media', 'mnt', 'opt', 'srv'])
    root.entries.set(name, dir(meta, isPlain || isPython ? 0 : -1));
  root.entries.set('root', dir({ ...meta, mode: 0o700 }, -1));
  root.entries.set('tmp', dir({ ...meta, mode: 0o1777 }, isPlain ? 0 : -1));
  root.entries.set('var', folder('backups cache lib local lock log mail opt run spool tmp'));
  const usr = folder('bin sbin lib lib64 share');
  usr.entries.set('local', folder('bin sbin lib share etc include src games', isPlain ? 0 : -1));
  const under = (name: string): Entries => {
    const node = usr.entries.get(name);
    return node?.kind === 'dir' ? node.entries : new Map<string, Node>();
  };
  const file = (name: string, path: string): Node => {
    const made = { name, loads: [], libc: 'none' } as const;
    return { kind: 'file', ...meta, content: { ...contentOf(undefined), made, source: `${path}/${name}` } };
  };
  const link = (target: string): Node => ({ kind: 'link', ...meta, mode: 0o777, target });
  // Of libc6 and dash, which are essential, so that each Debian has them (Debian policy 3.8, 10.4).
  const libraries = folder('');
  for (const name of ['ld-linux-x86-64.so.2', 'libc.so.6'])
    libraries.entries.set(name, file(name, '/usr/lib/x86_64-linux-gnu'));
  under('lib').set('x86_64-linux-gnu', libraries);
  under('lib64').set('ld-linux-x86-64.so.2', link('../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2'));
  under('bin').set('dash', file('dash', '/usr/bin'));
  under('bin').set('sh', link('dash'));
  if (isPlain) {
    const gone: Node = { kind: 'gone', at: 0 };
    for (const name of ABSENT) for (const place of ['bin', 'sbin']) under(place).set(name, gone);
    // musl is a package of its own.
    under('lib').set('ld-musl-x86_64.so.1', gone);
    const etc = root.entries.get('etc');
    if (etc?.kind === 'dir') etc.entries.set('apk', gone);
  }
  // The home of users without one (Debian policy 9.2.3).
  root.entries.set('nonexistent', { kind: 'gone', at: 0 });
  if (isPlain || isPython) {
    for (const name of ESSENTIAL) {
      const made = { name, loads: [], libc: 'glibc' } as const;
      if (!under('bin').has(name))
        under('bin').set(name, {
          kind: 'file',
          ...meta,
          content: { ...contentOf(undefined), made, source: `/usr/bin/${name}` },
        });
    }
    const etc = root.entries.get('etc');
    if (etc?.kind === 'dir') etc.entries.set('passwd', textFile(PASSWD)).set('group', textFile(GROUP));
  }
  root.entries.set('usr', usr);
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) root.entries.set(name, link(`usr/${name}`));
  return root;
}
