import { type PackageIndex, type IndexPackage, resolve } from '../../src/checker/index.ts';
import { providedName } from '../../src/checker/index.ts';

/** Packages that lessons, rules and recipes speak of: their table ships with the checker. */
export const SPOKEN_OF = `
abuild alpine-conf alpine-sdk ansible apache2 argon2-dev at aws-cli autoconf automake bash bats binutils brotli-libs build-base busybox
busybox-extras ca-certificates catatonit clang cargo chromium cmake composer coreutils curl curl-dev dcron docker-cli dosfstools dumb-init ffmpeg file font-noto findutils fortify-headers
g++ gawk gcc gcompat gettext git gmp-dev gdb gfortran gnupg go gptfdisk grep hugo haproxy imagemagick icu-data-full icu-dev icu-libs iproute2 jpeg-dev jq krb5-libs less
libc6-compat libffi-dev libgcc libintl libjpeg-turbo-dev libpng-dev libpq libpq-dev libsecret libssl3 libstdc++ libtool
libxml2-dev libxslt-dev linux-headers lsof make mariadb-client mariadb-connector-c mariadb-connector-c-dev minisign
musl-dev musl-locales musl-locales-lang ncurses netcat-openbsd nghttp2-libs nginx ninja nano nodejs nodejs-current npm openblas-dev openjdk11-jre-headless openjdk17 openjdk17-jre-headless openrc oniguruma-dev openssh
openssh-client openssl openssl-dev patch perl pcre-dev pcre2-dev php82 php82-fpm php83 php83-fpm pkgconf popt postgresql-client postgresql-dev procps
py3-numpy py3-pip py3-scikit-learn py3-setuptools py3-virtualenv py3-wheel py3-yaml python3 python3-dev readline-dev redis rsync ruby ruby-bundler ruby-dev rust samurai sed sgdisk shadow socat sqlite sqlite-dev
sqlite-libs strace su-exec sudo supervisor tar tini tini-static tmux tree tzdata ttf-freefont unzip util-linux vim vips-dev watchexec wget which xz yarn zip zlib-dev
zsh zstd zstd-dev zstd-libs
`
  .trim()
  .split(/\s+/);

/** What ships: the packages in the order of the index, and names that further packages answer to. */
interface Shipped {
  readonly packages: readonly IndexPackage[];
  readonly open: readonly string[];
}

/**
 * The part of an index that ships with the checker: what `wanted` brings on an installed base, what is triggered by
 * what ships, and everybody else who answers to a name that one of these needs, so that a choice is seen as a choice.
 * Names that more packages answer to than ship are `open`: where one is demanded the resolver says that it cannot know.
 */
export function shippedPart(index: PackageIndex, wanted: readonly string[], base: readonly string[]): Shipped {
  const kept = new Set<IndexPackage>(index.packages.filter(({ repository }) => repository === ''));
  const bring = (world: readonly string[]) => {
    const resolution = resolve(index, world, new Map());
    if (resolution.ok === true) for (const entry of resolution.packages.values()) kept.add(entry);
  };
  for (const name of [...base, ...wanted]) {
    // A package that this branch does not have is nothing to ship.
    if (index.providers(name).length > 0) bring([name]);
  }
  for (let before = -1; before !== kept.size;) {
    before = kept.size;
    const names = new Set([...kept].flatMap((entry) => [entry.name, ...entry.provides.map(providedName)]));
    for (const entry of index.packages) {
      if (kept.has(entry) || entry.installIf.length === 0) continue;
      if (entry.installIf.every((text) => names.has(providedName(text)))) bring([entry.name]);
    }
  }
  const demanded = new Set([...wanted, ...[...kept].flatMap(({ depends }) => depends.map(providedName))]);
  const beside = [...demanded].flatMap((name) => [...index.providers(name)]);
  const packages = index.packages.filter((entry) => kept.has(entry) || beside.includes(entry));
  const shipped = new Set(packages);
  const mentioned = new Set(packages.flatMap((entry) => [entry.name, ...[...entry.provides].map(providedName)]));
  const open = [...mentioned].filter((name) => index.providers(name).some((entry) => !shipped.has(entry)));
  return { packages, open: open.sort() };
}
