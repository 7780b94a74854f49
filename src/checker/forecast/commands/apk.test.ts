import { describe, expect, test } from 'vitest';
import { forecast } from '../forecast.ts';
import { shippedIndex } from '../shipped.ts';

const context = { paths: [], read: () => undefined };

function run(command: string) {
  const result = forecast(`FROM alpine:3.19\nRUN ${command}\n`, { context, data: { index: shippedIndex() } });
  const [stage] = result.stages;
  return { ...result, exists: (path: string) => stage!.files.stat(path, 'keep').kind, packages: stage!.packages() };
}

/** Seen with apk-tools 2.14.4 in the root file system of Alpine 3.19.4. */
const NO_STATE =
  'ERROR: Unable to read database state: No such file or directory\nERROR: Failed to open apk database: No such file or directory';
const NO_LOCK =
  'ERROR: Unable to lock database: No such file or directory\nERROR: Failed to open apk database: No such file or directory';
const missing = (...names: string[]): string =>
  `ERROR: unable to select packages:${names.map((name) => `\n  ${name} (no such package):\n    required by: world[${name}]`).join('')}`;

describe('what apk refuses', () => {
  test.each<[string, number, string]>([
    ['rm -rf /etc/apk/* && apk add --no-cache jq', 99, NO_STATE],
    ['rm /etc/apk/world && apk del zlib', 99, NO_STATE],
    ['rm -rf /lib/apk && apk add --no-cache jq', 99, NO_LOCK],
    ['--mount=type=cache,target=/etc/apk apk add jq', 99, NO_STATE],
    // With a part of the packages, too: no package has such a name.
    ['apk add jq -- --no-cache', 1, missing('--no-cache')],
    ['apk add --no-cache .build-deps jq', 1, missing('.build-deps')],
  ])('%s', (command, exit, prints) => {
    const { steps } = run(command);
    expect(steps.at(-1)).toMatchObject({ outcome: 'fails', exit, because: { prints }, given: [] });
  });
});

test('apk with another root does not look for the database of this one', () => {
  const { steps } = run('rm -rf /etc/apk/* && apk --root /rootfs --initdb add jq');
  expect(steps.at(-1)).toMatchObject({ outcome: 'ok', given: ['`apk --root` works'] });
});

test('a simulation fails like the installation, and installs nothing', () => {
  expect(run('apk add --simulate .build-deps jq').outcome).toBe('fails');
  const { packages, outcome } = run('apk add --simulate jq');
  expect([outcome, packages.has('jq')]).toEqual(['builds', false]);
});

test.each([
  ['-y --no-cache jq', 'builds'],
  ['-yq jq', 'builds'],
  ['--yes -z jq --no-cache', 'builds'],
  ['--no-cache -y jq', 'fails'],
  ['-qy jq', 'fails'],
  ['-y --virtual .tools', 'builds'],
  ['-y --virtual', 'fails'],
])('apk goes on when a known option stands behind one that it refuses, as 2.14.4 does: add %s', (words, outcome) => {
  expect(run(`apk add ${words}`).outcome).toBe(outcome);
});

test('behind an option that another release may know, nothing is certainly missing', () => {
  const text = 'FROM alpine:3.24\nRUN apk add --no-cache -y python3 && python3 --version\n';
  const { steps } = forecast(text, { context, data: { index: shippedIndex() } });
  expect(steps.at(-1)?.outcome).toBe('ok');
  expect(steps.flatMap(({ absent = [] }) => absent)).toEqual([]);
});

test.each<[string, string[]]>([
  ["printf '%s\\n' jq >> /etc/apk/world && apk add --no-cache", ['jq', 'oniguruma']],
  ["printf '%s\\n' jq >> /etc/apk/world && apk add --no-cache zstd", ['jq', 'zstd']],
  ["apk add --no-cache jq && sed -i '/^jq$/d' /etc/apk/world", ['jq']],
  ["printf '%s\\n' jq >> /etc/apk/world", []],
])('what is written into world is installed by the next apk: %s', (command, names) => {
  const { packages, outcome } = run(command);
  expect(outcome).toBe('builds');
  for (const name of ['jq', 'zstd']) expect([name, packages.has(name)]).toEqual([name, names.includes(name)]);
});

