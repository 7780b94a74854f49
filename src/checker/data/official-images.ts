import { IMAGE_NAMES } from './image-names.ts';

/** True for `node`, `alpine` and their like: a name that a registry answers to without a user or a host. */
export function isOfficialImage(name: string): boolean {
  return officialImages.has(name);
}

/**
 * An official image, or the same one from elsewhere: built for one processor (`arm64v8/alpine`), or kept in a registry under
 * its plain name (`registry.example.com/mirror/alpine`). `someone/alpine` on Docker Hub and its like are somebody's own.
 */
export function isOfficialOrCopy(name: string): boolean {
  if (isOfficialImage(name)) return true;
  const parts = name.split('/');
  const [first = ''] = parts;
  const isElsewhere = /[.:]|^localhost$/.test(first) ? !OF_USERS.test(first) || parts.length === 2 : ARCH.test(first);
  return isElsewhere && isOfficialImage(parts.at(-1) ?? '');
}

/** Registries in which a path begins with the name of a user. */
const OF_USERS = /^(?:ghcr\.io|quay\.io|registry\.gitlab\.com|public\.ecr\.aws|lscr\.io)$/;
/** Owners of the official images for one processor (docker-library/official-images, "Architectures other than amd64?"). */
const ARCH = /^(?:amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)$/;

const officialImages: ReadonlySet<string> = new Set(IMAGE_NAMES.trim().split(/\s+/));
