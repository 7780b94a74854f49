import { listTable, table } from './table.ts';

/**
 * Which package brings the library that a program needs when it was compiled against `X-dev`.
 *
 * Source: the signed index of Alpine 3.19 (main v3.19.1-643, community v3.19.1-642), fields `D:` and `p:`, followed through
 * all dependencies; read on 2026-11-21. What the base image has (zlib, openssl) is left out. The headers of some bring several
 * libraries, of which the first stands here: cairo-dev also cairo-gobject, gmp-dev libgmpxx, libwebp-dev libwebpdemux and
 * libwebpmux, vips-dev vips-cpp.
 */
export const LIBRARIES = table(
  'c-ares-dev=c-ares cairo-dev=cairo curl-dev=libcurl freetds-dev=freetds freetype-dev=freetype gdal-dev=gdal geos-dev=geos ' +
    'gmp-dev=gmp hiredis-dev=hiredis icu-dev=icu-libs imagemagick-dev=imagemagick-libs jpeg-dev=libjpeg-turbo krb5-dev=krb5-libs ' +
    'libevent-dev=libevent libffi-dev=libffi libjpeg-turbo-dev=libjpeg-turbo libmaxminddb-dev=libmaxminddb-libs ' +
    'libmemcached-dev=libmemcached-libs libpcap-dev=libpcap libpng-dev=libpng libpq-dev=libpq librdkafka-dev=librdkafka ' +
    'libsodium-dev=libsodium libwebp-dev=libwebp libxml2-dev=libxml2 libxslt-dev=libxslt libzip-dev=libzip lz4-dev=lz4-libs ' +
    'mariadb-connector-c-dev=mariadb-connector-c mariadb-dev=mariadb-connector-c oniguruma-dev=oniguruma openblas-dev=openblas ' +
    'openldap-dev=libldap pango-dev=pango pcre-dev=pcre pcre2-dev=pcre2 postgresql-dev=libpq proj-dev=proj rabbitmq-c-dev=rabbitmq-c ' +
    'snappy-dev=snappy sqlite-dev=sqlite-libs tiff-dev=tiff unixodbc-dev=unixodbc vips-dev=vips yaml-dev=yaml zeromq-dev=libzmq',
);

/** The libraries that base images bring along (their Dockerfiles, 2026-11-21). Others are not known. */
const IN_IMAGE = listTable(
  'alpine golang node rust python=libffi,sqlite-libs ruby=libffi,gmp,yaml php=libxml2,oniguruma,libcurl,c-ares,libsodium,sqlite-libs,pcre2',
);

/** `libpq` for `postgresql17-dev`. */
export function libraryOf(dev: string): string | undefined {
  return LIBRARIES.get(dev.replace(/^postgresql\d+-dev$/, 'postgresql-dev'));
}

/** The libraries of the table that a base image brings along; undefined for one that is not known. */
export function librariesOfImage(name: string): readonly string[] | undefined {
  return IN_IMAGE.get(name);
}
