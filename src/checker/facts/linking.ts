import type { Invocation } from '../model/types.ts';

/** All libraries, or those of the list. */
type Linked = 'any' | ReadonlySet<string>;

const list = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/**
 * Libraries that packages of a language are certain to be compiled against on musl: those of psycopg2, mysqlclient, python-ldap,
 * gssapi, GDAL, pylibmc; pg, mysql2, rmagick, charlock_holmes; canvas, pg-native, kerberos. Most others come ready-made with
 * their libraries inside. General knowledge of 2026-11, not taken from an index: a name that is missing here costs a finding,
 * never a false one.
 */
const PYTHON = list('libpq mariadb-connector-c libldap krb5-libs gdal libmemcached-libs imagemagick-libs');
const RUBY = list('libpq mariadb-connector-c imagemagick-libs icu-libs');
const NODE = list('libpq cairo pango krb5-libs vips');

/** What a command may link against the headers that are installed; undefined when it compiles nothing, or static. */
export function linkedBy(invocation: Invocation): Linked | undefined {
  const { name = '', inSubstitution } = invocation;
  if (inSubstitution) return undefined;
  const words = invocation.args.map(({ value, raw }) => value ?? raw);
  if (
    words.some((word) => /(^|[\s=])-static\b|--disable-shared|--enable-static|-DBUILD_SHARED_LIBS=(OFF|0)/.test(word))
  )
    return undefined;
  if (/^pip[\d.]*$/.test(name)) return pip(words);
  if (/^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === 'pip') return pip(words.slice(2));
  if (
    (name === 'uv' && (words[0] === 'sync' || words[0] === 'pip')) ||
    ((name === 'poetry' || name === 'pipenv') && words[0] === 'install')
  )
    return PYTHON;
  if (name === 'gem' || name === 'bundle' || name === 'bundler')
    return words[0] === 'install' || words.length === 0 ? RUBY : undefined;
  if (name === 'npm' || name === 'yarn' || name === 'pnpm') {
    const isInstall = words.length === 0 || /^(ci|install|i|add|rebuild)$/.test(words[0] ?? '');
    return isInstall && !words.includes('--ignore-scripts') ? NODE : undefined;
  }
  if (name === 'docker-php-ext-install' || (name === 'pecl' && words[0] === 'install')) return 'any';
  if (
    // Modules take the libraries of the program that loads them.
    (/^(make|gmake|ninja|samu)$/.test(name) && !words.includes('modules')) ||
    (name === 'cmake' && words.includes('--build')) ||
    (name === 'meson' && words[0] === 'compile')
  )
    return 'any';
  return undefined;
}

function pip(words: readonly string[]): Linked | undefined {
  if (words[0] !== 'install' && words[0] !== 'wheel') return undefined;
  if (words.some((word) => word.startsWith('--only-binary'))) return undefined;
  if (words.some((word, i) => word.startsWith('--no-binary') && `${word} ${words[i + 1] ?? ''}`.includes(':all:')))
    return 'any';
  const names = words.slice(1).filter((word) => !word.startsWith('-'));
  const isList =
    words.some((word) => /^(-r|--requirement|-e|--editable)/.test(word)) || names.some((word) => /^[./]|\$/.test(word));
  // Named one by one: only the driver itself is compiled, and `-binary` brings its library.
  if (isList) return PYTHON;
  const drivers = names.flatMap((word) => DRIVERS.find(([pattern]) => pattern.test(word))?.[1] ?? []);
  return drivers.length > 0 ? new Set(drivers) : undefined;
}

const DRIVERS: readonly (readonly [RegExp, string])[] = [
  [/^psycopg2?($|[=<>~[](?!.*binary))/i, 'libpq'],
  [/^mysqlclient/i, 'mariadb-connector-c'],
  [/^python-ldap/i, 'libldap'],
  [/^(gssapi|requests-kerberos|pykerberos)/i, 'krb5-libs'],
  [/^gdal/i, 'gdal'],
  [/^pylibmc/i, 'libmemcached-libs'],
];
