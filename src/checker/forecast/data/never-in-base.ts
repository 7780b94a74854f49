import { compareBranches } from '../../data/alpine-releases.ts';

/**
 * Programs that Alpine's base image has in no branch, although its branches differ in detail: they are of packages that
 * it is not made of, and no applets of BusyBox as Alpine builds it. What is not listed here is unknown.
 *
 * Sources: the genuine root file systems of 3.7 to 3.20 and of edge of 2024-09-23, in which none of these is; the packages
 * of `alpine:3.24.2` in docker-library/repo-info (commit 7859ce4, 2026-09): alpine-baselayout, alpine-keys, alpine-release,
 * apk-tools, busybox, ca-certificates-bundle, musl, musl-utils, scanelf, ssl_client and libraries, none of which brings one
 * of these by the index of 3.19.
 */
const NAMES = `
ansible apache2ctl apt apt-get aws bash bundle bundler c++ cargo cc chromium clang clang++ cmake composer convert corepack
curl deno docker dnf dotnet dumb-init elixir envsubst erl ffmpeg g++ gcc gem gfortran gh git go gosu
gpg gradle haproxy helm htop httpd hugo java javac jq kubectl magick make mariadb mariadbd mix mongod mvn mysql mysqld nginx ninja
node nodejs npm npx openssl perl pg_dump pg_isready php php-fpm pip pip3 pipenv pipx pnpm poetry postgres psql python python2 python3
rake redis-cli redis-server rg rsync ruby rustc rustup screen socat sqlite3 ssh ssh-keygen ssh-keyscan sshd strace
su-exec sudo supervisord svn terraform tini tini-static tmux tsc tsx uv uvicorn gunicorn uwsgi varnishd vite wasm-pack yarn yq yum zip zsh
`;

let names: ReadonlySet<string> | undefined;

/** Programs that no base image of Alpine has. */
export function neverInBase(): ReadonlySet<string> {
  return (names ??= new Set(NAMES.trim().split(/\s+/)));
}

/**
 * Whether no base image of Alpine has a program of this name.
 * @param branch undefined: a tag such as `latest`; BusyBox of 3.6 had httpd
 */
export function isNeverInBase(name: string, branch: string | undefined): boolean {
  if (branch !== undefined && branch !== 'edge' && compareBranches(branch, '3.7') < 0) return false;
  return neverInBase().has(name);
}

/** The base image of the next branch is read by this day. */
export const NEVER_IN_BASE_CHECK_BY = '2026-12-31';
