import { ALPINE_DATES } from './alpine-dates.ts';

/** A branch of Alpine, and the day on which its support ends. */
interface AlpineRelease {
  /** `3.24` */
  readonly branch: string;
  readonly released: string;
  /** First day without support. */
  readonly ended: string;
}

/** Newest first. Branches older than the last one have long ended. */
export const ALPINE_RELEASES: readonly AlpineRelease[] = ALPINE_DATES.trim()
  .split('\n')
  .map((line) => {
    const [branch = '', released = '', ended = ''] = line.split(' ');
    return { branch, released, ended };
  });

export function alpineRelease(branch: string): AlpineRelease | undefined {
  return ALPINE_RELEASES.find((release) => release.branch === branch);
}

/** The newest branch that is out and supported on a day (ISO date); undefined when the table knows none. */
export function newestRelease(today: string): AlpineRelease | undefined {
  return ALPINE_RELEASES.find(({ released, ended }) => released <= today && today < ended);
}

/** Negative when `a` is older than `b`; `edge` is newer than all. */
export function compareBranches(a: string, b: string): number {
  const [aMajor = Infinity, aMinor = Infinity] = numbers(a);
  const [bMajor = Infinity, bMinor = Infinity] = numbers(b);
  return aMajor === bMajor ? (aMinor === bMinor ? 0 : aMinor - bMinor) : aMajor - bMajor;
}

function numbers(branch: string): number[] {
  return branch === 'edge' ? [] : branch.split('.').map(Number);
}
