import { imageFacts } from './data/image-facts.ts';

/** What an official image on Alpine begins with, and what it has besides its distribution. */
export interface ImageFacts {
  /** Releases whose Dockerfile was read: `24.19.0`. */
  readonly versions: readonly string[];
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

/**
 * Releases that are made as a listed one is (nodejs/docker-node, 16/alpine3.15, 18/alpine3.18 and 20/alpine3.19 beside 22 and 24),
 * and `lts`, which is one of two that differ in nothing but yarn.
 */
const MADE_AS: ReadonlyMap<string, readonly [words: RegExp, version: string]> = new Map([
  ['node', [/^(?:lts|(?:1[6-9]|2[0135])(?:\.\d+){0,2})$/, '24']],
]);

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

/**
 * The facts of an official image on Alpine; undefined for a tag that may mean a release whose Dockerfile was not read.
 * @param name as `parseImageReference` gives it, or under another registry: `public.ecr.aws/docker/library/node`
 */
export function factsOfImage(name: string, tag = 'latest'): ImageFacts | undefined {
  const short = name.replace(/^.*\/library\//, '');
  const entries = table().get(short);
  if (entries === undefined) return undefined;
  const words = tag.split('-').filter((word) => word !== 'cli' && !/^alpine(?:3\.\d+)?$/.test(word));
  // Its tags name no distribution.
  if (short === 'bash' && words[0] === 'latest') words.shift();
  const [made, like] = MADE_AS.get(short) ?? [];
  if (made?.test(words[0] ?? '') === true) words[0] = like ?? '';
  const version = /^\d+(?:\.\d+)*$/.test(words[0] ?? '') ? words.shift() : undefined;
  const [variant, ...more] = words;
  if (more.length > 0) return undefined;
  // Without a version the newest is meant.
  return entries.findLast(
    (each) =>
      each.variant === variant &&
      each.versions.some((known) => version === undefined || `${known}.`.startsWith(`${version}.`)),
  );
}
