/**
 * Makes the dated tables about official images from two public repositories.
 *
 *   npm run image-tables -- --ends <clone of endoflife-date/endoflife.date> --images <clone of docker-library/official-images>
 *     --check    writes nothing; exit 1 when a file would change
 *
 * Facts alone are taken: versions, dates and names of tags.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMain, root } from '../root.ts';
import { branchLines, endLines, readCycles, readTags, SINCE, type Cycle } from './tables.ts';

const USAGE = 'Usage: npm run image-tables -- --ends CLONE --images CLONE [--check]';

/** Image, and the product of endoflife.date that it holds where that has another name. */
const RUNTIMES: Readonly<Record<string, string>> = {
  amazoncorretto: 'amazon-corretto',
  cassandra: 'apache-cassandra',
  couchdb: 'apache-couchdb',
  dotnet: 'dotnet',
  'eclipse-temurin': 'eclipse-temurin',
  elasticsearch: 'elasticsearch',
  elixir: 'elixir',
  erlang: 'erlang',
  golang: 'go',
  haproxy: 'haproxy',
  httpd: 'apache-http-server',
  kibana: 'kibana',
  logstash: 'logstash',
  mariadb: 'mariadb',
  memcached: 'memcached',
  mongo: 'mongodb',
  mysql: 'mysql',
  nginx: 'nginx',
  node: 'nodejs',
  perl: 'perl',
  php: 'php',
  postgres: 'postgresql',
  python: 'python',
  rabbitmq: 'rabbitmq',
  redis: 'redis',
  ruby: 'ruby',
  solr: 'solr',
  tomcat: 'tomcat',
  traefik: 'traefik',
  zookeeper: 'zookeeper',
};

/** Images whose tags come with and without an Alpine branch. */
const BRANCHED =
  'amazoncorretto drupal eclipse-temurin ghost golang haproxy httpd memcached nats nginx node php postgres python redis ruby rust'.split(
    ' ',
  );

/** Days after which a table is to be made again. */
const GOOD_FOR = 120;

function main(): number {
  const { values } = parseArgs({
    options: { ends: { type: 'string' }, images: { type: 'string' }, check: { type: 'boolean', default: false } },
  });
  const { ends, images } = values;
  if (ends === undefined || images === undefined) throw new Error(USAGE);
  const tagsOf = (image: string): string[] => readTags(show(images, `library/${image}`) ?? '');
  const cycles = Object.entries(RUNTIMES).map(([image, product]): [string, Cycle[]] => {
    const text = show(ends, `products/${product}.md`);
    if (text === undefined) throw new Error(`There is no product ${product}.`);
    return [image, readCycles(text)];
  });
  const endsAt = commitOf(ends);
  const imagesAt = commitOf(images);
  const files = {
    'runtime-dates': [
      '/**',
      ' * Release lines of languages and servers with the first day without support, by the image that holds them; newest',
      ' * first. `-`: no day is known, or the official image was still being built after it.',
      ' *',
      ` * Source: endoflife-date/endoflife.date, \`products/\`, commit ${endsAt.hash.slice(0, 12)} of ${endsAt.date}, and`,
      ` * docker-library/official-images, \`library/\`, commit ${imagesAt.hash.slice(0, 12)} of ${imagesAt.date}. Made by`,
      ' * `npm run image-tables`, never edited.',
      ' */',
      'export const RUNTIME_DATES = `',
      ...endLines(cycles, tagsOf, endsAt.date),
      '`;',
      '',
      '/** Lines below the lowest one of an image ended before this day. */',
      `export const RUNTIMES_SINCE = '${SINCE}';`,
      '',
      '/** The day after which this table may be out of date. */',
      `export const RUNTIMES_CHECK_BY = '${later(endsAt.date)}';`,
    ],
    'image-lines': [
      '/**',
      ' * Official images with an Alpine branch in their tags: the oldest and the newest branch that were being built, and the',
      ' * versions in such tags (`3.14` in `3.14-alpine3.24`).',
      ' *',
      ` * Source: docker-library/official-images, \`Tags:\` lines of \`library/<image>\`, commit ${imagesAt.hash.slice(0, 12)} of`,
      ` * ${imagesAt.date}. Made by \`npm run image-tables\`, never edited.`,
      ' */',
      'export const IMAGE_LINES = `',
      ...BRANCHED.flatMap((image) => branchLines(image, tagsOf(image))),
      '`;',
      '',
      '/** The day after which this table may be out of date. */',
      `export const IMAGE_LINES_CHECK_BY = '${later(imagesAt.date)}';`,
    ],
  };
  let stale = 0;
  for (const [name, lines] of Object.entries(files)) {
    const path = join(root, 'src/checker/data', `${name}.ts`);
    const text = `${lines.join('\n')}\n`;
    if (!values.check) writeFileSync(path, text);
    else if (readFileSync(path, 'utf8') !== text) {
      stale++;
      console.log(`${name}.ts would change.`);
    }
  }
  return stale === 0 ? 0 : 1;
}

function show(clone: string, path: string): string | undefined {
  try {
    return execFileSync('git', ['-C', clone, 'show', `HEAD:${path}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

function commitOf(clone: string): { readonly hash: string; readonly date: string } {
  const [hash = '', date = ''] = execFileSync('git', ['-C', clone, 'log', '-1', '--format=%H %cs'], {
    encoding: 'utf8',
  })
    .trim()
    .split(' ');
  return { hash, date };
}

function later(date: string): string {
  return new Date(Date.parse(date) + GOOD_FOR * 86_400_000).toISOString().slice(0, 10);
}

if (isMain(import.meta.url)) process.exitCode = main();
