import { compareBranches } from '../data/alpine-releases.ts';
import { OLDEST_TABLE } from './base-table.ts';
import { filesOf } from './apk/package-table.ts';
import { resolvePath } from '../model/paths.ts';
import type { Content } from './files/node.ts';
import type { Credentials } from './files/resolve.ts';
import type { Session } from './session.ts';

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

const readPasswd = readOnce((line): Account | undefined => {
  const [name = '', , uid, gid, , home = '/', shell = ''] = line.split(':');
  return uid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid), home, shell };
});

const readGroup = readOnce((line): Group | undefined => {
  const [name = '', , gid, members = ''] = line.split(':');
  if (gid === undefined) return undefined;
  return { name, gid: Number(gid), members: members.split(',').filter((each) => each !== '') };
});

/** The lines of /etc/passwd; undefined when they are not known. */
export function accounts(session: Session): readonly Account[] | undefined {
  return readPasswd(session, '/etc/passwd');
}

/** The lines of /etc/group. */
export function groups(session: Session): readonly Group[] | undefined {
  return readGroup(session, '/etc/group');
}

/** So many lines are remembered: those of the base images stand in nearly every file. */
const mostLines = 500;

/**
 * Reads a file by lines; what came out is kept as long as the content, which nobody changes in place, and of a line that
 * was read before it is taken from there.
 */
function readOnce<Line extends object>(
  read: (line: string) => Line | undefined,
): (session: Session, path: string) => readonly Line[] | undefined {
  const kept = new WeakMap<Content, readonly Line[]>();
  const known = new Map<string, Line | undefined>();
  const readLine = (text: string): Line | undefined => {
    if (known.has(text)) return known.get(text);
    const line = read(text);
    if (known.size < mostLines) known.set(text, line);
    return line;
  };
  return (session, path) => {
    const found = session.disk().find(path);
    if (found.at === 'absent' || found.at === 'not-a-folder') return [];
    if (found.at !== 'there' || found.node.kind !== 'file') return undefined;
    const { content } = found.node;
    const before = kept.get(content);
    if (before !== undefined) return before;
    const text = session.textOf(content);
    const lines = text?.split('\n').flatMap((line) => readLine(line) ?? []);
    // Who adds thousands of users reads thousands of lines each time.
    session.budget.left -= (lines?.length ?? 0) >> 4;
    // A file of the context is another one in the next forecast.
    if (lines !== undefined && content.text !== undefined) kept.set(content, lines);
    return lines;
  };
}

/**
 * Earlier branches had other accounts: 3.5 had `postgres` (docker-library/postgres, 9.6/alpine of that time), and 3.8 no group
 * `www-data` (docker-library/php, 7.1/alpine3.8).
 */
function isOlder({ facts: { branch } }: Pick<Session, 'facts'>): boolean {
  return branch !== undefined && /^\d/.test(branch) && compareBranches(branch, OLDEST_TABLE) < 0;
}

/** Whether an account of the base may be missing, or have another number, in its own branch. */
export function mayLack(session: Session, number: number): boolean {
  return isOlder(session) && (number < 100 || number > 65_000);
}

/**
 * Whether scripts of packages may have added accounts that are not in the text of /etc/passwd.
 * @param path the file that is asked about: a copy may hold more than its text
 */
export function mayHoldMore(session: Session, path?: string): boolean {
  if (isOlder(session) || (path !== undefined && isPartial(session, path))) return true;
  const { packages } = session.machine;
  if (packages.open !== undefined || session.machine.tree.fog !== undefined) return true;
  for (const [name, { record }] of packages.installed) {
    const files = filesOf(name);
    if (
      files === undefined ? record === undefined || !isBaseOrGroup(name) : files.users && name !== 'alpine-baselayout'
    )
      return true;
  }
  return false;
}

function isPartial(session: Session, path: string): boolean {
  const found = session.disk().find(path);
  return found.at === 'there' && found.node.kind === 'file' && found.node.content.partial === true;
}

