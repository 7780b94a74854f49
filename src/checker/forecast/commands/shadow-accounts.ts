import { UNKNOWN_CONTENT } from '../files/node.ts';
import { type Call, type Command } from '../shell/call.ts';
import { fails, OK, type Status } from '../status.ts';
import { accounts, groups, mayHoldMore } from '../users.ts';
import { appendAccount, notRoot } from './accounts.ts';
import { readOptions } from './options.ts';
import { asRoot, takenToWork } from './outcome.ts';

/** `useradd` and `groupadd` of the shadow tools. Messages, exit codes and numbers seen with those of Debian 13 (4.17). */

/** System accounts are counted down from 999, others up from the highest. */
function freeNumber(used: readonly number[], system: boolean): number {
  if (!system) return Math.max(999, ...used.filter((number) => number >= 1000 && number <= 60_000)) + 1;
  const taken = new Set(used);
  let number = 999;
  while (taken.has(number) && number > 0) number--;
  return number;
}

const groupadd: Command = (call) => {
  const { options, operands } = readOptions(call, 'gKpRPU', { gid: 'g:', system: 'r', force: 'f', 'non-unique': 'o' });
  const denied = notRoot(call);
  if (denied !== undefined) return denied;
  const name = operands[0]?.value;
  const all = groups(call.session);
  if (operands.length === 0) return fails(2, 'Usage: groupadd [options] GROUP');
  if (name === undefined || all === undefined) return call.session.assume('`groupadd` works', call.asked);
  if (all.some((each) => each.name === name))
    return options.has('f') ? OK : fails(9, `groupadd: group '${name}' already exists`);
  const wanted = options.get('g');
  const gids = all.map(({ gid }) => gid);
  if (wanted !== undefined && gids.includes(Number(wanted)) && !options.has('o') && !options.has('f'))
    return fails(4, `groupadd: GID '${wanted}' already exists`);
  const gid = wanted === undefined ? freeNumber(gids, options.has('r')) : Number(wanted);
  return doubted(call, appendAccount(call, '/etc/group', `${name}:x:${gid}:`));
};

const useradd: Command = (call) => {
  const { options, operands } = readOptions(call, 'bcdefgGkKpRPsuZ', {
    gid: 'g:',
    groups: 'G:',
    uid: 'u:',
    shell: 's:',
    comment: 'c:',
    'home-dir': 'd:',
    'base-dir': 'b:',
    skel: 'k:',
    key: 'K:',
    password: 'p:',
    expiredate: 'e:',
    inactive: 'f:',
    system: 'r',
    'create-home': 'm',
    'no-create-home': 'M',
    'no-user-group': 'N',
    'non-unique': 'o',
  });
  const denied = notRoot(call);
  if (denied !== undefined) return denied;
  const name = operands[0]?.value;
  const users = accounts(call.session);
  const all = groups(call.session);
  if (operands.length === 0 && !options.has('D')) return fails(2, 'Usage: useradd [options] LOGIN');
  if (name === undefined || users === undefined || all === undefined || options.has('D'))
    return call.session.assume('`useradd` works', call.asked);
  const open = mayHoldMore(call.session);
  if (users.some((each) => each.name === name)) return fails(9, `useradd: user '${name}' already exists`);
  const wanted = options.get('u');
  const uids = users.map(({ uid }) => uid);
  if (wanted !== undefined && uids.includes(Number(wanted)) && !options.has('o'))
    return fails(4, `useradd: UID ${wanted} is not unique`);
  const system = options.has('r');
  const uid = wanted === undefined ? freeNumber(uids, system) : Number(wanted);
  const written = options.get('g');
  let gid: number | undefined;
  let status: Status = OK;
  if (options.has('g')) {
    gid = all.find((each) => each.name === written || String(each.gid) === written)?.gid;
    if (gid === undefined && !open) return fails(6, `useradd: group '${written ?? ''}' does not exist`);
    if (gid === undefined) status = call.session.assume(`the group ${written ?? ''} exists`, call.asked);
  } else if (options.has('N')) gid = 100;
  else {
    if (all.some((each) => each.name === name))
      return fails(9, `useradd: group ${name} exists - if you want to add this user to that group, use -g.`);
    const gids = all.map((each) => each.gid);
    gid = gids.includes(uid) || (system && uid > 999) ? freeNumber(gids, system) : uid;
    appendAccount(call, '/etc/group', `${name}:x:${gid}:`);
  }
  const home = options.get('d') ?? `/home/${name}`;
  const made = appendAccount(
    call,
    '/etc/passwd',
    `${name}:x:${uid}:${gid ?? -1}:${options.get('c') ?? ''}:${home}:${options.get('s') ?? '/bin/sh'}`,
  );
  if (options.has('m')) {
    const disk = call.session.disk();
    disk.makeFolder(home, 0o700, true);
    disk.change(home, () => ({ mode: 0o700, uid, gid: gid ?? -1 }));
  }
  return doubted(call, made.kind === 'ok' ? status : made);
};

/** A package may have made the account already. */
function doubted(call: Call, status: Status): Status {
  const { packages, tree } = call.session.machine;
  return status.kind === 'ok' && (packages.open !== undefined || tree.fog !== undefined)
    ? call.session.assume(`\`${call.name}\` works`, call.asked)
    : status;
}

/** Only what gives more groups, another shell or password leaves names and numbers as they are. */
const KEEPS = /^(?:-a?G|-[aspLU]|--(?:append|groups|shell|password|lock|unlock))$/;

/** `usermod`, `userdel` and their like: who there is afterwards is not followed. */
const changes: Command = (call) => {
  const options = call.words.filter((word) => word?.startsWith('-') !== false);
  if (call.name.endsWith('del') || !options.every((word) => word !== undefined && KEEPS.test(word)))
    for (const path of ['/etc/passwd', '/etc/group']) call.session.disk().write(path, UNKNOWN_CONTENT);
  return takenToWork(call);
};

export const SHADOW_COMMANDS: Readonly<Record<string, Command>> = {
  groupadd: asRoot(groupadd),
  useradd: asRoot(useradd),
  groupdel: changes,
  groupmod: changes,
  userdel: changes,
  usermod: changes,
};
