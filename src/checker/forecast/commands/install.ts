import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import { UNKNOWN_CONTENT } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails } from '../status.ts';
import { ownerOf } from '../users.ts';
import { changeMode } from './modes.ts';
import { readOptions } from './options.ts';
import { diskOf, known, Outcome } from './outcome.ts';
import { into, placed, transfer } from './transfer.ts';

export const install: Command = (call) => {
  const { options, operands, refused } = readOptions(call, 'gmot', {
    mode: 'm:',
    owner: 'o:',
    group: 'g:',
    directory: 'd',
  });
  if (refused !== undefined) return refused;
  const [user = '', group] = ['o', 'g'].map((letter) => options.get(letter));
  const { problem } = ownerOf(call.session, group === undefined ? user : `${user}:${group}`);
  if (problem !== undefined) return fails(1, `install: unknown ${problem === user ? 'user' : 'group'} ${problem}`);
  const mode = changeMode(options.get('m') ?? '755', 0, false) ?? 0o755;
  if (options.has('d')) {
    const outcome = new Outcome(call);
    for (const field of operands) {
      const path = known(call, field, outcome);
      if (path === undefined) continue;
      const done = diskOf(call).makeFolder(path, 0o777, true);
      outcome.take(
        done,
        (error) => `install: can't create directory '${field.value ?? ''}': ${error}`,
        `${path} can be made`,
      );
      if (done.kind !== 'error') own(call, path, options, mode);
    }
    return outcome.status;
  }
  if (options.has('D') && operands.length >= 2) {
    const target = operands.at(-1)?.value;
    const path = target === undefined ? undefined : call.path(target);
    const parent = path === undefined ? undefined : operands.length > 2 ? path : path.slice(0, path.lastIndexOf('/'));
    if (parent !== undefined && parent !== '') diskOf(call).makeFolder(parent, 0o777, true);
  }
  return transfer(call, options, operands, (disk, from, source, target, outcome) => {
    const found = disk.find(from);
    if (found.at !== 'there' && found.at !== 'unknown') {
      outcome.problem(`install: can't stat '${source}': ${ERROR_TEXT[errnoOf(found) ?? 'ENOENT']}`);
      return;
    }
    if (found.at === 'unknown') outcome.assume(`${source} is there: ${found.because}`);
    const node = found.node;
    if (node?.kind === 'dir') {
      outcome.problem(`install: omitting directory '${source}'`);
      return;
    }
    const content = node?.kind === 'file' ? node.content : UNKNOWN_CONTENT;
    const to = into(disk, target, source);
    const existing = disk.find(to, false);
    if (existing.at === 'there' && existing.node.kind !== 'dir') disk.remove(to);
    const { uid, gid } = disk.as;
    const made = placed(disk, to, source, { kind: 'file', mode, uid, gid, origin: disk.origin, content });
    const done = disk.add(to, made);
    outcome.take(done, (error) => `install: can't create '${to}': ${error}`, `${to} can be made`);
    if (done.kind !== 'error') own(call, to, options, mode);
  });
};

function own(call: Call, path: string, options: ReadonlyMap<string, string | undefined>, mode: number): void {
  const uid = options.has('o') ? ownerOf(call.session, options.get('o') ?? '').uid : undefined;
  const group = options.has('g') ? ownerOf(call.session, `0:${options.get('g') ?? ''}`).gid : undefined;
  diskOf(call).change(path, () => ({
    mode,
    ...(typeof uid === 'number' && { uid }),
    ...(typeof group === 'number' && { gid: group }),
  }));
}
