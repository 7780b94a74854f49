import { compareBranches } from './alpine-releases.ts';
import { BASE_GROUPS, BASE_USERS, IMAGE_ACCOUNTS, IMAGE_STARTS, OLDER_GROUPS, OLDER_USERS } from './image-contents.ts';
import { listTable, table } from './table.ts';
import type { Distro } from '../model/types.ts';
import { GROUP, PASSWD } from '../forecast/data/debian-13.ts';

/**
 * Images that `npm run image-tables` has no clone of, each with the accounts that it makes; the first is for its program.
 *
 * Source: `adduser`, `addgroup` and FROM in the Dockerfiles of docker-library/{docker,memcached,openjdk,rabbitmq},
 * redis/docker-library-redis, caddyserver/caddy-docker, composer/docker, tianon/docker-bash, adoptium/containers,
 * corretto/corretto-docker, erlang/docker-erlang-otp, erlef/docker-elixir, carlossg/docker-maven, keeganwitt/docker-gradle,
 * oven-sh/bun and denoland/deno_docker, read one by one on 2026-11-30.
 */
const READ_BY_HAND = `
alpine amazoncorretto bash caddy composer=www-data denoland/deno=deno docker=dockremap,docker eclipse-temurin elixir erlang
gradle=gradle maven memcached=memcache openjdk oven/bun=bun rabbitmq=rabbitmq redis=redis
`;
const IMAGES = listTable(IMAGE_ACCOUNTS + READ_BY_HAND);

/** Images that start as another user than root. */
const STARTS_AS = table(`${IMAGE_STARTS} memcached=memcache nginxinc/nginx-unprivileged=101`);

/** Images that start as root, of whose accounts no more is known (their Dockerfiles have no USER, 2026-11-30). */
const STARTS_AS_ROOT =
  /^(?:buildpack-deps|debian|gcc|ubuntu)$|^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime|runtime-deps)$/;

/** Alpine had this one up to 3.16 (root file systems of 3.7 to 3.20; 3.17 lacks it). */
const STILL_OLDER = 'postgres';

/** Debian 12 and 13 have it no more. */
const GONE_OF_DEBIAN = '\ngnats:';

/** What `USER` says in an official image: `root` where it says nothing; undefined for an image that is not known. */
export function imageUser(name: string, tag: string | undefined): string | undefined {
  if (name === 'wordpress' && tag?.startsWith('cli') === true) return 'www-data';
  // Up to version 4 that of gradle started as its own user.
  if (name === 'gradle' || /chiseled|distroless/.test(tag ?? '')) return undefined;
  return STARTS_AS.get(name) ?? (IMAGES.has(name) || STARTS_AS_ROOT.test(name) ? 'root' : undefined);
}

/** The user of its own that an image brings for its program: `node` in node. */
export function ownUser(name: string): string | undefined {
  return IMAGES.get(name)?.[0];
}

/** Images whose accounts on Debian were read, too. */
const ON_DEBIAN = listTable(`${IMAGE_ACCOUNTS} buildpack-deps debian`);

/**
 * True or false when it is known whether an image of Alpine or Debian has a user (or a group) of that name.
 *
 * @param release `3.24`, `edge`; undefined when the tag does not say
 */
export function imageHasAccount(
  name: string,
  { distro, release }: { readonly distro: Distro; readonly release: string | undefined },
  account: string,
  kind: 'user' | 'group',
): boolean | undefined {
  const own = (distro === 'debian' ? ON_DEBIAN : IMAGES).get(name);
  if (own === undefined) return undefined;
  if (own.includes(account)) return true;
  if (distro === 'debian')
    return `${kind === 'user' ? PASSWD : GROUP}${GONE_OF_DEBIAN}`.includes(`\n${account}:`) || account === 'root';
  const isOld = release === undefined || compareBranches(release, '3.20') < 0;
  const now = kind === 'user' ? BASE_USERS : BASE_GROUPS;
  const before = isOld ? `${kind === 'user' ? OLDER_USERS : OLDER_GROUPS} ${STILL_OLDER}` : '';
  return `${now} ${before}`.split(/\s+/).includes(account);
}

/** The Dockerfiles that were read by hand are read again by this day. */
export const IMAGE_USERS_CHECK_BY = '2027-03-30';
