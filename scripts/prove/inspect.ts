import type { Docker } from '../../src/recorder/docker.ts';
import { plainTar, tarMembers } from '../../src/recorder/tar.ts';
import type { ProvedPath } from './proofs.ts';

/**
 * What stands at paths of an image: kind, mode, owner, target. Nothing of the image is run: its files are copied out.
 */
export async function inspectPaths(docker: Docker, image: string, paths: readonly string[]): Promise<ProvedPath[]> {
  const id = (await docker.run('create', image, 'x')).trim();
  try {
    return await Promise.all(paths.map((path) => inspectPath(docker, id, path)));
  } finally {
    await docker.attempt('rm', '--force', id);
  }
}

const KINDS: Readonly<Record<string, ProvedPath['kind']>> = { '0': 'file', '': 'file', '5': 'dir', '2': 'link' };

async function inspectPath(docker: Docker, container: string, path: string): Promise<ProvedPath> {
  const archive = await docker.bytes('cp', `${container}:${path}`, '-').catch(() => undefined);
  const tar = archive === undefined ? undefined : plainTar(archive);
  // A folder comes with all that is in it; it is the first member.
  const [first] = tar === undefined ? [] : tarMembers(tar);
  if (first === undefined) return { path, kind: 'absent' };
  const kind = KINDS[first.type] ?? 'other';
  return {
    path,
    kind,
    mode: first.mode.toString(8).padStart(4, '0'),
    owner: `${String(first.uid)}:${String(first.gid)}`,
    ...(kind === 'link' ? { target: first.target } : {}),
  };
}
