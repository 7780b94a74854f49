/** An Alpine or Debian release, from the file in which a root file system states it. */
interface Release {
  readonly version: string;
  /** The true tag: `alpine:3.19.4`. */
  readonly tag: string;
  /** `Alpine 3.19.4` */
  readonly words: string;
  /** What its official image starts. */
  readonly shell: string;
}

/**
 * @param alpine text of `/etc/alpine-release`.
 * @param debian text of `/etc/debian_version`.
 * @returns undefined when neither states a number, as in Debian's testing.
 */
export function releaseOf(alpine: string | undefined, debian: string | undefined): Release | undefined {
  const alpineVersion = version(alpine);
  if (alpineVersion !== undefined) return release('alpine', 'Alpine', alpineVersion, '/bin/sh');
  const debianVersion = version(debian);
  return debianVersion === undefined ? undefined : release('debian', 'Debian', debianVersion, 'bash');
}

function version(text: string | undefined): string | undefined {
  return /^\d[\w.]*$/.exec(text?.trim() ?? '')?.[0];
}

function release(image: string, name: string, number: string, shell: string): Release {
  return { version: number, tag: `${image}:${number}`, words: `${name} ${number}`, shell };
}
