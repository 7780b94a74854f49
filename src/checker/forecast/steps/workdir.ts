import { resolvePath } from '../../model/paths.ts';
import type { Instruction } from '../../syntax/dockerfile/types.ts';
import { Disk } from '../files/disk.ts';
import { resolve, ROOT } from '../files/resolve.ts';
import { credentialsOf } from '../users.ts';
import type { Stage, StepResult } from './stage.ts';

/** WORKDIR makes its folder and goes there. */
export function workdirStep(stage: Stage, instruction: Instruction, path: string | undefined): StepResult {
  const { tree } = stage.machine;
  const full = path === undefined ? undefined : resolvePath(path, stage.config.workdir)?.replace(/(.)\/$/, '$1');
  stage.config.workdir = full;
  if (full === undefined) return { outcome: 'ok', given: ['the folder of WORKDIR is not known'] };
  const who = credentialsOf(stage.session(instruction), stage.config.user);
  // The folders that are made belong to the user (seen with BuildKit in Docker 20.10).
  const owner = who.problem === undefined ? who.as : ROOT;
  const origin = { kind: 'run', line: stage.shared.lineOf(instruction.range.start) } as const;
  const done = new Disk(tree, ROOT, origin).makeFolder(full, 0o755, true);
  const found = resolve(tree, full, ROOT, true);
  if (done.kind === 'error' || (found.at === 'there' && found.node.kind !== 'dir')) {
    return { outcome: 'fails', because: stage.because(instruction.range, `mkdir ${full}: not a directory`) };
  }
  if (owner.uid !== 0) {
    let at = '';
    for (const part of found.path.split('/').slice(1)) {
      at += `/${part}`;
      const node = tree.get(at);
      if (node?.kind === 'dir' && node.origin === origin) tree.set(at, { ...node, uid: owner.uid, gid: owner.gid });
    }
  }
  return { outcome: 'ok' };
}
