import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RecordedBase } from '../lessons/recordings/recording.ts';
import type { Docker } from './docker.ts';
import { RecorderError } from './fail.ts';
import { hashText } from './hash.ts';
import { releaseOf } from './release.ts';
import { plainTar, readMember, withFile } from './tar.ts';
import { withTemporaryFolder } from './temporary.ts';

/** Set on what we import, so that a tag that someone else made is never replaced. */
const SOURCE_LABEL = 'belay.source.sha256';

/**
 * Imports the tarball of a root file system under the tag that its own release file gives. Beside the tarball,
 * `<tarball>.source` may say in a line where it came from.
 * @throws RecorderError when its release is not known, or the tag is taken by another image.
 */
export async function importBase(docker: Docker, asked: string, tarball: string): Promise<RecordedBase> {
  const bytes = await readFile(tarball);
  const archive = plainTar(bytes);
  if (archive === undefined) {
    throw new RecorderError(`${tarball} is not a tar archive, plain or with gzip. Convert it first.`);
  }
  const release = releaseOf(readMember(archive, 'etc/alpine-release'), readMember(archive, 'etc/debian_version'));
  if (release === undefined) {
    throw new RecorderError(
      `${tarball} has no number in etc/alpine-release or etc/debian_version, so its true tag is not known. Import it yourself and give --base ${asked}=IMAGE.`,
    );
  }
  const { tag, words, shell } = release;
  const sha256 = hashText(bytes);
  const there = await docker.image(tag);
  if (there !== undefined && there.Config.Labels?.[SOURCE_LABEL] !== sha256) {
    throw new RecorderError(
      `Docker has an image ${tag} that was not made from ${tarball}. Use it with --base ${asked}=${tag}, or remove it first.`,
    );
  }
  if (there === undefined) await importTarball(docker, { tarball, tag, sha256, shell });
  const note = `${tarball}.source`;
  return {
    asked,
    used: tag,
    release: words,
    imageId: (await docker.image(tag))?.Id ?? '',
    sourceSha256: sha256,
    source: existsSync(note) ? (await readFile(note, 'utf8')).trim() : basename(tarball),
  };
}

/**
 * A copy of a base with another list of repositories; its tag says so by the suffix. A tarball is imported again with that file
 * replaced, so that the copy has as many layers as the base; any other image gets one layer more.
 */
export async function withRepositories(
  docker: Docker,
  used: string,
  source: string | undefined,
  repositories: string,
  suffix: string,
): Promise<string> {
  const tag = `${used.split('@')[0] ?? used}-${suffix}`;
  const archive = source !== undefined && existsSync(source) ? plainTar(await readFile(source)) : undefined;
  return withTemporaryFolder(async (folder) => {
    if (archive === undefined) {
      await writeFile(join(folder, 'repositories'), repositories);
      await writeFile(join(folder, 'Dockerfile'), `FROM ${used}\nCOPY repositories /etc/apk/repositories\n`);
      await docker.run('build', '--quiet', '--tag', tag, folder);
      return tag;
    }
    const tarball = join(folder, 'rootfs.tar');
    const changed = withFile(archive, './etc/apk/repositories', repositories);
    const sha256 = hashText(changed);
    if ((await docker.image(tag))?.Config.Labels?.[SOURCE_LABEL] === sha256) return tag;
    await writeFile(tarball, changed);
    await importTarball(docker, { tarball, tag, sha256, shell: '/bin/sh' });
    return tag;
  });
}

interface Import {
  readonly tarball: string;
  readonly tag: string;
  readonly sha256: string;
  readonly shell: string;
}

async function importTarball(docker: Docker, { tarball, tag, sha256, shell }: Import): Promise<void> {
  const changes = [`LABEL ${SOURCE_LABEL}=${sha256}`, `CMD ["${shell}"]`].flatMap((change) => ['--change', change]);
  await docker.run('import', ...changes, tarball, tag);
}
