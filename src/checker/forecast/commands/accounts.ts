import { contentOf } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { accounts, groups, mayHoldMore, mayLack } from '../users.ts';
import { readOptions } from './options.ts';
import { asRoot, usage } from './outcome.ts';

/** Users and groups. Messages and numbers seen with BusyBox 1.36.1 (Alpine 3.19.4). */

/** Adds a line to /etc/passwd or /etc/group. */
export function appendAccount(call: Call, path: string, line: string): Status {
  const disk = call.session.disk();
  const text = disk.read(path);
  const done = disk.write(path, contentOf(text === undefined ? undefined : `${text}${line}\n`));
  if (done.kind === 'error') return fails(1, `${call.name}: ${path}: Permission denied`);
  return OK;
}

/** Numbers are given from 1000, or from 100 for system accounts. */
function free(used: readonly number[], system: boolean): number {
  const taken = new Set(used);
  let number = system ? 100 : 1000;
  while (taken.has(number)) number++;
  return number;
}

/**
 * Whether the script of a package may have made an account already: packages name it after themselves (nginx, redis,
 * postgres of postgresql16). Of others it is not assumed, since their index says nothing about accounts.
 */
function mayBeMade({ session }: Call, name: string): boolean {
  if (!mayHoldMore(session) || name.length < 3) return false;
  const { packages, tree } = session.machine;
  if (packages.open !== undefined || tree.fog !== undefined) return OF_DAEMONS.test(name);
  return [...packages.installed.keys()].some((each) => each.startsWith(name) || name.startsWith(each));
}

/** Names that no author gives to an account of his own. */
const OF_DAEMONS = /^(?:nginx|redis|postgres|mysql|apache|haproxy|memcached|mosquitto|node|www-data)$/;

/** Why the user may not change accounts. */
export function notRoot(call: Call): Status | undefined {
  return call.session.user.uid === 0 ? undefined : fails(1, `${call.name}: permission denied (are you root?)`);
}

/** Without a name, or with an empty one (seen with BusyBox 1.36.1; another program of that name may ask for it). */
function noName(call: Call, name: { readonly value: string | undefined } | undefined): Status | undefined {
  if (!call.isBusyBox || (name !== undefined && name.value !== '')) return undefined;
  return name === undefined ? usage(call) : fails(1, `${call.name}: illegal character with code 0 at position 0`);
}

const addgroup: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'g', { gid: 'g:', system: 'S' });
  const denied = refused ?? notRoot(call);
  if (denied !== undefined) return denied;
  const [first, second] = operands;
  const wrong = noName(call, first);
  if (wrong !== undefined) return wrong;
  const all = groups(call.session);
  if (first?.value === undefined || all === undefined) return call.session.assume('`addgroup` works', call.asked);
  if (second !== undefined) return addMember(call, first.value, second.value);
  const wanted = options.get('g');
  const used = all.find(({ name }) => name === first.value) ?? all.find(({ gid }) => gid === Number(wanted));
  if (used !== undefined && mayLack(call.session, used.gid)) return call.session.assume('`addgroup` works', call.asked);
  if (used?.name === first.value) return fails(1, `addgroup: group '${first.value}' in use`);
  if (used !== undefined) return fails(1, `addgroup: gid '${wanted ?? ''}' in use`);
  const gid =
    wanted === undefined
      ? free(
          all.map((each) => each.gid),
          options.has('S'),
        )
      : Number(wanted);
  const status = appendAccount(call, '/etc/group', `${first.value}:x:${gid}:`);
  if (status.kind === 'ok' && mayBeMade(call, first.value))
    return call.session.assume(`no package has made the group ${first.value}`, call.asked);
  return status;
};

function addMember(call: Call, user: string, group: string | undefined): Status {
  const users = accounts(call.session);
  const all = groups(call.session);
  if (group === undefined || users === undefined || all === undefined)
    return call.session.assume('`addgroup` works', call.asked);
  const open = mayHoldMore(call.session);
  if (!users.some(({ name }) => name === user))
    return open
      ? call.session.assume(`the user ${user} exists`, call.asked)
      : fails(1, `addgroup: unknown user ${user}`);
  if (!all.some(({ name }) => name === group))
    return open
      ? call.session.assume(`the group ${group} exists`, call.asked)
      : fails(1, `addgroup: unknown group ${group}`);
  const text = all
    .map(
      ({ name, gid, members }) =>
        `${name}:x:${gid}:${[...members, ...(name === group && !members.includes(user) ? [user] : [])].join(',')}\n`,
    )
    .join('');
  call.session.disk().write('/etc/group', contentOf(text));
  return OK;
}

