/**
 * Makes the dated tables about Alpine and official images from public repositories.
 *
 *   npm run image-tables -- --ends <clone of endoflife-date/endoflife.date> --images <clone of docker-library/official-images>
 *     [owner/name=<clone> …]   repositories of Dockerfiles, for the table of what images hold
 *     --check                  writes nothing; exit 1 when a file would change
 *
 * Facts alone are taken: versions, dates, and names of tags, users and packages.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMain, root } from '../root.ts';
import { commitOf, git, show } from './clone.ts';
import { contentsTable } from './contents-table.ts';
import {
  branchLines,
  type Cycle,
  distroOf,
  endLines,
  firstBranches,
  readCycles,
  readEntries,
  readTags,
  releaseLines,
  SINCE,
} from './tables.ts';
import { checkBy, comment, text, wrapped } from './written.ts';

const USAGE =
  'Usage: npm run image-tables -- --ends CLONE --images CLONE [--check] [owner/name=CLONE …], clones with their history';

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

/** Images of which it is asked for which Alpine branch a tag without one stood first. */
const BY_FIRST_BRANCH = ['golang', 'node', 'php', 'python', 'ruby'];
/** Tags older than this branch are not in that table. */
const FIRST_BRANCH = 13;

/** Official images whose untagged image has stood on the same distribution for years, where their tags say on which. */
const OF_ONE_DISTRO =
  'bash buildpack-deps caddy cassandra debian docker drupal eclipse-mosquitto eclipse-temurin gcc ghost golang gradle haproxy haskell httpd julia mariadb maven memcached mysql neurodebian nginx node perl php postgres pypy python rabbitmq redis ruby rust swift tomcat traefik ubuntu'.split(
    ' ',
  );

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ends: { type: 'string' }, images: { type: 'string' }, check: { type: 'boolean', default: false } },
  });
  const { ends, images } = values;
  if (ends === undefined || images === undefined) throw new Error(USAGE);
  const clones = new Map(positionals.map((word) => word.split('=') as [string, string]));
  const files = {
    ...datedTables(ends, images),
    ...(clones.size > 0 && { 'image-contents': contentsTable(images, clones) }),
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

/** The tables that say what is released, built and supported, by the name of their file. */
function datedTables(ends: string, images: string): Readonly<Record<string, readonly string[]>> {
  const tagsOf = (image: string): string[] => readTags(show(images, `library/${image}`) ?? '');
  const productOf = (name: string): string => {
    const text = show(ends, `products/${name}.md`);
    if (text === undefined) throw new Error(`There is no product ${name}.`);
    return text;
  };
  const cycles = Object.entries(RUNTIMES).map(([image, product]): [string, Cycle[]] => [
    image,
    readCycles(productOf(product)),
  ]);
  const endsAt = commitOf(ends);
  const imagesAt = commitOf(images);
  const ofEnds = `endoflife-date/endoflife.date, \`products/\`, commit ${endsAt.hash} of ${endsAt.date}`;
  const ofImages = `docker-library/official-images, \`library/\`, commit ${imagesAt.hash} of ${imagesAt.date}`;
  const distros = OF_ONE_DISTRO.flatMap((name) => {
    const distro = distroOf(readEntries(show(images, `library/${name}`) ?? '').entries);
    return distro === undefined ? [] : `${name}=${distro}`;
  });
  return {
    'alpine-dates': [
      ...comment('Branches of Alpine, the day each came out, and the first day without support; newest first.', ofEnds),
      ...text('ALPINE_DATES', releaseLines(productOf('alpine-linux'))),
      ...checkBy('RELEASES', endsAt.date),
    ],
    'runtime-dates': [
      ...comment(
        'Release lines of languages and servers with the first day without support, by the image that holds them; newest first. `-`: no day is known, or the official image was still being built after it.',
        `${ofEnds}, and ${ofImages}`,
      ),
      ...text('RUNTIME_DATES', endLines(cycles, tagsOf, endsAt.date)),
      '/** Lines below the lowest one of an image ended before this day. */',
      `export const RUNTIMES_SINCE = '${SINCE}';`,
      '',
      ...checkBy('RUNTIMES', endsAt.date),
    ],
    'image-lines': [
      ...comment(
        'Official images with an Alpine branch in their tags: the oldest and the newest branch that were being built, and the versions in such tags (`3.14` in `3.14-alpine3.24`).',
        ofImages,
      ),
      ...text(
        'IMAGE_LINES',
        BRANCHED.flatMap((image) => branchLines(image, tagsOf(image))),
      ),
      ...checkBy('IMAGE_LINES', imagesAt.date),
    ],
    'image-names': [
      ...comment("Names of Docker's official images, and `scratch`, which is reserved.", ofImages),
      ...text(
        'IMAGE_NAMES',
        wrapped([...git(images, 'ls-tree', '--name-only', 'HEAD:library').split('\n'), 'scratch']),
      ),
      ...comment(
        'What official images without a distribution in their tag stand on, where other tags of theirs say it.',
        ofImages,
      ),
      ...text('IMAGE_DISTROS', wrapped(distros)),
      ...comment(
        'The Alpine branch that tags such as `node:22-alpine` stood for when they came out: the first list of tags in the history that holds both `<version>-alpine` and `<version>-alpine<branch>`.',
        ofImages,
      ),
      ...text(
        'FIRST_BRANCHES',
        BY_FIRST_BRANCH.map((image) => [image, ...firstOf(images, image)].join(' ')),
      ),
      ...checkBy('IMAGE_NAMES', imagesAt.date),
    ],
  };
}

/** `22=3.19`, of node by its first number, of others by two. */
function firstOf(images: string, image: string): string[] {
  const log = git(images, 'log', '-p', '--reverse', '--format=', '--', `library/${image}`);
  return [...firstBranches(log)]
    .filter(
      ([version, branch]) => version.includes('.') !== (image === 'node') && Number(branch.slice(2)) >= FIRST_BRANCH,
    )
    .map((pair) => pair.join('='));
}

if (isMain(import.meta.url)) process.exitCode = main();
