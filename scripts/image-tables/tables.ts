import { parse } from 'yaml';

/** A release line of a product. */
export interface Cycle {
  readonly version: string;
  /** First day without support; undefined when none is known. */
  readonly ended: string | undefined;
}

/** For a line of which the source says that it ended and not when. */
const LONG_AGO = '2000-01-01';

/** Lines that ended before this day are left out where no later one stands below them. */
export const SINCE = '2022-01-01';

/** Reads the front matter of a product of endoflife.date. */
export function readCycles(markdown: string): Cycle[] {
  const front = /^---\n([\s\S]*?)\n---/.exec(markdown)?.[1] ?? '';
  const { releases } = parse(front) as { releases: readonly { releaseCycle: unknown; eol: unknown }[] };
  return releases.map(({ releaseCycle, eol }) => ({
    version: String(releaseCycle),
    ended: typeof eol === 'string' ? eol : eol === true ? LONG_AGO : undefined,
  }));
}

/** All tags of a file of official-images. */
export function readTags(text: string): string[] {
  return [...text.matchAll(/^(?:Shared)?Tags:(.*)$/gm)].flatMap(([, tags = '']) =>
    tags.split(',').map((tag) => tag.trim()),
  );
}

/** `image version=date,version=date` for each image, newest version first. */
export function endLines(
  images: readonly (readonly [string, readonly Cycle[]])[],
  tagsOf: (image: string) => readonly string[],
  today: string,
): string[] {
  return images.map(([image, cycles]) => {
    const tags = new Set(tagsOf(image));
    // What is still built although its support ended is in dispute.
    const ends = cycles
      .filter(({ version }) => /^\d+(\.\d+)*$/.test(version))
      .map(({ version, ended }): Cycle => ({
        version: version.replace(/(\.\d+)\.0$/, '$1'),
        ended: ended !== undefined && ended <= today && tags.has(version) ? undefined : ended,
      }))
      .sort((a, b) => compareVersions(b.version, a.version));
    const last = ends.findLastIndex(({ ended }) => ended === undefined || ended >= SINCE);
    return [image, ...ends.slice(0, last + 1).map(({ version, ended }) => `${version}=${ended ?? '-'}`)].join(' ');
  });
}

/** `image:oldest:newest=versions`, for all versions that were built on the same branches. */
export function branchLines(image: string, tags: readonly string[]): string[] {
  const branches = new Map<string, string[]>();
  for (const tag of tags) {
    const [, version, branch] = /^(\d+(?:\.\d+)?)-alpine-?(3\.\d+)$/.exec(tag) ?? [];
    if (version === undefined || branch === undefined) continue;
    branches.set(version, [...(branches.get(version) ?? []), branch]);
  }
  const groups = new Map<string, string[]>();
  for (const [version, all] of branches) {
    all.sort(compareVersions);
    const key = `${image}:${all[0] ?? ''}:${all.at(-1) ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), version]);
  }
  if (groups.size === 0) return [image];
  return [...groups].map(([key, versions]) => `${key}=${versions.sort(compareVersions).join(',')}`);
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
