import { base as base319 } from './data/base-3.19.ts';
import { base as base320 } from './data/base-3.20.ts';
import { contentOf, type DirNode, type Node, type Origin } from './files/node.ts';
import { dir } from './files/tree.ts';

/** What the base image `alpine` of one branch holds. */
export interface BaseTable {
  readonly branch: string;
  readonly root: DirNode;
  /** Name and version of the packages in it. */
  readonly packages: ReadonlyMap<string, string>;
}

const tables: Readonly<Record<string, string>> = { '3.19': base319, '3.20': base320 };
const parsed = new Map<string, BaseTable>();

/** The newest branch with a table. */
export const NEWEST_TABLE = '3.20';
/** The oldest one. */
export const OLDEST_TABLE = '3.19';

/**
 * The base of a branch, from the genuine root file system (`npm run base-paths`); undefined for a branch without a
 * table. Read once: the tree is never changed.
 */
export function baseTable(branch: string): BaseTable | undefined {
  const text = Object.hasOwn(tables, branch) ? tables[branch] : undefined;
  if (text === undefined) return undefined;
  let table = parsed.get(branch);
  if (table === undefined) parsed.set(branch, (table = parseTable(branch, text)));
  return table;
}

/** Whether BusyBox of a base has an applet: each has a link (`busybox --list` of 3.19.4 names those 304 and no other). */
export function isApplet(name: string): boolean {
  return applets().has(name);
}

const applets = lazily(() => {
  const names = (tables[NEWEST_TABLE] ?? '').split('\n').filter((line) => line.startsWith('l /bin/busybox '));
  return new Set(names.flatMap((line) => line.split(' ').slice(2)));
});

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const origin: Origin = { kind: 'base' };

/** Lines: `@folder`, `l target names…`, `f mode uid gid name:size…`, `d mode uid gid names…`, `=path "text"`, `packages name=version…`. */
function parseTable(branch: string, text: string): BaseTable {
  const folders = new Map<string, Map<string, Node>>();
  const texts = new Map<string, string>();
  const metas: [string, Omit<DirNode, 'kind' | 'entries'>][] = [];
  const packages = new Map<string, string>();
  const entriesOf = (path: string): Map<string, Node> => {
    let entries = folders.get(path);
    if (entries === undefined) {
      entries = new Map<string, Node>();
      folders.set(path, entries);
    }
    return entries;
  };
  const lines = text.split('\n');
  for (const line of lines) {
    if (line.startsWith('=')) {
      const space = line.indexOf(' ');
      texts.set(line.slice(1, space), JSON.parse(line.slice(space + 1)) as string);
    }
  }
  let folder = '/';
  for (const line of lines) {
    const words = line.split(' ');
    if (line.startsWith('@')) folder = line.slice(1);
    else if (line.startsWith('packages ')) {
      for (const word of words.slice(1))
        packages.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
    } else if (words[0] === 'l') {
      const target = words[1] ?? '';
      for (const name of words.slice(2))
        entriesOf(folder).set(name, { kind: 'link', mode: 0o777, uid: 0, gid: 0, origin, target });
    } else if (words[0] === 'f' || words[0] === 'd') {
      const meta = { mode: parseInt(words[1] ?? '', 8), uid: Number(words[2]), gid: Number(words[3]), origin };
      for (const word of words.slice(4)) {
        const colon = word.lastIndexOf(':');
        const name = words[0] === 'f' ? word.slice(0, colon) : word;
        const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
        if (words[0] === 'd') metas.push([path, { ...meta, owner: undefined, complete: 0 }]);
        else {
          const content = texts.has(path)
            ? contentOf(texts.get(path), { source: path })
            : { text: undefined, size: Number(word.slice(colon + 1)), source: path };
          entriesOf(folder).set(name, { kind: 'file', ...meta, content });
        }
      }
    }
  }
  for (const [path, meta] of metas) {
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    entriesOf(parent).set(path.slice(path.lastIndexOf('/') + 1), { kind: 'dir', ...meta, entries: entriesOf(path) });
  }
  // A container gets these from the engine.
  const dev = entriesOf('/dev');
  for (const name of ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'stdin', 'stdout', 'stderr']) {
    dev.set(name, {
      kind: 'file',
      mode: 0o666,
      uid: 0,
      gid: 0,
      origin,
      content: { text: name === 'null' ? '' : undefined, size: 0 },
    });
  }
  for (const path of ['/dev', '/proc', '/sys']) {
    const node = entriesOf('/').get(path.slice(1));
    if (node?.kind === 'dir') entriesOf('/').set(path.slice(1), { ...node, complete: -1 });
  }
  return { branch, root: dir({ mode: 0o755, uid: 0, gid: 0, origin }, 0, entriesOf('/')), packages };
}

