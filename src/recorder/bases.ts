import { existsSync } from 'node:fs';
import type { RecordedBase } from '../lessons/recordings/recording.ts';
import { repositoriesFrom, type PackageSource } from './apk-mirror.ts';
import type { Docker } from './docker.ts';
import { RecorderError } from './fail.ts';
import { importBase, withRepositories } from './import-base.ts';
import { releaseOf } from './release.ts';

export interface PreparedBase {
  /** The name to build from: `recorded.used`, or a copy of it whose packages come from the mirror. */
  readonly buildFrom: string;
  readonly recorded: RecordedBase;
  /** `/etc/apk/repositories` as the build sees it; undefined when the base has none. */
  readonly repositories: string | undefined;
}

/**
 * Makes a base image ready.
 * @param asked the image in the Dockerfile.
 * @param source tarball or local image from `--base`; undefined: Docker has the image or pulls it.
 * @param packages where its packages come from; undefined: from where it says itself.
 * @throws RecorderError when it cannot be had, or when its tag does not say what is in it.
 */
export async function prepareBase(
  docker: Docker,
  asked: string,
  source: string | undefined,
  packages: PackageSource | undefined,
): Promise<PreparedBase> {
  const base = source === undefined ? await present(docker, asked) : await given(docker, asked, source);
  const repositories = packages === undefined ? undefined : await docker.readFile(base.used, '/etc/apk/repositories');
  if (packages === undefined || repositories === undefined) {
    return { buildFrom: base.used, recorded: base, repositories: undefined };
  }
  // A busy daemon has been seen to lose what a container prints; nothing could be installed on such a copy.
  if (repositories.trim() === '')
    throw new RecorderError(`Docker read no repository in /etc/apk/repositories of ${base.used}. Try again.`);
  const mirrored = repositoriesFrom(repositories, packages);
  const isMirror = 'mirror' in packages;
  const place = isMirror ? packages.mirror : packages.repositories.join(' and ');
  const suffix = isMirror ? 'local-mirror' : 'local-repositories';
  return {
    buildFrom: await withRepositories(docker, base.used, source, mirrored, suffix),
    recorded: { ...base, change: `/etc/apk/repositories points to ${place}` },
    repositories: mirrored,
  };
}

async function present(docker: Docker, asked: string): Promise<RecordedBase> {
  if ((await docker.image(asked)) === undefined && (await docker.attempt('pull', '--quiet', asked)) === undefined) {
    throw new RecorderError(
      `Docker neither has the base image ${asked} nor can pull it. Give a root file system with --base ${asked}=TARBALL.`,
    );
  }
  return localImage(docker, asked, asked, 'registry');
}

async function given(docker: Docker, asked: string, source: string): Promise<RecordedBase> {
  if (existsSync(source)) return importBase(docker, asked, source);
  if ((await docker.image(source)) !== undefined) return localImage(docker, asked, source, 'image of this machine');
  throw new RecorderError(
    `--base ${asked}=${source}: this is neither a file nor an image that Docker has. Check the path.`,
  );
}

/** An image that Docker has; its tag must not contradict what is in it. */
async function localImage(docker: Docker, asked: string, used: string, source: string): Promise<RecordedBase> {
  const release = releaseOf(
    await docker.readFile(used, '/etc/alpine-release'),
    await docker.readFile(used, '/etc/debian_version'),
  );
  const tag = /^(?:alpine|debian):(\d[\d.]*)/.exec(used)?.[1];
  if (release !== undefined && tag !== undefined && !`${release.version}.`.startsWith(`${tag}.`)) {
    throw new RecorderError(
      `The image ${used} holds ${release.words}. Give it its true tag (${release.tag}), and record with --base ${asked}=${release.tag}.`,
    );
  }
  const image = await docker.image(used);
  return {
    asked,
    used,
    release: release?.words ?? used,
    imageId: image?.Id ?? '',
    source: image?.RepoDigests[0] ?? source,
  };
}
