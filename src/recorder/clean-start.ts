import type { StateSession } from '../lessons/recordings/recording-script.ts';
import type { Docker } from './docker.ts';

/**
 * Starts from nothing: a build that fails must not leave an older image to be run in its place. The first build
 * runs with --no-cache; where the session builds again, or mounts a cache, what Docker kept from before must go too.
 * @param dockerfiles their texts.
 */
export async function forgetEarlier(
  docker: Docker,
  dockerfiles: readonly string[],
  session: StateSession,
): Promise<void> {
  await removeImage(docker, session.image);
  const builds = session.commands.filter(({ run }) => /\bdocker (?:image |buildx )?build\b/.test(run)).length;
  const mountsCache = dockerfiles.some((text) => /--mount=\S{0,500}type=cache/.test(text));
  if (builds > 1) await docker.run('builder', 'prune', '--all', '--force');
  else if (mountsCache) await docker.run('builder', 'prune', '--force', '--filter', 'type=exec.cachemount');
}

/** Removes an image and the containers that a session left of it. */
export async function removeImage(docker: Docker, image: string): Promise<void> {
  const output = await docker.attempt('ps', '--all', '--quiet', '--filter', `ancestor=${image}`);
  const containers = (output ?? '').split(/\s+/).filter((id) => id !== '');
  if (containers.length > 0) await docker.attempt('rm', '--force', '--volumes', ...containers);
  await docker.attempt('image', 'rm', '--force', image);
}
