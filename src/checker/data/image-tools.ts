import { compareBranches } from './alpine-releases.ts';
import { IMAGE_TOOLS } from './image-contents.ts';
import { listTable } from './table.ts';

/**
 * Images that `npm run image-tables` has no clone of, each with the packages it keeps of those that bring GNU tools, Bash or
 * locales; ruby had procps up to January 2025. An image that is listed has no other of these; of one that is not listed nothing is
 * known.
 *
 * Source: the Dockerfiles in the repositories docker-library/{docker,memcached,rabbitmq}, redis/docker-library-redis,
 * caddyserver/caddy-docker, composer/docker, tianon/docker-bash, adoptium/containers, corretto/corretto-docker,
 * erlang/docker-erlang-otp, erlef/docker-elixir, carlossg/docker-maven and keeganwitt/docker-gradle, read on 2026-11-30.
 */
const READ_BY_HAND = `
alpine amazoncorretto bash=bash caddy composer=bash,coreutils,patch,unzip,tar,xz docker=xz eclipse-temurin=coreutils,musl-locales
elixir erlang gradle=coreutils,musl-locales maven=bash,coreutils,musl-locales,procps,tar memcached rabbitmq=bash,procps redis
ruby=procps
`;
const IMAGES = listTable(IMAGE_TOOLS + READ_BY_HAND);

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
 * that a Dockerfile would ask for (their Dockerfiles, 2026-08).
 */
const LISTED_WHOLE = new Set(['alpine', 'golang', 'haproxy', 'httpd', 'node', 'python', 'rust']);

/**
 * Whether a package that is not listed for this image is certainly not in it. `name` as in `Base`.
 * @param release the images of ruby had more up to January 2025, when Alpine 3.21 was the newest
 */
export function isListedWhole(name: string, release: string | undefined): boolean {
  return LISTED_WHOLE.has(name) || (name === 'ruby' && release !== undefined && compareBranches(release, '3.22') >= 0);
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
export const IMAGE_TOOLS_CHECK_BY = '2027-03-30';
