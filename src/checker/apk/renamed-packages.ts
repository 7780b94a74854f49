/**
 * Package names that apk does not find (any more), with the name that it does find.
 *
 * Source: every name on the left is missing and every name on the right resolves in the signed index of Alpine 3.19
 * (main v3.19.1-643, community v3.19.1-642; `apk add --simulate` of apk-tools 2.14.4 on 2026-11-21). An earlier branch
 * behind a name comes from a failed build that somebody published: python disney/meteor-base#93, python-dev
 * kroniak/alpine-ssh-client#4, nodejs-npm aamirpinger/docker-slide-code#5.
 */
export interface Renamed {
  readonly name: string;
  /**
   * `gone`: Alpine had it once. `elsewhere`: it is the name on Debian or Fedora. `alias`: apk still finds it, because
   * the package of today carries the old name "for backwards compatibility". `superseded`: it exists, and gets in the way of others.
   */
  readonly kind: 'gone' | 'elsewhere' | 'alias' | 'superseded';
  /** One name or, separated by spaces, several: `npm` alone brings nodejs-current along. */
  readonly use: string;
  /** The first branch that is known not to have it; for an alias, to have the new name. */
  readonly since: string;
}

const FIRST_SEEN = '3.19';

const GONE = `
python:python3:3.14 python-dev:python3-dev:3.15 python2:python3 python2-dev:python3-dev py-dev:python3-dev
py2-pip:py3-pip py2-setuptools:py3-setuptools py-numpy:py3-numpy py-lxml:py3-lxml py-psycopg2:py3-psycopg2
py-jinja2:py3-jinja2 py-mysqldb:py3-mysqlclient py-libxml2:py3-libxml2
nodejs-npm:nodejs,npm:3.14 nodejs-current-npm:npm
libssl1.0:libssl3 libssl1.1:libssl3 libcrypto1.0:libcrypto3 libcrypto1.1:libcrypto3
gnupg1:gnupg boost-python:boost-python3 boost-python2:boost-python3 ttf-ubuntu-font-family:font-ubuntu
`;

const ELSEWHERE = `
build-essential:build-base gcc-c++:g++ libstdc++6:libstdc++ libgcc1:libgcc libgomp1:libgomp libc6-dev:musl-dev
linux-libc-dev:linux-headers pkg-config:pkgconf golang:go golang-go:go rustc:rust node:nodejs
python3-pip:py3-pip python-pip:py3-pip pip:py3-pip pip3:py3-pip python3-setuptools:py3-setuptools
python3-wheel:py3-wheel python3-virtualenv:py3-virtualenv python3-venv:python3 py3-dev:python3-dev
zlib1g:zlib zlib1g-dev:zlib-dev zlib-devel:zlib-dev libssl-dev:openssl-dev openssl-devel:openssl-dev
libffi-devel:libffi-dev libxml2-devel:libxml2-dev libxslt1-dev:libxslt-dev libcurl-dev:curl-dev
libcurl4-openssl-dev:curl-dev libjpeg-dev:libjpeg-turbo-dev libjpeg62-turbo-dev:libjpeg-turbo-dev
libpng12-dev:libpng-dev libgif-dev:giflib-dev libtiff-dev:tiff-dev libtiff5-dev:tiff-dev libfreetype6-dev:freetype-dev
libcairo2-dev:cairo-dev libpango1.0-dev:pango-dev libgdk-pixbuf2.0-dev:gdk-pixbuf-dev libmagickwand-dev:imagemagick-dev
libpq5:libpq libsqlite3-dev:sqlite-dev sqlite3:sqlite libmysqlclient-dev:mariadb-dev
default-libmysqlclient-dev:mariadb-dev libldap2-dev:openldap-dev libsasl2-dev:cyrus-sasl-dev libkrb5-dev:krb5-dev
libreadline-dev:readline-dev libncurses-dev:ncurses-dev libncurses5-dev:ncurses-dev libbz2-dev:bzip2-dev
liblzma-dev:xz-dev libgmp-dev:gmp-dev libyaml-dev:yaml-dev libonig-dev:oniguruma-dev libicu-dev:icu-dev
libpcre3-dev:pcre-dev uuid-dev:util-linux-dev libmagic-dev:file-dev libmagic1:libmagic libsnappy-dev:snappy-dev
libopenblas-dev:openblas-dev liblapack-dev:lapack-dev libhdf5-dev:hdf5-dev libproj-dev:proj-dev libgeos-dev:geos-dev
libgdal-dev:gdal-dev libprotobuf-dev:protobuf-dev protobuf-compiler:protoc
libgl1:mesa-gl libgl1-mesa-glx:mesa-gl libsm6:libsm libxext6:libxext libxrender1:libxrender libglib2.0-0:glib
libnss3:nss fonts-dejavu:font-dejavu fonts-noto:font-noto
netcat:netcat-openbsd netcat-traditional:netcat-openbsd dnsutils:bind-tools bind-utils:bind-tools iproute:iproute2
inetutils-ping:iputils-ping vim-tiny:vim openssh-clients:openssh-client xz-utils:xz gnupg2:gnupg awscli:aws-cli
redis-server:redis redis-tools:redis chromedriver:chromium-chromedriver nfs-common:nfs-utils
`;

const ALIAS = `
py-pip:py3-pip py-setuptools:py3-setuptools py-virtualenv:py3-virtualenv py-yaml:py3-yaml py-requests:py3-requests
py-six:py3-six py-cryptography:py3-cryptography py-openssl:py3-openssl py-flask:py3-flask py-gunicorn:py3-gunicorn
py-psutil:py3-psutil py-dateutil:py3-dateutil py-django:py3-django py-pillow:py3-pillow
`;

/** Its headers lie where those of openssl-dev lie: libressl/portable#804 (3.17), xmlsec/python-xmlsec#371 (2025). */
const SUPERSEDED = 'libressl-dev:openssl-dev:3.17';

/** The entry of a package name; undefined for a name that is not in the table. */
export function renamedPackage(name: string): Renamed | undefined {
  return byName.get(name);
}

const byName: ReadonlyMap<string, Renamed> = new Map(
  [
    ...read(GONE, 'gone'),
    ...read(ELSEWHERE, 'elsewhere'),
    ...read(ALIAS, 'alias'),
    ...read(SUPERSEDED, 'superseded'),
  ].map((each) => [each.name, each]),
);

function read(table: string, kind: Renamed['kind']): Renamed[] {
  return table
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = '', use = '', since = FIRST_SEEN] = entry.split(':');
      return { name, kind, use: use.replace(',', ' '), since };
    });
}
