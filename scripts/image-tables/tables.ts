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

/** One entry of a file of official-images. */
export interface Entry {
  readonly tags: readonly string[];
  readonly directory: string;
}

/** The entries of a file of official-images, and the repository that holds their Dockerfiles (`owner/name`). */
export function readEntries(text: string): { readonly repository: string; readonly entries: readonly Entry[] } {
  const field = (block: string, name: string): string =>
    new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'm').exec(block)?.[1]?.trim() ?? '';
  const repository = /^GitRepo: https:\/\/github\.com\/(.+?)(?:\.git)?$/m.exec(text)?.[1] ?? '';
  return {
    repository,
    entries: text.split(/\n[ \t]*\n/).flatMap((block): Entry[] => {
      const tags = [field(block, 'Tags'), field(block, 'SharedTags')].flatMap((list) =>
        list.split(',').flatMap((tag) => tag.trim() || []),
      );
      return tags.length === 0 ? [] : [{ tags, directory: field(block, 'Directory') }];
    }),
  };
}

/** Words of tags and folders that tell what an image stands on. */
const DISTROS: readonly (readonly [string, RegExp])[] = [
  ['alpine', /alpine/],
  ['debian', /buster|bullseye|bookworm|trixie|focal|jammy|noble|resolute|debian|ubuntu/],
  ['glibc', /oracle|ubi\d|al2023/],
];

/** What the image behind the tag `latest` stands on; undefined where neither tags nor folder say it. */
export function distroOf(entries: readonly Entry[]): string | undefined {
  for (const { tags, directory } of entries) {
    if (!tags.includes('latest')) continue;
    const text = [...tags, directory].join(' ');
    const found = DISTROS.find(([, words]) => words.test(text));
    if (found !== undefined) return found[0];
  }
  return undefined;
}

/** `branch released ended` for each release of Alpine, newest first. */
export function releaseLines(markdown: string): string[] {
  const front = /^---\n([\s\S]*?)\n---/.exec(markdown)?.[1] ?? '';
  const { releases } = parse(front) as {
    releases: readonly Readonly<Record<'releaseCycle' | 'releaseDate' | 'eol', unknown>>[];
  };
  return releases
    .map(({ releaseCycle, releaseDate, eol }) => [releaseCycle, releaseDate, eol].map(String))
    .filter(([branch = '']) => /^3\.\d+$/.test(branch))
    .sort(([a = ''], [b = '']) => compareVersions(b, a))
    .map((words) => words.join(' '));
}

/**
 * The branch that `<version>-alpine` stood for when it came out, by version: that of the first list of tags in the history
 * that holds both. `log` is `git log -p --reverse` of the file.
 */
export function firstBranches(log: string): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const [, list = ''] of log.matchAll(/^\+(?:Shared)?Tags:(.*)$/gm)) {
    const tags = list.split(',').map((tag) => tag.trim());
    const branch = tags.flatMap((tag) => /^\d+(?:\.\d+)?-alpine(3\.\d+)$/.exec(tag)?.[1] ?? [])[0];
    if (branch === undefined) continue;
    for (const tag of tags) {
      const version = /^(\d+(?:\.\d+)?)-alpine$/.exec(tag)?.[1];
      if (version !== undefined && !first.has(version)) first.set(version, branch);
    }
  }
  return first;
}
