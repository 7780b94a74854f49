/**
 * Alpine's release branches and the day on which their support ends.
 *
 * Source: endoflife-date/endoflife.date, `products/alpine-linux.md` (2026-08-22), which reads the table of
 * https://alpinelinux.org/releases/. Seen on 2026-11-20.
 */
interface AlpineRelease {
  /** `3.24` */
  readonly branch: string;
  readonly released: string;
  /** First day without support. */
  readonly ended: string;
}

/** Branch, release, end; newest first. Branches older than the last one have long ended. */
const TABLE = `
3.24 2026-06-09 2028-06-01
3.23 2025-12-04 2027-11-01
3.22 2025-05-30 2027-05-01
3.21 2024-12-05 2026-11-01
3.20 2024-05-22 2026-04-01
3.19 2023-12-07 2025-11-01
3.18 2023-05-09 2025-05-09
3.17 2022-11-22 2024-11-22
3.16 2022-05-23 2024-05-23
3.15 2021-11-24 2023-11-01
3.14 2021-06-15 2023-05-01
3.13 2021-01-14 2022-11-01
3.12 2020-05-29 2022-05-01
3.11 2019-12-19 2021-11-01
3.10 2019-06-19 2021-05-01
3.9 2019-01-29 2020-11-01
3.8 2018-06-26 2020-05-01
3.7 2017-11-30 2019-11-01
3.6 2017-05-24 2019-05-01
3.5 2016-12-22 2018-11-01
3.4 2016-05-31 2018-05-01
3.3 2015-12-19 2017-11-01
3.2 2015-05-26 2017-05-01
3.1 2014-12-10 2016-11-01
3.0 2014-06-04 2016-05-01
`;

export const ALPINE_RELEASES: readonly AlpineRelease[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [branch = '', released = '', ended = ''] = line.split(' ');
    return { branch, released, ended };
  });

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
