import type { Base, Distro, Libc } from './types.ts';
import { baseName } from './paths.ts';
import { IMAGE_DISTROS } from '../data/image-names.ts';
import { IMAGE_PACKAGES } from '../data/image-contents.ts';
import { listTable, table } from '../data/table.ts';

/** What the name and tag of an image tell about what is inside. */
interface ImageKind {
  readonly distro: Distro;
  readonly libc: Libc;
  /** Alpine branch (`3.24`), `edge`, or undefined. */
  readonly release: string | undefined;
}

/**
 * The same for images whose other tags do not say it (their Dockerfiles, 2026-08), those that are no more, and others that are well
 * known.
 */
const BY_DEFAULT = table(`${IMAGE_DISTROS}
alpine=alpine alpine-git=alpine composer=alpine consul=alpine docker-dind=alpine elixir=debian erlang=debian joomla=debian
logstash=glibc mongo=debian openjdk=glibc r-base=debian registry=alpine solr=debian vault=alpine wordpress=debian znc=alpine
`);

const REDHAT = /^(fedora|centos|rockylinux|almalinux|amazonlinux|oraclelinux|ubi\d{0,3}(-minimal|-micro|-init)?)$/;
const DEBIAN_SUITE = /(^|[-.])(buster|bullseye|bookworm|trixie|forky|sid|jammy|noble|focal)($|[-.])/;
/** Debian with less in it, among the official images; anybody calls a small image so. */
const SLIM = /(^|[-.])slim($|[-.])/;

/** What is known of an image. `tag` undefined means no tag was written; `tagKnown` false means it has a variable in it. */
export function classifyImage(name: string, tag: string | undefined, tagKnown: boolean): ImageKind {
  const short = baseName(name);
  const unknown: ImageKind = { distro: 'unknown', libc: 'unknown', release: undefined };
  if (name.startsWith('gcr.io/distroless/')) {
    return { distro: 'distroless', libc: short.startsWith('static') ? 'none' : 'glibc', release: undefined };
  }
  // Docker Hardened Images: those without `-dev` have no shell and no apk (docs.docker.com/dhi).
  if (
    name.startsWith('dhi.io/') &&
    !/-base$|busybox|bash/.test(short) &&
    !/(^|[-.])(dev|sdk|build|compat)($|[-.])/.test(tag ?? '')
  ) {
    const libc = (tag ?? '').includes('alpine') ? 'musl' : (tag ?? '').includes('debian') ? 'glibc' : 'unknown';
    return tagKnown ? { distro: 'distroless', libc, release: undefined } : unknown;
  }
  if (name.startsWith('cgr.dev/') || short.startsWith('wolfi')) {
    const isStatic = short === 'static';
    return { distro: 'wolfi', libc: isStatic ? 'none' : 'glibc', release: undefined };
  }
  const alpine = tag === undefined ? null : /(?:^|[-_.])alpine(?:[-_]?(\d{1,4}\.\d{1,4}|edge))?(?:[-_.]|$)/.exec(tag);
  if (alpine !== null) {
    // `deno:alpine-2.1.4` says its own version; what was built on Alpine 2 nobody takes any more.
    const release = /^(3\.|edge)/.test(alpine[1] ?? '') ? alpine[1] : undefined;
    return { distro: 'alpine', libc: 'musl', release };
  }
  // The tags of LinuxServer's base images are branches of Alpine (linuxserver/docker-baseimage-alpine).
  if (/^alpine(linux)?$/.test(short) || /(^|\/)linuxserver\/baseimage-alpine(-nginx)?$/.test(name)) {
    return { distro: 'alpine', libc: 'musl', release: alpineRelease(tag) };
  }
  if (/(^|[-_])glibc($|[-_])/.test(short) && short.includes('alpine'))
    return { distro: 'alpine', libc: 'unknown', release: undefined };
  if (name.startsWith('alpine/') || /(^|[-_])alpine($|[-_.\d])/.test(short))
    return { distro: 'alpine', libc: 'musl', release: undefined };
  if (short === name && /^(debian|ubuntu)$/.test(name)) return { distro: 'debian', libc: 'glibc', release: undefined };
  if (!tagKnown) return unknown;
  if (
    tag !== undefined &&
    (DEBIAN_SUITE.test(tag) || (SLIM.test(tag) && ![undefined, 'alpine'].includes(BY_DEFAULT.get(short))))
  )
    return { distro: 'debian', libc: 'glibc', release: undefined };
  if (REDHAT.test(short)) return { distro: 'redhat', libc: 'glibc', release: undefined };
  if (name !== short) return unknown;
  const standsOn = BY_DEFAULT.get(short);
  if (standsOn === 'alpine') return { distro: 'alpine', libc: 'musl', release: undefined };
  if (standsOn !== undefined && /windows|nanoserver|ltsc/.test(tag ?? '')) return unknown;
  if (standsOn !== undefined)
    return { distro: standsOn === 'debian' ? 'debian' : 'unknown', libc: 'glibc', release: undefined };
  if (short === 'busybox') {
    const libc: Libc = (tag ?? '').includes('musl') ? 'musl' : (tag ?? '').includes('glibc') ? 'glibc' : 'unknown';
    return { distro: 'unknown', libc, release: undefined };
  }
  return unknown;
}

