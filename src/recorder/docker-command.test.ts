import { describe, expect, it } from 'vitest';
import {
  argumentsToRun,
  buildsImage,
  callKind,
  commandThatRan,
  quote,
  targetOf,
  type CommandSettings,
} from './docker-command.ts';

const settings: CommandSettings = {
  client: 'docker',
  path: '/usr/bin',
  log: '/tmp/log',
  buildNetwork: 'host',
  dockerfiles: { Dockerfile: '/r/Dockerfile', 'debian.Dockerfile': '/r/debian.Dockerfile' },
  bases: { 'alpine:3.24': 'alpine:3.19.4' },
};

const run = (line: string, other: Partial<CommandSettings> = {}): string =>
  argumentsToRun(line.split(' '), { ...settings, ...other }).join(' ');

describe('argumentsToRun', () => {
  it('makes a build plain, uncached and read the rewritten file', () => {
    expect(run('build -t tz .')).toBe('build --progress=plain --no-cache --network=host --file=/r/Dockerfile -t tz .');
    expect(run('build -f ./debian.Dockerfile .')).toBe(
      'build --progress=plain --no-cache --network=host --file=/r/debian.Dockerfile .',
    );
    expect(run('buildx build --file=debian.Dockerfile .')).toContain('--file=/r/debian.Dockerfile .');
  });

  it('keeps what was typed', () => {
    expect(run('build --network=none --progress tty .')).toBe(
      'build --no-cache --file=/r/Dockerfile --network=none --progress tty .',
    );
  });

  it('lets a second build find what the first has left', () => {
    const first = { typed: ['build', '.'], ran: ['build', '.'], exitCode: 0 };
    expect(argumentsToRun(['build', '.'], { ...settings, dockerfiles: {} }, [first])).toEqual([
      'build',
      '--progress=plain',
      '--network=host',
      '.',
    ]);
  });

  it('adds no file and no network without a reason', () => {
    expect(run('build .', { dockerfiles: {}, buildNetwork: undefined })).toBe('build --progress=plain --no-cache .');
  });

  it('gives run the base under its true name', () => {
    expect(run('run --rm alpine:3.24 date')).toBe('run --rm alpine:3.19.4 date');
    expect(run('run --rm tz date')).toBe('run --rm tz date');
  });

  it('leaves other commands alone', () => {
    expect(run('image ls alpine:3.24')).toBe('image ls alpine:3.24');
  });
});

it('knows builds and runs', () => {
  expect(
    [
      ['image', 'build', '.'],
      ['container', 'run', 'a'],
      ['history', 'build'],
    ].map(callKind),
  ).toEqual(['build', 'run', 'other']);
});

it('reads the tag and the target of a build', () => {
  expect(buildsImage(['build', '-t', 'tz', '.'], 'tz:latest')).toBe(true);
  expect(buildsImage(['build', '--tag=tz:a', '.'], 'tz')).toBe(false);
  expect(targetOf(['build', '--target', 'run', '.'])).toBe('run');
});

it('quotes only what needs it', () => {
  expect(['-t', 'a b', "it's", '--format={{.Size}}'].map(quote)).toEqual([
    '-t',
    "'a b'",
    `'it'\\''s'`,
    "'--format={{.Size}}'",
  ]);
});

it('says what ran in place of what was typed', () => {
  const build = { typed: ['build', '-t', 'a', '.'], ran: ['build', '--no-cache', '-t', 'a', '.'], exitCode: 0 };
  const inspect = ['inspect', '-f', '{{.Id}}', 'a'];
  expect(commandThatRan("docker build -t a . | grep 'RUN'", [build])).toBe(
    "docker build --no-cache -t a . | grep 'RUN'",
  );
  expect(commandThatRan("docker inspect -f '{{.Id}}' a", [{ typed: inspect, ran: inspect, exitCode: 0 }])).toBe(
    "docker inspect -f '{{.Id}}' a",
  );
  expect(commandThatRan('docker build -t "a" .', [build])).toBe('docker build --no-cache -t a .');
  expect(commandThatRan('sleep 4', [])).toBe('sleep 4');
});
