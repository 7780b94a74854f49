/**
 * Which package brings the library that a program needs when it was compiled against `X-dev`, and which common packages
 * bring one along.
 *
 * Source: the signed index of Alpine 3.19 (main v3.19.1-643, community v3.19.1-642), fields `D:` and `p:`, followed through
 * all dependencies; read on 2026-11-21. What the base image has (zlib, openssl) is left out.
 */
const LIBRARIES: Readonly<Record<string, string>> = pairs(
  'c-ares-dev=c-ares cairo-dev=cairo curl-dev=libcurl freetds-dev=freetds freetype-dev=freetype gdal-dev=gdal geos-dev=geos ' +
    'gmp-dev=gmp hiredis-dev=hiredis icu-dev=icu-libs imagemagick-dev=imagemagick-libs jpeg-dev=libjpeg-turbo krb5-dev=krb5-libs ' +
    'libevent-dev=libevent libffi-dev=libffi libjpeg-turbo-dev=libjpeg-turbo libmaxminddb-dev=libmaxminddb-libs ' +
    'libmemcached-dev=libmemcached-libs libpcap-dev=libpcap libpng-dev=libpng libpq-dev=libpq librdkafka-dev=librdkafka ' +
    'libsodium-dev=libsodium libwebp-dev=libwebp libxml2-dev=libxml2 libxslt-dev=libxslt libzip-dev=libzip lz4-dev=lz4-libs ' +
    'mariadb-connector-c-dev=mariadb-connector-c mariadb-dev=mariadb-connector-c oniguruma-dev=oniguruma openblas-dev=openblas ' +
    'openldap-dev=libldap pango-dev=pango pcre-dev=pcre pcre2-dev=pcre2 postgresql-dev=libpq proj-dev=proj rabbitmq-c-dev=rabbitmq-c ' +
    'snappy-dev=snappy sqlite-dev=sqlite-libs tiff-dev=tiff unixodbc-dev=unixodbc vips-dev=vips yaml-dev=yaml zeromq-dev=libzmq',
);

/** Libraries of the table that packages bring along; those without a value bring none of them. */
const BRINGS: Readonly<Record<string, string>> = pairs(
  'bash=readline curl=libcurl,c-ares dumb-init gcompat git=libcurl,c-ares,pcre2 grep=pcre2 jq=oniguruma libgcc libstdc++ make ' +
    'ca-certificates coreutils findutils gawk less libc6-compat musl-locales nano openssl openssh-client procps sed su-exec tini tzdata ' +
    'unzip vim wget=pcre2 zip sudo doas dcron busybox-extras tar xz bzip2 zstd rsync=lz4-libs shadow socat netcat-openbsd ' +
    'python3=libffi,sqlite-libs py3-pip=libffi,sqlite-libs supervisor=libffi,sqlite-libs nodejs=icu-libs,c-ares npm=icu-libs,c-ares ' +
    'yarn=icu-libs,c-ares ruby=libffi,gmp,yaml nginx=pcre sqlite=sqlite-libs mariadb-client=mariadb-connector-c mysql-client=mariadb-connector-c ' +
    'postgresql-client=libpq imagemagick=imagemagick-libs,libxml2,libpng,freetype fontconfig=libpng,freetype ' +
    'imagemagick-libs=libxml2,libpng,freetype tiff=libjpeg-turbo,libwebp libxslt=libxml2 libcurl=c-ares freetype=libpng ' +
    'vips=libffi,libjpeg-turbo,libxml2,libpng,freetype,libwebp,tiff,sqlite-libs,libcurl,c-ares,pcre2,cairo,pango librdkafka=lz4-libs ' +
    'freetds=unixodbc pango=libffi,libpng,freetype,pcre2,cairo cairo=libpng,freetype libzmq=libsodium geos proj=libjpeg-turbo,libwebp,tiff,sqlite-libs,libcurl,c-ares ' +
    'gdal=libjpeg-turbo,libxml2,libpng,freetype,libwebp,tiff,icu-libs,gmp,sqlite-libs,libcurl,c-ares,pcre2,lz4-libs,unixodbc,geos,proj,openblas,cairo ' +
    'ghostscript=libffi,libjpeg-turbo,libpng,freetype,libwebp,tiff,gmp ffmpeg=libffi,libjpeg-turbo,libxml2,libpng,freetype,libwebp,libsodium,pcre2,libzmq',
);

/** The same for base images (their Dockerfiles, 2026-11-21). Others are not known. */
const IN_IMAGE: Readonly<Record<string, string>> = pairs(
  'alpine golang node rust python=libffi,sqlite-libs ruby=libffi,gmp,yaml php=libxml2,oniguruma,libcurl,c-ares,libsodium,sqlite-libs,pcre2',
);

function pairs(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split(' ')
      .map((pair) => pair.split('=') as [string, string?])
      .map(([name, value = '']) => [name, value]),
  );
}

/** `libpq` for `postgresql17-dev`. */
export function libraryOf(dev: string): string | undefined {
  const name = dev.replace(/^postgresql\d+-dev$/, 'postgresql-dev');
  return Object.hasOwn(LIBRARIES, name) ? LIBRARIES[name] : undefined;
}

/** The libraries of the table that come with a package, itself included; undefined when that is not known. */
export function librariesIn(name: string): readonly string[] | undefined {
  if (KNOWN.has(name)) return [name, ...brought(name)];
  const plain = name.replace(/^(postgresql|nginx|ruby|nodejs)\d*(\.\d+)?(?=-|$)/, '$1');
  return Object.hasOwn(BRINGS, plain) ? brought(plain) : undefined;
}

/** The same for the base image; undefined for one that is not known. */
export function librariesOfImage(name: string): readonly string[] | undefined {
  return Object.hasOwn(IN_IMAGE, name) ? (IN_IMAGE[name] ?? '').split(',') : undefined;
}

function brought(name: string): readonly string[] {
  return Object.hasOwn(BRINGS, name) ? (BRINGS[name] ?? '').split(',') : [];
}

const KNOWN: ReadonlySet<string> = new Set(Object.values(LIBRARIES));
