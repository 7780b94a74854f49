import { APK_CACHE_FOLDERS } from '../../apk/cache.ts';
import { isWithin } from '../../model/paths.ts';
import type { PackageEvent, Step } from '../../model/types.ts';

/** A cache or tmpfs mount over apk's cache: what apk writes there never reaches the layer. */
export function hasCacheMount(step: Step): boolean {
  return step.mounts.some(
    ({ type, target }) =>
      (type === 'cache' || type === 'tmpfs') &&
      target !== undefined &&
      APK_CACHE_FOLDERS.some((folder) => isWithin(folder, target)),
  );
}

/** True for a command that writes the index (or packages) to the cache of the layer. */
export function fillsCache(event: PackageEvent): boolean {
  if (event.manager !== 'apk' || event.apk === undefined) return false;
  if (event.kind !== 'add' && event.kind !== 'update' && event.kind !== 'upgrade') return false;
  if (['no-cache', 'no-network', 'cache-dir', 'root'].some((option) => event.apk?.has(option))) return false;
  // `apk add ./local.apk` and `apk add` without names ask no repository.
  return event.kind !== 'add' || event.packages.some(({ kind }) => kind !== 'file');
}

/** The cache is emptied behind `event` in the same RUN. */
export function isCleanedAfter(event: PackageEvent, events: readonly PackageEvent[]): boolean {
  return events.some(
    (other) =>
      other.step === event.step &&
      other.order > event.order &&
      (other.kind === 'index-removed' || other.kind === 'cache-clean') &&
      (other.invocation.certain || !event.invocation.certain),
  );
}
