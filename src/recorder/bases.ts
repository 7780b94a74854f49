import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { RecordedBase } from '../lessons/recording.ts';
import { mirroredRepositories } from './apk-mirror.ts';
import type { Docker } from './docker.ts';
import { RecorderError } from './fail.ts';
import { hashText } from './hash.ts';
import { withTemporaryFolder } from './temporary.ts';

const execute = promisify(execFile);

/** Set on what we import, so that a tag that someone else made is never replaced. */
const SOURCE_LABEL = 'belay.source.sha256';

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
 * @throws RecorderError when it cannot be had, or when its tag does not say what is in it.
 */
export async function prepareBase(
  docker: Docker,
  asked: string,
  source: string | undefined,
  apkMirror: string | undefined,
): Promise<PreparedBase> {
  const base = source === undefined ? await present(docker, asked) : await given(docker, asked, source);
  const repositories = apkMirror === undefined ? undefined : await docker.readFile(base.used, '/etc/apk/repositories');
  if (apkMirror === undefined || repositories === undefined) {
    return { buildFrom: base.used, recorded: base, repositories: undefined };
  }
  const mirrored = mirroredRepositories(repositories, apkMirror);
  return {
    buildFrom: await withRepositories(docker, base.used, mirrored),
    recorded: { ...base, change: `/etc/apk/repositories points to ${apkMirror}` },
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
  if (existsSync(source)) return imported(docker, asked, source);
  if ((await docker.image(source)) !== undefined) return localImage(docker, asked, source, 'image of this machine');
  throw new RecorderError(
    `--base ${asked}=${source}: this is neither a file nor an image that Docker has. Check the path.`,
  );
}

/** Imports a tarball under the tag that its own release file gives. */
async function imported(docker: Docker, asked: string, tarball: string): Promise<RecordedBase> {
  const sha256 = hashText(await readFile(tarball));
  const release =
    releaseOf(await tarText(tarball, 'etc/alpine-release'), undefined) ??
    releaseOf(undefined, await tarText(tarball, 'etc/debian_version'));
  if (release === undefined) {
    throw new RecorderError(
      `${tarball} has neither etc/alpine-release nor etc/debian_version, so its true tag is not known. Import it yourself and give --base ${asked}=IMAGE.`,
    );
  }
  const { tag, words, shell } = release;
  const there = await docker.image(tag);
  if (there !== undefined && there.Config.Labels?.[SOURCE_LABEL] !== sha256) {
    throw new RecorderError(
      `Docker has an image ${tag} that was not made from ${tarball}. Use it with --base ${asked}=${tag}, or remove it first.`,
    );
  }
  if (there === undefined) {
    await docker.run(
      'import',
      '--change',
      `LABEL ${SOURCE_LABEL}=${sha256}`,
      '--change',
      `CMD ["${shell}"]`,
      tarball,
      tag,
    );
  }
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

/** Tag and words for the release that an image's own file states. */
export function releaseOf(alpine: string | undefined, debian: string | undefined) {
  const version = (text: string | undefined): string | undefined => /^\d[\w.]*$/.exec(text?.trim() ?? '')?.[0];
  const [alpineVersion, debianVersion] = [version(alpine), version(debian)];
  if (alpineVersion !== undefined) {
    return {
      version: alpineVersion,
      tag: `alpine:${alpineVersion}`,
      words: `Alpine ${alpineVersion}`,
      shell: '/bin/sh',
    };
  }
  if (debianVersion !== undefined) {
    return { version: debianVersion, tag: `debian:${debianVersion}`, words: `Debian ${debianVersion}`, shell: 'bash' };
  }
  return undefined;
}

/** A file of a tarball; tarballs name their members with or without `./`. */
async function tarText(tarball: string, path: string): Promise<string | undefined> {
  for (const member of [`./${path}`, path]) {
    const result = await execute('tar', ['-xOf', tarball, member]).catch(() => undefined);
    if (result !== undefined) return result.stdout;
  }
  return undefined;
}

/** A copy of an image with one more layer: the list of repositories. Its tag says so. */
async function withRepositories(docker: Docker, used: string, repositories: string): Promise<string> {
  const tag = `${used.split('@')[0] ?? used}-local-mirror`;
  return withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'repositories'), repositories);
    await writeFile(join(folder, 'Dockerfile'), `FROM ${used}\nCOPY repositories /etc/apk/repositories\n`);
    await docker.run('build', '--quiet', '--tag', tag, folder);
    return tag;
  });
}
