import { compareBranches } from '../data/alpine-releases.ts';
import { imageFacts } from './data/image-facts.ts';

/** What an official image on Alpine begins with, and what it has besides its distribution. */
export interface ImageFacts {
  /** Releases whose Dockerfile was read: `24.19.0`; `1.26.0-7` are those from 1.26.0 to 1.26.7. */
  readonly versions: readonly string[];
  /** The oldest and the newest branch of Alpine that they stand on. */
  readonly branches: readonly string[];
  /** The word of its tags besides version and distribution: `fpm`. */
  readonly variant?: string;
  /** `null`: set to what every release changes. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly workdir?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command: readonly string[];
  readonly stopSignal?: string;
  /** Lines that its /etc/passwd and /etc/group have more. */
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  /** Programs that are of no package: a path, `path>target` for a link, `path=library,…` where all is known that it loads. */
  readonly programs: readonly string[];
  /** Where all packages are known: those in /etc/apk/world, and those of a group, behind its name. */
  readonly world?: readonly string[];
  readonly group?: readonly string[];
}

/** `lts` is one of two releases that differ in nothing but yarn. */
const MADE_AS: ReadonlyMap<string, readonly [words: RegExp, version: string]> = new Map([['node', [/^lts$/, '24']]]);

let all: ReadonlyMap<string, readonly ImageFacts[]> | undefined;

function table(): ReadonlyMap<string, readonly ImageFacts[]> {
  if (all !== undefined) return all;
  const images = new Map<string, ImageFacts[]>();
  for (const line of imageFacts.split('\n')) {
    const space = line.indexOf(' ');
    const name = line.slice(0, space);
    const list = images.get(name) ?? [];
    list.push(JSON.parse(line.slice(space + 1)) as ImageFacts);
    images.set(name, list);
  }
  return (all = images);
}

type Numbers = readonly number[];

const numbersOf = (version: string): Numbers => version.split('.').map(Number);

/** Below zero where the first is older. */
function compare(a: Numbers, b: Numbers): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

const startsWith = (whole: Numbers, start: Numbers): boolean => start.every((number, i) => whole[i] === number);

/** The newest release of an entry that a version may mean: all of them without one. */
function newestOf({ versions }: ImageFacts, version: Numbers): Numbers | undefined {
  let newest: Numbers | undefined;
  for (const each of versions) {
    const [from = '', to] = each.split('-');
    const first = numbersOf(from);
    const last = to === undefined ? first : [...first.slice(0, -1), Number(to)];
    const isWithin = version.length === last.length && compare(first, version) <= 0 && compare(version, last) <= 0;
    const found = startsWith(last, version) ? last : isWithin ? version : undefined;
    if (found !== undefined && (newest === undefined || compare(newest, found) < 0)) newest = found;
  }
  return newest;
}

/** What the releases of an entry have in common: `[3, 14]` of 3.14.0-6; undefined where they are of several lines. */
export function lineOf({ versions }: ImageFacts): string | undefined {
  const lines = new Set(versions.map((version) => version.replace(/\.\d+(?:-\d+)?$/, '')));
  const [line, another] = lines;
  return another === undefined ? line : undefined;
}

/** Words of tags of the newest release. */
const NEWEST = /^(?:latest|current|mainline)$/;

/**
 * The facts of an official image on Alpine; undefined for a tag that may mean a release whose Dockerfile was not read.
 * @param name as `parseImageReference` gives it, or under another registry: `public.ecr.aws/docker/library/node`
 */
export function factsOfImage(name: string, tag?: string): ImageFacts | undefined {
  return found(name, tag).facts;
}

/**
 * The facts of an image with a digest beside its tag, which may be any release of its line: without those of packages, and
 * undefined where the tag names no line.
 */
export function factsOfDigest(name: string, tag: string | undefined): ImageFacts | undefined {
  const { facts, isLine } = found(name, tag);
  if (facts === undefined || !isLine) return undefined;
  let less = withoutPackages.get(facts);
  if (less === undefined) {
    const { world: _, group: __, ...rest } = facts;
    withoutPackages.set(facts, (less = rest));
  }
  return less;
}

const withoutPackages = new WeakMap<ImageFacts, ImageFacts>();

function found(name: string, tag = 'latest'): { readonly facts: ImageFacts | undefined; readonly isLine: boolean } {
  const short = name.replace(/^.*\/library\//, '');
  const entries = table().get(short);
  if (entries === undefined) return NOTHING;
  const all = tag.split('-');
  const branch = all.map((word) => /^alpine(3\.\d+)$/.exec(word)?.[1]).find((each) => each !== undefined);
  const words = all.filter((word) => word !== 'cli' && !/^alpine(?:3\.\d+)?$/.test(word));
  if (NEWEST.test(words[0] ?? '')) words.shift();
  const [made, as] = MADE_AS.get(short) ?? [];
  if (made?.test(words[0] ?? '') === true) words[0] = as ?? '';
  const version = /^\d+(?:\.\d+)*$/.test(words[0] ?? '') ? words.shift() : undefined;
  const [variant, ...more] = words;
  if (more.length > 0) return NOTHING;
  const newest =
    entries
      .map(({ branches }) => branches.at(-1) ?? '')
      .sort(compareBranches)
      .at(-1) ?? '';
  const like = entries.filter(
    (facts) =>
      facts.variant === variant &&
      ((branch !== undefined && compareBranches(branch, newest) > 0) || isOn(facts, branch)),
  );
  const wanted = version === undefined ? [] : numbersOf(version);
  const line = LINES.get(short) ?? 2;
  const exact = newestLike(like, wanted);
  // What came out since then is as the newest of its line, as it is behind a tag of the line.
  const inLine = exact ?? newestLike(like, wanted.slice(0, line));
  const isKnown = inLine !== undefined && (exact !== undefined || compare(inLine.release, wanted) < 0);
  return { facts: isKnown ? inLine.facts : undefined, isLine: wanted.length >= line };
}

const NOTHING = { facts: undefined, isLine: false } as const;

/** Numbers of a version that make a line of releases, where they are not two. */
const LINES: ReadonlyMap<string, number> = new Map([
  ['node', 1],
  ['rust', 1],
]);

function newestLike(
  entries: readonly ImageFacts[],
  wanted: Numbers,
): { readonly facts: ImageFacts; readonly release: Numbers } | undefined {
  let found: { readonly facts: ImageFacts; readonly release: Numbers } | undefined;
  for (const facts of entries) {
    const release = newestOf(facts, wanted);
    if (release !== undefined && (found === undefined || compare(found.release, release) <= 0))
      found = { facts, release };
  }
  return found;
}

/** Whether releases of an entry stand on a branch. */
function isOn({ branches }: ImageFacts, branch: string | undefined): boolean {
  const [oldest = '', newest = oldest] = branches;
  return branch === undefined || (compareBranches(oldest, branch) <= 0 && compareBranches(branch, newest) <= 0);
}