const adduser: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'hgsGuk', {
    home: 'h:',
    gecos: 'g:',
    shell: 's:',
    ingroup: 'G:',
    uid: 'u:',
    system: 'S',
    'disabled-password': 'D',
    'no-create-home': 'H',
  });
  const denied = refused ?? notRoot(call);
  if (denied !== undefined) return denied;
  const [first, second] = operands;
  const wrong = noName(call, first);
  if (wrong !== undefined) return wrong;
  const users = accounts(call.session);
  const all = groups(call.session);
  if (first?.value === undefined || users === undefined || all === undefined)
    return call.session.assume('`adduser` works', call.asked);
  const name = first.value;
  const system = options.has('S');
  // With an option it makes a user, and the group behind the name is passed over (seen with BusyBox 1.36.1).
  if (second?.value !== undefined && options.size === 0) return addMember(call, name, second.value);
  const wanted = options.get('u');
  const used = users.find((each) => each.name === name) ?? users.find(({ uid }) => uid === Number(wanted));
  if (used !== undefined && mayLack(call.session, used.uid)) return call.session.assume('`adduser` works', call.asked);
  if (used?.name === name) return fails(1, `adduser: user '${name}' in use`);
  if (used !== undefined) return fails(1, `adduser: uid '${wanted ?? ''}' in use`);
  const uid =
    wanted === undefined
      ? free(
          users.map((each) => each.uid),
          system,
        )
      : Number(wanted);
  const group = options.get('G');
  let gid: number;
  const open = mayHoldMore(call.session);
  let status: Status = OK;
  if (options.has('G')) {
    const found = all.find((each) => each.name === group);
    if (found === undefined && !open) return fails(1, `adduser: unknown group ${group ?? ''}`);
    if (found === undefined) status = call.session.assume(`the group ${group ?? ''} exists`, call.asked);
    gid = found?.gid ?? -1;
  } else if (system) gid = 65533;
  else {
    if (all.some((each) => each.name === name)) return fails(1, `addgroup: group '${name}' in use`);
    gid = all.some((each) => each.gid === uid)
      ? free(
          all.map((each) => each.gid),
          false,
        )
      : uid;
    appendAccount(call, '/etc/group', `${name}:x:${gid}:`);
  }
  const home = options.get('h') ?? `/home/${name}`;
  const shell = options.get('s') ?? (system ? '/sbin/nologin' : '/bin/sh');
  const written = appendAccount(
    call,
    '/etc/passwd',
    `${name}:x:${uid}:${gid}:${options.get('g') ?? 'Linux User,,,'}:${home}:${shell}`,
  );
  if (written.kind === 'fails') return written;
  if (!options.has('H')) {
    const disk = call.session.disk();
    disk.makeFolder(home, 0o755, true);
    // The mode of a home: 2755 (seen), owned by the user.
    disk.change(home, () => ({ mode: 0o2755, uid, gid }));
  }
  // Debian's adduser is another one, and asks otherwise; an image of which nothing is known may stand on Debian.
  if (!call.isBusyBox && /^(?:debian|unknown)$/.test(call.session.facts.distro))
    return call.session.assume('`adduser` works', call.asked);
  // Without -D it asks for a password, and the end of input makes it fail (the user is made all the same).
  if (!options.has('D') && !system && call.stdin === null)
    return fails(1, 'passwd: password for ' + name + ' is unchanged');
  if (status.kind === 'ok' && mayBeMade(call, name))
    return call.session.assume(`no package has made the user ${name}`, call.asked);
  return status;
};

const remove =
  (path: '/etc/passwd' | '/etc/group', what: 'user' | 'group'): Command =>
  (call) => {
    const { operands, refused } = readOptions(call);
    const denied = refused ?? notRoot(call);
    if (denied !== undefined) return denied;
    const name = operands[0]?.value;
    const disk = call.session.disk();
    const text = disk.read(path);
    if (name === undefined || text === undefined) return call.session.assume(`\`${call.name}\` works`, call.asked);
    // Alpine's build has no `deluser user group` (seen).
    if (operands.length > 1) return call.isBusyBox && what === 'user' ? fails(1, 'Usage: deluser') : OK;
    if (!text.split('\n').some((line) => line.startsWith(`${name}:`))) {
      return mayHoldMore(call.session)
        ? call.session.assume(`the ${what} ${name} exists`, call.asked)
        : fails(1, `${call.name}: unknown ${what} ${name}`);
    }
    disk.write(
      path,
      contentOf(
        text
          .split('\n')
          .filter((line) => !line.startsWith(`${name}:`))
          .join('\n'),
      ),
    );
    if (what === 'user') {
      const own = disk.read('/etc/group');
      if (own !== undefined)
        disk.write(
          '/etc/group',
          contentOf(
            own
              .split('\n')
              .filter((line) => !line.startsWith(`${name}:`))
              .join('\n'),
          ),
        );
    }
    return OK;
  };

const id: Command = (call) => {
  const name = call.words.find((word) => word !== undefined && !word.startsWith('-'));
  const users = accounts(call.session);
  if (name === undefined) {
    const { uid } = call.session.user;
    call.out?.write(call.words[0] === '-u' && uid !== undefined ? `${uid}\n` : undefined);
    return OK;
  }
  const account = users?.find((each) => each.name === name || String(each.uid) === name);
  call.out?.write(account !== undefined && call.words[0] === '-u' ? `${account.uid}\n` : undefined);
  if (account !== undefined) return OK;
  if (users === undefined || mayHoldMore(call.session)) return unknown(`whether the user ${name} exists`);
  return fails(1, `id: unknown user ${name}`);
};

const getent: Command = (call) => {
  const [database, key] = call.words;
  call.out?.write(undefined);
  const list =
    database === 'passwd'
      ? accounts(call.session)?.map((each) => ({ ...each, id: each.uid }))
      : database === 'group'
        ? groups(call.session)?.map((each) => ({ ...each, id: each.gid }))
        : undefined;
  if (key === undefined || list === undefined) return unknown(`what \`getent ${database ?? ''}\` finds is not known`);
  if (list.some(({ name, id: number }) => name === key || String(number) === key)) return OK;
  return mayHoldMore(call.session) ? unknown(`whether ${key} exists`) : fails(2);
};

export const ACCOUNT_COMMANDS: Readonly<Record<string, Command>> = {
  adduser: asRoot(adduser),
  addgroup: asRoot(addgroup),
  deluser: asRoot(remove('/etc/passwd', 'user')),
  delgroup: asRoot(remove('/etc/group', 'group')),
  id,
  getent,
};