function isBaseOrGroup(name: string): boolean {
  return (
    name.startsWith('.') ||
    /^(?:alpine-|apk-tools|busybox|ca-certificates|libc-utils|lib|musl|scanelf|ssl_client|zlib|zstd)/.test(name)
  );
}

/**
 * What another stage has of accounts, and its text does not tell, comes along with the file.
 * @param sources what is copied; undefined: not known
 */
export function takeAccounts(to: Session, from: Session, sources: readonly (string | undefined)[]): void {
  for (const path of ['/etc/passwd', '/etc/group']) {
    if (!mayHoldMore(from, path)) continue;
    const found = to.disk().find(path);
    const isCopied = sources.some((source = '/') => {
      const start = /^[^*?[]*/.exec(resolvePath(source, '/') ?? '/')?.[0] ?? '/';
      return path === start || path.startsWith(start === '/' ? start : /[*?[]/.test(source) ? start : `${start}/`);
    });
    if (isCopied && found.at === 'there' && found.node.kind === 'file')
      to.disk().place(path, { ...found.node, content: { ...found.node.content, partial: true } });
  }
}

type Part = number | 'keep' | 'unknown' | undefined;

/**
 * `user`, `user:group`, `:group`, numbers. `keep`: not named; `problem`: known not to exist.
 */
export function ownerOf(session: Session, text: string): { uid: Part; gid: Part; problem: string | undefined } {
  const [user = '', group] = text.split(/[:.]/);
  let uid: Part = 'keep';
  let gid: Part = 'keep';
  let problem: string | undefined;
  if (/^\d+$/.test(user)) uid = Number(user);
  else if (user !== '') {
    const found = accounts(session);
    const account = found?.find(({ name }) => name === user);
    uid = account?.uid ?? 'unknown';
    if (group === '') gid = account?.gid ?? 'unknown';
    if (found !== undefined && account === undefined && !mayHoldMore(session, '/etc/passwd')) problem = user;
  }
  if (group !== undefined && /^\d+$/.test(group)) gid = Number(group);
  else if (group !== undefined && group !== '') {
    const found = groups(session);
    const entry = found?.find(({ name }) => name === group);
    gid = entry?.gid ?? 'unknown';
    if (found !== undefined && entry === undefined && !mayHoldMore(session, '/etc/group')) problem ??= group;
  }
  return { uid, gid, problem };
}

/** Who a USER line means. */
export function credentialsOf(
  session: Session,
  user: string | undefined,
): { as: Credentials; home: string | undefined; problem?: string; unknown?: string } {
  if (user === undefined)
    return { as: { uid: undefined, gid: undefined, groups: [] }, home: undefined, unknown: 'the user is not known' };
  if (user === '') return { as: { uid: 0, gid: 0, groups: [0] }, home: '/root' };
  const [name = '', group] = user.split(':');
  const all = accounts(session);
  const account = /^\d+$/.test(name)
    ? all?.find(({ uid }) => uid === Number(name))
    : all?.find((each) => each.name === name);
  const { uid, gid, problem } = ownerOf(session, user);
  const number = (part: Part): number | undefined => (typeof part === 'number' ? part : undefined);
  const own = group === undefined ? (account?.gid ?? (all === undefined ? undefined : 0)) : number(gid);
  const more =
    group === undefined && account !== undefined
      ? (groups(session) ?? []).filter(({ members }) => members.includes(account.name)).map((each) => each.gid)
      : [];
  const result = {
    as: { uid: number(uid), gid: own, groups: [...(own === undefined ? [] : [own]), ...more] },
    home: account?.home ?? (all === undefined ? undefined : '/'),
  };
  if (problem !== undefined) {
    const missing =
      problem === name
        ? `unable to find user ${problem}: no matching entries in passwd file`
        : `unable to find group ${problem}: no matching entries in group file`;
    return { ...result, problem: missing };
  }
  if (uid === 'unknown' || gid === 'unknown') return { ...result, unknown: `whether the user ${user} exists` };
  return result;
}
