/**
 * Alpine's release branches and the day on which their support ends.
 *
 * Source: endoflife-date/endoflife.date, `products/alpine-linux.md` (2026-08-22), which reads the table of
 * https://alpinelinux.org/releases/. Seen on 2026-11-20.
 */
export interface AlpineRelease {
  /** `3.24` */
  readonly branch: string;
  readonly released: string;
  /** First day without support. */
  readonly ended: string;
}

/** Newest first. Branches older than the last one have long ended. */
export const ALPINE_RELEASES: readonly AlpineRelease[] = [
  { branch: '3.24', released: '2026-06-09', ended: '2028-06-01' },
  { branch: '3.23', released: '2025-12-04', ended: '2027-11-01' },
  { branch: '3.22', released: '2025-05-30', ended: '2027-05-01' },
  { branch: '3.21', released: '2024-12-05', ended: '2026-11-01' },
  { branch: '3.20', released: '2024-05-22', ended: '2026-04-01' },
  { branch: '3.19', released: '2023-12-07', ended: '2025-11-01' },
  { branch: '3.18', released: '2023-05-09', ended: '2025-05-09' },
  { branch: '3.17', released: '2022-11-22', ended: '2024-11-22' },
  { branch: '3.16', released: '2022-05-23', ended: '2024-05-23' },
  { branch: '3.15', released: '2021-11-24', ended: '2023-11-01' },
  { branch: '3.14', released: '2021-06-15', ended: '2023-05-01' },
  { branch: '3.13', released: '2021-01-14', ended: '2022-11-01' },
  { branch: '3.12', released: '2020-05-29', ended: '2022-05-01' },
  { branch: '3.11', released: '2019-12-19', ended: '2021-11-01' },
  { branch: '3.10', released: '2019-06-19', ended: '2021-05-01' },
  { branch: '3.9', released: '2019-01-29', ended: '2020-11-01' },
  { branch: '3.8', released: '2018-06-26', ended: '2020-05-01' },
  { branch: '3.7', released: '2017-11-30', ended: '2019-11-01' },
  { branch: '3.6', released: '2017-05-24', ended: '2019-05-01' },
  { branch: '3.5', released: '2016-12-22', ended: '2018-11-01' },
  { branch: '3.4', released: '2016-05-31', ended: '2018-05-01' },
  { branch: '3.3', released: '2015-12-19', ended: '2017-11-01' },
  { branch: '3.2', released: '2015-05-26', ended: '2017-05-01' },
  { branch: '3.1', released: '2014-12-10', ended: '2016-11-01' },
  { branch: '3.0', released: '2014-06-04', ended: '2016-05-01' },
];

/** The day after which this table may be out of date: the next branch is expected (May and November). */
export const RELEASES_CHECK_BY = '2026-12-31';

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
