import { APK_CACHE_FOLDERS } from '../../apk/cache.ts';
import { isWithin } from '../../model/paths.ts';
import type { PackageEvent, Stage, Step } from '../../model/types.ts';

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
  const { apk, kind, manager, packages } = event;
  if (manager !== 'apk' || apk === undefined) return false;
  if (kind !== 'add' && kind !== 'update' && kind !== 'upgrade') return false;
  if (['no-cache', 'no-network', 'cache-dir'].some((option) => apk.has(option))) return false;
  // `apk add ./local.apk` and `apk add` without names ask no repository.
  return kind !== 'add' || packages.some((spec) => spec.kind !== 'file');
}

/** `rm` of what is in the cache folders, or `apk cache clean`. */
function empties(event: PackageEvent): boolean {
  return event.kind === 'index-removed' || event.kind === 'cache-clean';
}

/** What one RUN does to apk's cache, in order. */
export interface CacheUse {
  readonly step: Step;
  readonly events: readonly PackageEvent[];
  /** Commands that fill the cache and that nothing behind them in this RUN cleans up. */
  readonly left: readonly PackageEvent[];
}

/** The RUNs of a stage that ask apk for packages or touch its cache. One pass over the events. */
export function cacheUses(stage: Stage): CacheUse[] {
  const uses: { step: Step; events: PackageEvent[] }[] = [];
  for (const event of stage.packageEvents) {
    if (event.manager !== 'apk') continue;
    const last = uses.at(-1);
    if (last?.step === event.step) last.events.push(event);
    else uses.push({ step: event.step, events: [event] });
  }
  return uses.map(({ step, events }) => ({ step, events, left: leftBy(events) }));
}

/** Reads backwards, so that each command knows what follows it. */
function leftBy(events: readonly PackageEvent[]): PackageEvent[] {
  const left: PackageEvent[] = [];
  let cleaned: 'always' | 'sometimes' | undefined;
  for (const event of events.toReversed()) {
    const { certain } = event.invocation;
    if (empties(event)) cleaned = certain ? 'always' : (cleaned ?? 'sometimes');
    else if (fillsCache(event) && cleaned !== 'always' && !(cleaned === 'sometimes' && !certain)) left.push(event);
  }
  return left.reverse();
}
