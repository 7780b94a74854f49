import { RecorderError } from './fail.ts';
import { memberPaths, plainTar, readMember } from './tar.ts';

/**
 * Points each line of `/etc/apk/repositories` to a mirror: `https://host/alpine/v3.24/main` becomes
 * `<mirror>/v3.24/main`. Lines of another form stay.
 */
export function mirroredRepositories(repositories: string, mirror: string): string {
  return repositories.replace(
    /^((?:@\S{1,99}\s{1,9})?)https?:\/\/\S{0,500}?(\/(?:v\d{1,3}\.\d{1,3}|edge)\/\w{1,99})\/?$/gm,
    (_, pin: string, branch: string) => `${pin}${mirror}${branch}`,
  );
}

/** Where a base takes its packages from, in place of its own repositories. */
export type PackageSource =
  /** A copy of Alpine's: its branches and repositories lie below this address. */
  | { readonly mirror: string }
  /** These repositories alone, each with its own signed index. An installation medium has such a one. */
  | { readonly repositories: readonly string[] };

/** `/etc/apk/repositories` as a base has it, with its packages from elsewhere. */
export function repositoriesFrom(repositories: string, source: PackageSource): string {
  return 'mirror' in source
    ? mirroredRepositories(repositories, source.mirror)
    : source.repositories.map((url) => `${url}\n`).join('');
}

/** Whether only this machine itself reaches an address. */
export function isOnThisMachine(url: string): boolean {
  return /^https?:\/\/(?:127\.|localhost(?:[:/]|$)|\[::1\])/.test(url);
}

/**
 * Looks at the index of a mirror and says in words what it is, for the recording's provenance.
 * @param repositories of the base, already pointing to the mirror.
 * @param architecture as Docker names it.
 * @throws RecorderError when the mirror does not have the index.
 */
export async function describeMirror(repositories: string, architecture: string): Promise<string> {
  const repository = repositories.split('\n').find((line) => /^https?:/.test(line)) ?? '';
  const url = `${repository}/${APK_ARCHITECTURES[architecture] ?? 'x86_64'}/APKINDEX.tar.gz`;
  const response = await fetch(url).catch((cause: unknown) => {
    throw new RecorderError(
      `The package mirror does not answer at ${url}. Start it, or give another with --apk-mirror.`,
      { cause },
    );
  });
  if (!response.ok) {
    throw new RecorderError(
      `The package mirror has no ${url} (${response.status}). It needs the signed index of the base's branch.`,
    );
  }
  const index = plainTar(new Uint8Array(await response.arrayBuffer()));
  const description = index === undefined ? undefined : readMember(index, 'DESCRIPTION');
  if (index === undefined || description === undefined) {
    throw new RecorderError(`${url} is not an index of apk. Mirror the signed APKINDEX.tar.gz as it is.`);
  }
  const key = /^\.SIGN\.RSA\d{0,3}\.(.{1,200})\.rsa\.pub$/m.exec(memberPaths(index).join('\n'))?.[1] ?? 'nobody';
  const branch = /\/(v\d+\.\d+|edge)\//.exec(url)?.[1] ?? '';
  const place = isOnThisMachine(url) ? 'local mirror' : 'mirror';
  return `${place} of Alpine ${branch}, index ${description.trim()} signed by ${key}, signatures checked by apk`;
}

const APK_ARCHITECTURES: Readonly<Record<string, string>> = {
  'linux/amd64': 'x86_64',
  'linux/arm64': 'aarch64',
  'linux/386': 'x86',
  'linux/arm': 'armv7',
};
