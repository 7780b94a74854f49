import { LIBRARIES } from './runtime-libraries.ts';
import { listTable } from './table.ts';

/**
 * Libraries that common packages bring along; those without a value bring none of the table.
 *
 * `sqlite` and `mariadb-client` are not listed: in 3.19 they have their library inside, later ones were not looked at.
 *
 * Source: as in runtime-libraries.ts.
 */
const BRINGS = listTable(
  'bash=readline curl=libcurl,c-ares dumb-init gcompat git=libcurl,c-ares,pcre2 grep=pcre2 jq=oniguruma libgcc libstdc++ make ' +
    'ca-certificates coreutils findutils gawk less libc6-compat musl-locales nano openssl openssh-client procps sed su-exec tini tzdata ' +
    'unzip vim wget=pcre2 zip sudo doas dcron busybox-extras tar xz bzip2 zstd rsync=lz4-libs shadow socat netcat-openbsd ' +
    'python3=libffi,sqlite-libs py3-pip=libffi,sqlite-libs supervisor=libffi,sqlite-libs nodejs=icu-libs,c-ares npm=icu-libs,c-ares ' +
    'yarn=icu-libs,c-ares ruby=libffi,gmp,yaml nginx=pcre ' +
    'postgresql-client=libpq imagemagick=imagemagick-libs,libxml2,libpng,freetype fontconfig=libpng,freetype ' +
    'imagemagick-libs=libxml2,libpng,freetype tiff=libjpeg-turbo,libwebp libxslt=libxml2 libcurl=c-ares freetype=libpng ' +
    'vips=libffi,libjpeg-turbo,libxml2,libpng,freetype,libwebp,tiff,sqlite-libs,libcurl,c-ares,pcre2,cairo,pango librdkafka=lz4-libs ' +
    'freetds=unixodbc pango=libffi,libpng,freetype,pcre2,cairo cairo=libpng,freetype libzmq=libsodium geos proj=libjpeg-turbo,libwebp,tiff,sqlite-libs,libcurl,c-ares ' +
    'gdal=libjpeg-turbo,libxml2,libpng,freetype,libwebp,tiff,icu-libs,gmp,sqlite-libs,libcurl,c-ares,pcre2,lz4-libs,unixodbc,geos,proj,openblas,cairo ' +
    'ghostscript=libffi,libjpeg-turbo,libpng,freetype,libwebp,tiff,gmp ffmpeg=libffi,libjpeg-turbo,libxml2,libpng,freetype,libwebp,libsodium,pcre2,libzmq',
);

/** The libraries of the table that come with a package, itself included; undefined when that is not known. */
export function librariesIn(name: string): readonly string[] | undefined {
  if (KNOWN.has(name)) return [name, ...(BRINGS.get(name) ?? [])];
  const plain = name.replace(/^(postgresql|nginx|ruby|nodejs)\d*(\.\d+)?(?=-|$)/, '$1');
  return BRINGS.get(plain);
}

const KNOWN: ReadonlySet<string> = new Set(LIBRARIES.values());
