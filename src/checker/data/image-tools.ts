import { listTable } from './table.ts';

/**
 * Alpine images whose Dockerfiles were read, each with the packages it keeps of those that bring GNU tools, Bash or
 * locales. An image that is listed has no other of these; of one that is not listed nothing is known.
 *
 * Source: the Dockerfiles in the repositories docker-library/{docker,golang,haproxy,httpd,memcached,php,postgres,python,
 * rabbitmq,redis,ruby,wordpress}, nodejs/docker-node, caddyserver/caddy-docker, nginxinc/docker-nginx,
 * rust-lang/docker-rust, adoptium/containers, composer/docker, redis/docker-library-redis; newest commits of
 * 2025-02 to 2026-08.
 */
const IMAGES = listTable(`
alpine bash=bash caddy composer=bash,coreutils,patch,unzip,tar,xz docker=xz
eclipse-temurin=coreutils,musl-locales golang haproxy httpd memcached nginx node php=tar,xz postgres=bash python
rabbitmq=bash,procps redis ruby=procps rust=gcc wordpress=bash,less,tar,xz
`);

/**
 * Packages that need another one, so that it comes along; those that may stand in a Dockerfile.
 *
 * Source: `D:` fields of the signed main and community indexes of Alpine 3.19 (23,030 packages).
 */
const NEEDED_BY = listTable(`
bash=abcde,arch-install-scripts,bats,cacti,cloud-utils,direnv,dracut,frr,gdm,gnome,lazygit,leiningen,libvirt-daemon,lvm2-extra,mongooseim,neofetch,netdata,ntpsec,openscap-docker,pacman,pass,py3-nodeenv,quilt,snort,socat-scripts,texlive-full,wireguard-tools,wireguard-tools-wg-quick,xen,xmlto,xrdp,zoneminder
coreutils=arch-install-scripts,cacti,cloud-utils,dhclient,dracut,k3s,lvm2-extra,multitail,opam
diffutils=colordiff,quilt findutils=etckeeper,k3s gawk=kamailio,quilt grep=aircrack-ng,dracut,nagios-plugins-all
gzip=apache2-ctl,cloud-utils,lynx
procps=icinga2,monitoring-plugins,procps-ng,salt,salt-master,salt-minion,sanoid,zoneminder
sed=amavis,dracut,sngrep shadow=cloud-init,elogind,gdm,gnome
tar=abuild,alpine-sdk,cloud-utils,debootstrap,dpkg,lxd unzip=opam,zip,zoneminder wget=perl-app-cpanminus
`);

/**
 * Images whose Alpine variants hold what `providedBy` lists, beside the libraries of Alpine's base, and no other packages
 * that a Dockerfile would ask for (their Dockerfiles, 2026-08). Not ruby, which had more until January 2025.
 */
const LISTED_WHOLE = new Set(['alpine', 'golang', 'node', 'python', 'rust']);

/** Whether a package that is not listed for this image is certainly not in it. `name` as in `Base`. */
export function isListedWhole(name: string): boolean {
  return LISTED_WHOLE.has(name);
}

/** What an official image has of these packages; undefined when it is not known. `name` as in `Base`. */
export function imageTools(name: string): readonly string[] | undefined {
  // The official images under another registry: `public.ecr.aws/docker/library/alpine`.
  return IMAGES.get(name.replace(/^.*\/library\//, ''));
}

/** Packages that bring `name` along. */
export function neededBy(name: string): readonly string[] {
  return NEEDED_BY.get(name) ?? [];
}

/** The Dockerfiles are read again by this day. */
export const IMAGE_TOOLS_CHECK_BY = '2026-12-19';