/** `3.24.2`, `3.24` and `3.24-openrc` are branch 3.24; `edge` and dated tags such as `20260805` are edge; `latest` and `3` name none. */
function alpineRelease(tag: string | undefined): string | undefined {
  const branch = tag === undefined ? null : /^v?(\d+\.\d+)(?:[._]\d+|_rc\d+)*$/.exec(tag);
  if (branch !== null) return branch[1];
  const withWord = /^v?(3\.\d{1,2})(?:\.\d{1,3})?-[a-z]\w*$/.exec(tag ?? '');
  if (withWord !== null) return withWord[1];
  return tag === 'edge' || /^20\d{6}$/.test(tag ?? '') ? 'edge' : undefined;
}

/**
 * Programs and packages that an Alpine image is known to hold besides what `npm run image-tables` finds. Keyed by the image's last
 * name part; `alpine` is in all of them. Sources: docker-library/repo-info `alpine/local/3.24.2.md` for the base; the Alpine
 * Dockerfiles of docker-library and nodejs for the others (2026-08). Images of Node have yarn up to 25; those of Ruby had procps,
 * tzdata, ca-certificates and bzip2 up to January 2025, so these are not listed; the slim images of nginx have none of its list.
 */
const PROVIDES = listTable(`
alpine=alpine-baselayout,alpine-keys,alpine-release,apk-tools,busybox,ca-certificates-bundle,libcrypto3,libssl3,musl,musl-utils,scanelf,ssl_client,zlib,sh,ash,wget,nc
bash=bash caddy=caddy,ca-certificates,libcap,mailcap
composer=bash,composer,php,git,subversion,mercurial,openssh,zip,unzip,tini,make,patch,curl
docker=docker,ca-certificates,openssh-client,git golang=go haproxy=haproxy httpd=httpd,pcre2 memcached=memcached
nginx=nginx,libxml2,libxslt,geoip,libgd node=node,nodejs,npm,npx,yarn,libgcc php=php
postgres=postgres,icu,icu-libs,su-exec,gosu,openssl,libxml2,libxslt
python=python,python3,pip,pip3,libffi,libbz2,sqlite-libs,ncurses-libs,readline,xz-libs,libuuid
rabbitmq=rabbitmq-server,bash,tzdata,su-exec,openssl,procps redis=redis,redis-server,tzdata,su-exec,gosu,setpriv
ruby=ruby,gem,bundle,bundler,gmp,libffi,yaml,zlib,libstdc++ rust=rustc,cargo traefik=traefik,ca-certificates,tzdata
eclipse-temurin=java,tzdata,ca-certificates,coreutils,openssl,musl-locales,musl-locales-lang,binutils
`);
const PACKAGES = listTable(IMAGE_PACKAGES);

const NOTHING: ReadonlySet<string> = new Set();
const provided = new Map<string, ReadonlySet<string>>();

/** Names that the base image provides besides what the Dockerfile installs. Only for Alpine images. */
export function providedBy({ name, tag }: Pick<Base, 'name' | 'tag'>, distro: Distro): ReadonlySet<string> {
  if (distro !== 'alpine') return NOTHING;
  const short = name === undefined ? '' : baseName(name);
  const isBare = short === 'nginx' && tag?.endsWith('-slim') === true;
  const key = PROVIDES.has(short) && !isBare ? short : 'alpine';
  let names = provided.get(key);
  if (names === undefined) {
    names = new Set([...(PROVIDES.get('alpine') ?? []), ...(PROVIDES.get(key) ?? []), ...(PACKAGES.get(key) ?? [])]);
    provided.set(key, names);
  }
  return names;
}
