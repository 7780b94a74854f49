import { compareBranches } from './alpine-releases.ts';
import { table } from './table.ts';

/**
 * Names in /etc/passwd and /etc/group of Alpine's base image. Source: the root file systems of alpine 3.19.4 and 3.20.3,
 * read on 2026-11-29. Alpine 3.20 dropped the old ones.
 */
const USERS = 'root bin daemon lp sync shutdown halt mail news uucp cron ftp sshd games ntp guest nobody';
const GROUPS =
  'root bin daemon sys adm tty disk lp kmem wheel floppy mail news uucp cron audio cdrom dialout ftp sshd input tape video ' +
  'netdev kvm games shadow www-data users ntp abuild utmp ping nogroup nobody';
const OLD_USERS = 'postgres adm operator man postmaster at squid xfs cyrus vpopmail smmsp';
const OLD_GROUPS = 'postgres mem man console at readproc squid xfs cdrw usb vpopmail nofiles smmsp locate';

/**
 * Users that the Alpine variants of official images make, and that a container starts as when it is not root. Images
 * without an entry here are not known. Source: `adduser` and `USER` in the Dockerfiles of docker-library,
 * nodejs/docker-node, nginx/docker-nginx, rust-lang/docker-rust and caddyserver/caddy-docker (2026-11-21).
 */
const IMAGES = table(`
alpine bash caddy composer docker=dockremap golang haproxy=haproxy httpd=www-data memcached=memcache nginx=nginx
node=node php=www-data postgres=postgres python rabbitmq=rabbitmq redis=redis ruby rust wordpress=www-data
`);

/** Images that start as their own user. */
const STARTS_AS: ReadonlyMap<string, string> = new Map([
  ['haproxy', 'haproxy'],
  ['memcached', 'memcache'],
  ['nginxinc/nginx-unprivileged', '101'],
]);

/**
 * Images that start as root, and whose other accounts are not listed; with the user that they bring. Source: adoptium/containers,
 * corretto/corretto-docker, docker-library/openjdk, dotnet/dotnet-docker, erlang/docker-erlang-otp, erlef/docker-elixir, oven-sh/bun,
 * denoland/deno_docker, of which none has a USER (2026-11-30).
 */
const STARTS_AS_ROOT = table(`
amazoncorretto denoland/deno=deno eclipse-temurin elixir erlang mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/runtime
mcr.microsoft.com/dotnet/runtime-deps openjdk oven/bun=bun
`);

/** What `USER` says in an official image: `root` where it says nothing; undefined for an image that is not known. */
export function imageUser(name: string, tag: string | undefined): string | undefined {
  if (name === 'wordpress' && tag?.startsWith('cli') === true) return 'www-data';
  return STARTS_AS.get(name) ?? (IMAGES.has(name) || STARTS_AS_ROOT.has(name) ? 'root' : undefined);
}

/** The user of its own that an image brings for its program: `node` in node. */
export function ownUser(name: string): string | undefined {
  return (IMAGES.get(name) ?? STARTS_AS_ROOT.get(name)) || undefined;
}

/**
 * True or false when it is known whether an Alpine image has a user (or a group) of that name.
 *
 * @param release `3.24`, `edge`; undefined when the tag does not say
 */
export function imageHasAccount(
  name: string,
  release: string | undefined,
  account: string,
  kind: 'user' | 'group',
): boolean | undefined {
  if (!IMAGES.has(name)) return undefined;
  if (IMAGES.get(name) === account) return true;
  const isOld = release === undefined || compareBranches(release, '3.20') < 0;
  const users = isOld ? `${USERS} ${OLD_USERS}` : USERS;
  const groups = isOld ? `${GROUPS} ${OLD_GROUPS}` : GROUPS;
  return (kind === 'user' ? users : groups).split(' ').includes(account);
}

/** The root file systems and Dockerfiles are read again by this day. */
export const IMAGE_USERS_CHECK_BY = '2027-03-21';
