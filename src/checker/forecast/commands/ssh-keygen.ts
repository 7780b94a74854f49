import { UNKNOWN_CONTENT } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK } from '../status.ts';
import { accounts } from '../users.ts';
import { diskOf, makeFile, Outcome, takenToWork } from './outcome.ts';

const HOST_KEYS = ['rsa', 'ecdsa', 'ed25519'].map((type) => `/etc/ssh/ssh_host_${type}_key`);

/** Options that take a word. */
const TAKES = /^-[tbfNC]$/;

/**
 * `ssh-keygen -A`, and `-f FILE -N ''` for a key of one's own; anything else is taken to work. Tried with OpenSSH 9.6 of
 * Alpine 3.19: what is there stays with `-A`, is asked about without (and the end of input says no), and a folder that is
 * missing is a failure of `-f` alone, but for the account's own `.ssh`, which is made whatever HOME says.
 */
export const sshKeygen: Command = (call) => {
  const { words } = call;
  const outcome = new Outcome(call);
  if (words.length === 1 && words[0] === '-A' && call.session.user.uid === 0) {
    // It ends with 0 even where the folder is missing.
    for (const path of HOST_KEYS) makeKey(call, path, new Outcome(call), true);
    return OK;
  }
  const value = (option: string): string | undefined => words[words.indexOf(option) + 1];
  const isPlain = words.every((word, i) => word === '-q' || TAKES.test(word ?? '') || TAKES.test(words[i - 1] ?? ''));
  const file = words.includes('-f') ? value('-f') : undefined;
  const path = file === undefined ? undefined : call.path(file);
  if (path === undefined || !words.includes('-N') || words.includes(undefined) || !isPlain) return takenToWork(call);
  const inside = path.slice(0, path.lastIndexOf('/')) || '/';
  const users = accounts(call.session);
  const home = users?.find(({ uid }) => uid === call.session.user.uid)?.home;
  if (users === undefined && inside.endsWith('/.ssh')) return takenToWork(call);
  if (inside === `${home ?? ''}/.ssh`) diskOf(call).makeFolder(inside, 0o700);
  const folder = diskOf(call).find(inside);
  if (folder.at === 'absent') return fails(1, `Saving key "${file ?? ''}" failed: No such file or directory`);
  if (diskOf(call).find(path).at === 'there' && call.stdin === null) return fails(1, `${file ?? ''} already exists.`);
  makeKey(call, path, outcome);
  return outcome.status;
};

function makeKey(call: Call, path: string, outcome: Outcome, always = false): void {
  const disk = diskOf(call);
  const found = disk.find(path);
  if (found.at === 'there' || (found.at === 'absent' && !found.folder)) return;
  for (const [file, mode] of [
    [path, 0o600],
    [`${path}.pub`, 0o644],
  ] as const) {
    const { uid, gid } = disk.as;
    if (always) disk.place(file, { kind: 'file', mode, uid, gid, origin: disk.origin, content: UNKNOWN_CONTENT });
    else outcome.take(makeFile(call, file, mode, {}), (error) => `${path}: ${error}`, `\`${call.name}\` works`);
  }
}
