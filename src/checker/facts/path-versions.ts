/**
 * Whether a path names a version, as in `8/jdk/alpine/3.20/Dockerfile` or `php7.4.Dockerfile`: the file is there for that one,
 * beside others for newer ones.
 */
export function namesVersion(path: string | undefined, version: string): boolean {
  return path?.split(/[^\d.]+/).some((word) => word.replace(/^\.|\.$/g, '') === version) === true;
}
