import { RUNTIME_DATES, RUNTIMES_SINCE } from '../data/runtime-dates.ts';
import { listTable, table } from '../data/table.ts';
import { compareVersions, isWithin } from '../data/versions.ts';
import { officialName } from './image-uses.ts';

/** A release line and the first day without support; `-` where none is known. */
type Line = readonly [version: string, ended: string];

/** Lines of an image, newest first. */
const LINES: ReadonlyMap<string, readonly Line[]> = new Map(
  RUNTIME_DATES.trim()
    .split('\n')
    .map((row) => {
      const [image = '', ...lines] = row.split(' ');
      return [image, [...table(lines.join(' '))]];
    }),
);

/** Names that the tags of `node` have for lines. Source: docker-library/official-images, history of `library/node`. */
const NODE_NAMES = table(
  'argon=4 boron=6 carbon=8 dubnium=10 erbium=12 fermium=14 gallium=16 hydrogen=18 iron=20 jod=22 krypton=24',
);

/** Images of other registries with the versions of an official one. */
const SAME_VERSIONS = listTable(`
node=circleci/node,cimg/node nginx=nginxinc/nginx-unprivileged dotnet=mcr.microsoft.com/dotnet/sdk,mcr.microsoft.com/dotnet/aspnet,mcr.microsoft.com/dotnet/runtime,mcr.microsoft.com/dotnet/runtime-deps
elasticsearch=docker.elastic.co/elasticsearch/elasticsearch kibana=docker.elastic.co/kibana/kibana logstash=docker.elastic.co/logstash/logstash
`);

const SAME_AS: ReadonlyMap<string, string> = new Map(
  [...SAME_VERSIONS].flatMap(([image, names]) => names.map((name): [string, string] => [name, image])),
);

/** What an image's tag says of a line whose support is over. */
interface RuntimeEnd {
  readonly version: string;
  /** In words: `on 2025-04-30`, `before 2022-01-01`. */
  readonly ended: string;
  /** Lines with support, newest first. */
  readonly supported: readonly string[];
}

/** `openjdk` was given up in 2022; previews (`27-ea-jdk`) are what is still made of it. */
export function isGivenUp(name: string, tag: string): boolean {
  return officialName(name) === 'openjdk' && !/-(ea|rc)\b/.test(tag);
}

/** The line that a tag stands for, where its support ended; undefined where it has not, or where nothing is known. */
export function runtimeEnd(name: string, tag: string, today: string): RuntimeEnd | undefined {
  const image = officialName(name) ?? SAME_AS.get(name);
  const lines = image === undefined ? undefined : LINES.get(image);
  const first = /^[a-z]+|^\d+(\.\d+)*/.exec(tag)?.[0] ?? '';
  const version = image === 'node' ? (NODE_NAMES.get(first) ?? first) : first;
  if (lines === undefined || !/^\d/.test(version)) return undefined;
  // Its tags have two numbers: `10.0`.
  const asTag = (line: string): string => (image === 'dotnet' && !line.includes('.') ? `${line}.0` : line);
  const supported = lines.flatMap(([line, ended]) => (isOver(ended, today) ? [] : asTag(line)));
  const last = endOf(version, lines, today);
  return last === undefined ? undefined : { version, ended: last, supported };
}

function endOf(version: string, lines: readonly Line[], today: string): string | undefined {
  const oldest = lines.at(-1)?.[0] ?? version;
  const [newest = ''] = lines[0] ?? [];
  const own = lines.filter(([line]) => isWithin(version, line));
  // `7` is the newest line of 7, and where that is the newest of all, another one may have come.
  if (own.length === 0 && isWithin(newest, version)) return undefined;
  const meant = own.length > 0 ? own : lines.filter(([line]) => isWithin(line, version));
  if (meant.length === 0) return compareVersions(version, oldest) < 0 ? `before ${RUNTIMES_SINCE}` : undefined;
  if (!meant.every(([, ended]) => isOver(ended, today))) return undefined;
  return `on ${
    meant
      .map(([, ended]) => ended)
      .sort()
      .at(-1) ?? ''
  }`;
}

function isOver(ended: string, today: string): boolean {
  return ended !== '-' && ended <= today;
}
