import { packageClass } from '../apk/package-classes.ts';
import type { Wanted } from './apk-world.ts';

/** Groups that the official images and their users keep on purpose: `.python-rundeps`, `.runtime`, `.httpd-so-deps`. */
const RUNTIME_NAME = /(^|[._-])run|so-deps/i;
const BUILD_NAME = /build|compil|devel|dev-?dep|phpize|fetch|(^|[._-])(dev|make|temp|tmp)($|[._-])/i;

/**
 * True for a group that a build needs and the finished program does not: it holds compilers or headers, or its name
 * says so. A group of `so:` names is one of libraries that something at run time loads.
 */
export function isBuildGroup({ name, packages }: Wanted): boolean {
  if (
    RUNTIME_NAME.test(name) ||
    packages.some((spec) => spec.kind === 'provides' && spec.name?.startsWith('so:') === true)
  ) {
    return false;
  }
  return packages.some((spec) => packageClass(spec.name ?? '') === 'build') || BUILD_NAME.test(name);
}