test('which architecture apk prints is not known', () => {
  const { steps } = run('a="$(apk --print-arch)"; case "$a" in x86_64) true ;; *) exit 1 ;; esac');
  expect(steps.at(-1)?.outcome).toBe('unknown');
});

test('a package whose files are not listed may bring a folder below /run', () => {
  const { steps } = run('apk add nginx && touch /run/nginx/nginx.pid');
  expect(steps.at(-1)?.outcome).not.toBe('fails');
  expect(run('touch /run/nginx/nginx.pid').steps.at(-1)?.outcome).toBe('fails');
});

test.each(['clean', 'purge'])('apk cache %s leaves the index where there is no cache folder', (verb) => {
  const { outcome, exists } = run(`apk add jq && apk cache ${verb}`);
  expect([outcome, exists('/var/cache/apk/APKINDEX.ab058563.tar.gz')]).toEqual(['builds', 'file']);
});

test.each([
  ['clean', 'file'],
  ['purge', 'absent'],
])('apk cache %s in a cache folder: the package is %s', (verb, kind) => {
  const { packages, exists } = run(`mkdir /etc/apk/cache && apk add jq && apk cache ${verb}`);
  const version = packages.get('jq')?.version ?? '';
  expect(exists('/etc/apk/cache/APKINDEX.ab058563.tar.gz')).toBe('file');
  expect(exists(`/etc/apk/cache/jq-${version}.apk`)).toBe(kind);
});

test('apk del --simulate deletes nothing', () => {
  const { packages } = run('apk add --no-cache jq && apk del --simulate jq');
  expect(packages.has('jq')).toBe(true);
});

test('apk stores the index where --cache-dir says, if that is a folder', () => {
  const { exists } = run('mkdir /t && apk add --cache-dir /t jq');
  expect([exists('/t/APKINDEX.ab058563.tar.gz'), exists('/var/cache/apk/APKINDEX.ab058563.tar.gz')]).toEqual([
    'file',
    'absent',
  ]);
  const other = run('apk add --cache-dir /nosuch jq');
  expect(other.exists('/var/cache/apk/APKINDEX.ab058563.tar.gz')).toBe('file');
});

test.each([
  ['git --version', 'builds'],
  ['git --nosuch', undefined],
  ['jq --version && make --version', 'fails'],
])('%s behind the install of git and jq', (command, outcome) => {
  const { steps, outcome: own } = run(`apk add --no-cache git jq && ${command}`);
  const given = steps.flatMap((step) => step.given);
  expect(given.length > 0 ? undefined : own).toBe(outcome);
});

/** Seen with apk-tools 2.14.4. */
test.each<[string, string]>([
  ['cp /etc/apk/world /w && apk add --no-cache make && cp /w /etc/apk/world && apk fix --no-cache', 'absent'],
  ['apk add --no-cache make && apk fix --no-cache', 'file'],
  ['apk add --no-cache make && apk fix --no-cache make', 'file'],
])('apk fix: %s', (command, kind) => {
  const text = `FROM alpine:3.19\nRUN ${command}\n`;
  const { stages } = forecast(text, { context, data: { index: shippedIndex() } });
  expect(stages[0]?.files.stat('/usr/bin/make').kind).toBe(kind);
});

test.each(['APKINDEX.[0-9a-f]*.tar.gz', 'APKINDEX.????????.tar.gz', '*'])('the index fits %s', (pattern) => {
  const text = `FROM alpine:3.19\nRUN apk update && rm /var/cache/apk/${pattern} && rmdir /var/cache/apk\n`;
  expect(forecast(text, { context, data: { index: shippedIndex() } }).outcome).toBe('builds');
});
