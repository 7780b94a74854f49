import { contentOf, type DirNode, type Node } from './files/node.ts';
import { dir } from './files/tree.ts';

/**
 * Programs of packages that the image of Debian itself does not have (docker-library/repo-info, repos/debian/local/13-slim.md of
 * 2026-08-24 lists all of its 78 packages). Other names may be there or not.
 */
const NOT_IN_DEBIAN = `
apk gcc cc g++ c++ musl-gcc clang make as ld strip curl wget git python3 python jq sudo gosu su-exec ps file nc
vi tini tini-static dumb-init busybox unzip xz zstd crond node npm go cargo catatonit
`;

/** /etc/passwd and /etc/group of Debian 13 (base-passwd 3.6, and _apt of apt). */
const PASSWD = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;
const GROUP = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
news:x:9:
uucp:x:10:
man:x:12:
proxy:x:13:
kmem:x:15:
dialout:x:20:
fax:x:21:
voice:x:22:
cdrom:x:24:
floppy:x:25:
tape:x:26:
sudo:x:27:
audio:x:29:
dip:x:30:
www-data:x:33:
backup:x:34:
operator:x:37:
list:x:38:
irc:x:39:
src:x:40:
shadow:x:42:
utmp:x:43:
video:x:44:
sasl:x:45:
plugdev:x:46:
staff:x:50:
games:x:60:
users:x:100:
nogroup:x:65534:
`;

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
 * that people fill are empty, and nothing of Debian installs to /usr/local (policy 9.1.2); what its packages hold is not listed.
 */
export function debianRoot(isPlain: boolean): DirNode {
  const root = dir(meta, isPlain ? 0 : -1);
  for (const name of ['dev', 'etc', 'proc', 'run', 'sys']) root.entries.set(name, folder(''));
  for (const name of ['boot', 'home', 'media', 'mnt', 'opt', 'srv'])
    root.entries.set(name, dir(meta, isPlain ? 0 : -1));
  root.entries.set('root', dir({ ...meta, mode: 0o700 }, -1));
  root.entries.set('tmp', dir({ ...meta, mode: 0o1777 }, isPlain ? 0 : -1));
  root.entries.set('var', folder('backups cache lib local lock log mail opt run spool tmp'));
  const usr = folder('bin sbin lib lib64 share');
  usr.entries.set('local', folder('bin sbin lib share etc include src games', isPlain ? 0 : -1));
  const under = (name: string): Map<string, Node> => {
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
    for (const name of NOT_IN_DEBIAN.trim().split(/\s/))
      for (const place of ['bin', 'sbin']) under(place).set(name, gone);
    // musl is a package of its own.
    under('lib').set('ld-musl-x86_64.so.1', gone);
    const etc = root.entries.get('etc');
    if (etc?.kind === 'dir') etc.entries.set('passwd', textFile(PASSWD)).set('group', textFile(GROUP));
  }
  root.entries.set('usr', usr);
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) root.entries.set(name, link(`usr/${name}`));
  return root;
}
