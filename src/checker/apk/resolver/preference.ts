import { AVAILABLE, LATEST, type Offer, UPGRADE } from './state.ts';
import { compareVersions } from './version.ts';

/**
 * Which of two offers of a name apk-tools 2.14 takes; above 0 the first. The first question that tells them apart
 * decides. An offer always beats none.
 */
export function prefer(a: Offer, b: Offer | undefined): number {
  if (b === undefined) return 1;
  const flags = a.candidate.flags | b.candidate.flags;
  return (
    ((flags & LATEST) !== 0 ? byAvailability(a, b, flags) : byState(a, b, flags)) ||
    byVersion(a, b) ||
    Number(a.candidate.installed) - Number(b.candidate.installed) ||
    (a.candidate.entry.providerPriority ?? 0) - (b.candidate.entry.providerPriority ?? 0) ||
    Number(a.candidate.open) - Number(b.candidate.open) ||
    repositoryPlace(b) - repositoryPlace(a)
  );
}

/** What can still be chosen, breaks least and is installed already comes first. */
function byState(a: Offer, b: Offer, flags: number): number {
  return (
    Number(a.candidate.open) - Number(b.candidate.open) ||
    Number(a.candidate.inLastRound) - Number(b.candidate.inLastRound) ||
    b.candidate.misses - a.candidate.misses ||
    byAvailability(a, b, flags) ||
    ((flags & UPGRADE) === 0 ? Number(a.candidate.installed) - Number(b.candidate.installed) : 0)
  );
}

function byAvailability(a: Offer, b: Offer, flags: number): number {
  return (flags & AVAILABLE) === 0 ? 0 : Number(inIndex(a)) - Number(inIndex(b));
}

/** First the version under the name that was asked for, then that of the package where both are the same one. */
function byVersion(a: Offer, b: Offer): number {
  if (a.version !== undefined && b.version !== undefined) {
    const order = compareVersions(a.version, b.version);
    if (order !== 0) return order;
  }
  if (a.candidate.name !== b.candidate.name) return 0;
  return compareVersions(a.candidate.entry.version, b.candidate.entry.version);
}

function inIndex({ candidate }: Offer): boolean {
  return candidate.repository >= 0;
}

/** What no repository has stands first in apk's count, then groups made now. */
function repositoryPlace({ candidate }: Offer): number {
  return candidate.madeNow ? 1 : candidate.repository < 0 ? 0 : candidate.repository + 2;
}