/** Of the newest table what earlier branches lack, the one or the other (root file systems of 3.6 to 3.20, compared). */
const NOT_IN_EARLIER = (
  'opt etc/nsswitch.conf etc/ssl etc/ssl1.1 etc/secfixes.d etc/udhcpc etc/busybox-paths.d etc/profile.d/README ' +
  'etc/profile.d/20locale.sh etc/profile.d/color_prompt.sh.disabled lib/modules-load.d lib/sysctl.d usr/share/udhcpc ' +
  'var/mail var/spool/mail bin/arch bin/chattr bin/link bin/lsattr bin/setpriv sbin/pivot_root sbin/zcip usr/bin/bc ' +
  'usr/bin/factor usr/bin/fallocate usr/bin/last usr/bin/nl usr/bin/nproc usr/bin/paste usr/bin/shred usr/bin/tree ' +
  'usr/bin/who usr/bin/xxd usr/sbin/partprobe'
).split(' ');

/** Makes a path one that may be there or not. The folders on the way are copies already. */
function makeOpen(root: DirNode, path: string): void {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  let folder: Node | undefined = root;
  for (const part of parts) folder = folder?.kind === 'dir' ? folder.entries.get(part) : undefined;
  const node = folder?.kind === 'dir' ? folder.entries.get(name) : undefined;
  if (folder?.kind === 'dir' && node !== undefined && node.kind !== 'gone' && node.kind !== 'maybe')
    folder.entries.set(name, { kind: 'maybe', node, why: 'not every branch has it' });
}

/** `complete` of a folder that may hold anything. */
const OPEN = -1;
/** Of a folder of Alpine's own image whose branch has no table: only what packages of the base install may be there. */
export const OTHER_BRANCH = -2;

/**
 * The base of a branch without a table: what the newest table lists is there in every later branch (the files of its
 * packages moved with links at their old places), what it does not list may be there where packages install.
 * @param everywhere of an image that others have added to
 * @param mayBeOlder it may stand on an earlier branch;
 */
export function openBase(root: DirNode, everywhere = false, mayBeOlder = false): DirNode {
  const key = `${everywhere ? 'everywhere' : 'in places'}${mayBeOlder ? ', maybe older' : ''}`;
  const before = opened.get(root)?.get(key);
  if (before !== undefined) return before;
  const made = open(root, '', everywhere);
  if (mayBeOlder) for (const path of NOT_IN_EARLIER) makeOpen(made, path);
  opened.set(root, new Map([...(opened.get(root) ?? []), [key, made]]));
  return made;
}

/** Trees copy what they change, so that one serves every forecast. */
const opened = new WeakMap<DirNode, ReadonlyMap<string, DirNode>>();

function open(folder: DirNode, path: string, everywhere: boolean): DirNode {
  const entries = new Map(folder.entries);
  for (const [name, node] of entries) {
    const at = `${path}/${name}`;
    if (node.kind !== 'dir') continue;
    if (everywhere || (/^\/(?:bin|sbin|lib|usr|etc|var)(?:\/|$)/.test(at) && at !== '/usr/local')) {
      entries.set(name, open(node, at, everywhere));
    }
  }
  return { ...folder, entries, complete: everywhere ? OPEN : path === '' ? 0 : OTHER_BRANCH };
}
