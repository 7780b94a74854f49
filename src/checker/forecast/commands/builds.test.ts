import { describe, expect, test } from 'vitest';
import { forecast } from '../forecast.ts';
import { shippedIndex } from '../shipped.ts';

const data = { index: shippedIndex(), judgedOn: '3.19' };

function last(text: string, files: Readonly<Record<string, string>>) {
  const context = {
    paths: Object.keys(files),
    read: (path: string) => files[path],
    stat: (path: string) =>
      files[path] === undefined
        ? undefined
        : ({ kind: 'file', mode: files[path].startsWith('#!') ? 0o755 : 0o644 } as const),
  };
  const { steps, start } = forecast(text, { context, data });
  const step = steps.at(-1);
  const isSure = step?.outcome === 'ok' && steps.every(({ given }) => given.length === 0);
  return { step, start, says: isSure ? 'works' : step?.outcome === 'fails' ? step.because?.prints : 'open' };
}

/** Seen with GNU make 4.3. */
describe('a plain Makefile is followed', () => {
  const install = 'install:\n\tinstall -m 755 tool.sh /usr/local/bin/tool\n';
  const run = (words: string, files: Readonly<Record<string, string>>): string | undefined =>
    last(`FROM alpine:3.19\nRUN apk add --no-cache make\nCOPY . /src\nRUN make ${words}\n`, files).says;

  test.each<[string, Record<string, string>, string]>([
    ['-C /src', { Makefile: '' }, 'make: *** No targets.  Stop.'],
    ['-C /src', { Makefile: install, 'tool.sh': '' }, 'works'],
    ['-C /src install', { Makefile: install, 'tool.sh': '' }, 'works'],
    ['-C /src -j4 CFLAGS=-O2 install', { Makefile: install, 'tool.sh': '' }, 'works'],
    ['-C /src -f Makefile install', { Makefile: install, 'tool.sh': '' }, 'works'],
    ['-C /src', { Makefile: '# all\nall: tool\n\ntool:\n\t@echo x > tool\n' }, 'works'],
    ['-C /src', { Makefile: 'check:\n\tfalse\n' }, 'make: *** [Makefile:2: check] Error 1'],
    ['-C /src', { Makefile: install }, "install: can't stat 'tool.sh': No such file or directory"],
    ['-C /src', { Makefile: '.PHONY: tool\ntool: a\n\ttrue\n', tool: '', a: '' }, 'works'],
    // Times decide, or rules of make's own may.
    ['-C /src', { Makefile: 'tool: a\n\ttrue\n', tool: '', a: '' }, 'open'],
    ['-C /src', { Makefile: 'all: tool\n', 'tool.c': '' }, 'open'],
    ['-C /src', { Makefile: 'all: tool.c\n', 'tool.c': '', 'tool.y': '' }, 'open'],
    ['-C /src', { Makefile: 'all:\n\techo $(CC)\n' }, 'open'],
    ['-C /src', { Makefile: 'all:\n\t-false\n' }, 'open'],
    ['-C /src', { Makefile: 'a: \\\n  b\n\ttrue\n' }, 'open'],
    ['-C /src -k', { Makefile: 'all:\n\ttrue\n' }, 'open'],
    ['-C /src PATH=/x', { Makefile: 'all:\n\ttrue\n' }, 'open'],
  ])('make %s with %j', (words, files, says) => {
    expect(run(words, files)).toBe(says);
  });
});

/** Seen with GCC 12 and Go 1.19.8. */
describe('a source that every compiler takes', () => {
  const gcc = (words: string, source: string, packages = 'gcc musl-dev'): string | undefined =>
    last(`FROM alpine:3.19\nRUN apk add --no-cache ${packages}\nCOPY . /src\nRUN cd /src && gcc ${words}\n`, {
      'a.c': source,
    }).says;
  const main = 'int main(void) { return 0; }\n';

  test.each([
    ['-o /a a.c', main, 'works'],
    ['-static -O2 -Wall -o /a a.c', main, 'works'],
    ['a.c', '#include <stdio.h>\nint main(void) { puts("Hello, world."); }\n', 'works'],
    ['a.c', 'int main(void) { puts("a"); }\n', 'open'],
    ['a.c', 'int main(void) { return a(); }\n', 'open'],
    ['a.c', '', 'open'],
    ['-o /a a.c -lpq', main, 'open'],
  ])('gcc %s with %s', (words, source, says) => {
    expect(gcc(words, source)).toBe(says);
  });

  test('needs the C library to link with', () => {
    expect(gcc('a.c', main, 'gcc')).toBe('open');
  });

  const module = { 'go.mod': 'module example.org/server\n\ngo 1.27\n', 'main.go': 'package main\n\nfunc main() {}\n' };
  const go = (line: string, files: Readonly<Record<string, string>> = module): string | undefined =>
    last(`FROM golang:1.27-alpine\nWORKDIR /src\nCOPY . .\n${line}\n`, files).says;

  test.each([
    ['RUN go mod download', 'works'],
    ['RUN go build -o /server . && test -x /server', 'works'],
    ['RUN go build && test -x server', 'works'],
    [
      'RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /usr/local/bin/ . && test -x /usr/local/bin/server',
      'works',
    ],
    ['RUN go build -race', 'open'],
    ['RUN go test ./...', 'open'],
    ['USER 1000\nRUN go build -o /tmp/server', 'open'],
  ])('%s', (line, says) => {
    expect(go(line)).toBe(says);
  });

  test.each([
    { ...module, 'main.go': 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println() }\n' },
    { ...module, 'more.go': 'package main\n' },
    { ...module, 'go.mod': `${module['go.mod']}\nrequire golang.org/x/net v0.1.0\n` },
  ])('is open with %j', (files) => {
    expect(go('RUN go build -o /server', files)).toBe('open');
  });

  test('makes a program that needs no library', () => {
    const text =
      'FROM golang:1.27-alpine AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /server\nFROM scratch\nCOPY --from=build /server /\nCMD ["/server"]\n';
    expect(last(text, module).start.outcome).toBe('starts');
  });
});

/** Seen with npm 11.19.1, without a network. */
describe('npm without anything to install', () => {
  const manifest = '{"name": "app", "devDependencies": {"eslint": "^9.0.0"}}';
  const lock = '{"lockfileVersion": 3, "packages": {"": {}, "node_modules/eslint": {"version": "9.0.0", "dev": true}}}';
  const npm = (line: string, files: Readonly<Record<string, string>>): string | undefined =>
    last(`FROM node:24-alpine\nWORKDIR /app\nCOPY . .\n${line}\n`, files).says;
  const files = { 'package.json': manifest, 'package-lock.json': lock };

  test.each<[string, Record<string, string>, string]>([
    ['RUN npm ci --omit=dev', files, 'works'],
    ['ENV NODE_ENV=production\nRUN npm ci', files, 'works'],
    ['RUN npm ci', files, 'open'],
    ['RUN npm ci --omit=dev', { 'package.json': manifest }, 'npm error code EUSAGE'],
    ['RUN npm install', { 'package.json': '{}' }, 'works'],
    ['RUN npm install express', { 'package.json': '{}' }, 'open'],
    ['RUN npm install', {}, 'open'],
    ['RUN npm ci', { 'package.json': '{"scripts": {"prepare": "husky"}}', 'package-lock.json': '{}' }, 'open'],
    ['RUN npm cache clean --force', {}, 'works'],
    ['RUN npm run build && test -e b', { 'package.json': '{"scripts": {"build": "touch b"}}' }, 'works'],
    [
      'RUN npm run build',
      { 'package.json': '{"scripts": {"build": "false"}}' },
      'process did not complete successfully: exit code: 1',
    ],
    ['RUN npm run build', { 'package.json': '{"scripts": {"build": "true", "prebuild": "x"}}' }, 'open'],
    [
      'RUN npm run build',
      { 'package.json': '{"scripts": {"build": "x"}}', 'node_modules/.bin/x': '#!/bin/sh\n' },
      'works',
    ],
    ['RUN npm run build', { 'package.json': '{"scripts": {"build": "tsc"}}' }, '/bin/sh: tsc: not found'],
    ['RUN chown node /app && npm run build', { 'package.json': '{"scripts": {"build": "true"}}' }, 'open'],
  ])('%s with %j', (line, context, says) => {
    expect(npm(line, context)).toBe(says);
  });
});

/** Seen with npm 11.19.1, without a network. */
describe('npm and the workspaces of others', () => {
  const of = (kind: string, more = ''): string =>
    `{"name": "app", "${kind}": {"a": "1.0.0", "b": "workspace:^"}${more}}`;
  const says = (line: string, files: Readonly<Record<string, string>>): string | undefined =>
    last(`FROM node:24-alpine\nWORKDIR /srv/app\nCOPY app .\n${line}\n`, files).says;
  const fails = 'npm error Unsupported URL Type "workspace:": workspace:^';

  test.each<[string, Record<string, string>, string]>([
    ['RUN npm install', { 'app/package.json': of('dependencies') }, fails],
    ['RUN npm i --omit=dev', { 'app/package.json': of('devDependencies') }, fails],
    ['RUN npm install --ignore-scripts', { 'app/package.json': of('peerDependencies') }, fails],
    ['RUN npm install', { 'app/package.json': '{"dependencies": {"a": "1.0.0", "workspace": "^1.0.0"}}' }, 'open'],
    ['RUN npm install', { 'app/package.json': of('dependencies', ', "workspaces": ["packages/*"]') }, 'open'],
    ['RUN npm install --global pnpm', { 'app/package.json': of('dependencies') }, 'open'],
    ['RUN npm install --prefix=/tmp', { 'app/package.json': of('dependencies') }, 'open'],
    ['RUN npm install -g pnpm', { 'app/package.json': of('dependencies') }, 'open'],
    ['RUN pnpm install', { 'app/package.json': of('dependencies') }, '/bin/sh: pnpm: not found'],
  ])('%s with %j', (line, context, expected) => {
    expect(says(line, context)).toBe(expected);
  });

  test('a project above may know the package', () => {
    const text = 'FROM node:24-alpine\nWORKDIR /srv\nCOPY . .\nWORKDIR /srv/app\nRUN npm install\n';
    const root = '{"workspaces": ["app", "b"]}';
    expect(last(text, { 'package.json': root, 'app/package.json': of('dependencies') }).says).toBe('open');
  });
});

/** Seen with npm 11.21.2 and Node.js 26.0.0, on Alpine 3.19.4 and Debian 13. */
describe('npm by its lock file', () => {
  const manifest = { dependencies: { addon: '1.0.0' }, devDependencies: { tool: '1.0.0' } };
  const entry = (more: object): object => ({ version: '1.0.0', integrity: 'sha512-a', optional: true, ...more });
  const lock = {
    packages: {
      '': manifest,
      'node_modules/addon': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/addon-gnu': entry({ os: ['linux'], cpu: ['x64'], libc: ['glibc'] }),
      'node_modules/addon-musl': entry({ os: ['linux'], cpu: ['x64'], libc: ['musl'] }),
      'node_modules/addon-mac': entry({ os: ['darwin'] }),
      'node_modules/tool': { version: '1.0.0', integrity: 'sha512-a', dev: true, bin: { tool: 'bin/tool.js' } },
    },
  };
  const files = { 'package.json': JSON.stringify(manifest), 'package-lock.json': JSON.stringify(lock) };
  const on = (base: string, line: string): string | undefined =>
    last(`FROM ${base}\nWORKDIR /app\nCOPY . .\n${line}\n`, files).says;
  const ALPINE = 'node:26-alpine3.24';

  test.each<[string, string, string]>([
    [ALPINE, 'RUN npm ci && test -d node_modules/addon-musl && ! test -e node_modules/addon-gnu', 'works'],
    ['node:26-slim', 'RUN npm ci && test -d node_modules/addon-gnu && ! test -e node_modules/addon-musl', 'works'],
    ['node:26-slim', 'RUN npm ci --libc=musl && test -d node_modules/addon-musl', 'works'],
    ['node:26-slim', 'RUN npm_config_libc=musl npm ci && test -d node_modules/addon-musl', 'works'],
    [ALPINE, 'RUN npm ci --os darwin && test -d node_modules/addon-mac && ! test -e node_modules/addon-musl', 'works'],
    [ALPINE, 'RUN npm ci --omit=optional && test -d node_modules/addon && ! test -e node_modules/addon-musl', 'works'],
    [
      ALPINE,
      'RUN npm ci && test -x node_modules/.bin/tool && npm prune --omit dev && ! test -e node_modules/tool',
      'works',
    ],
    [ALPINE, 'RUN npm ci && npm ci --omit=dev && ! test -e node_modules/tool', 'works'],
    [ALPINE, 'RUN npm ci --install-strategy=linked', 'open'],
    [ALPINE, 'RUN npm rebuild', 'open'],
    [ALPINE, 'RUN node missing.js', "Error: Cannot find module '/app/missing.js'"],
  ])('%s: %s', (base, line, says) => {
    expect(on(base, line)).toBe(says);
  });

  test("a folder that is not the user's takes no packages", () => {
    expect(last(`FROM ${ALPINE}\nWORKDIR /app\nCOPY . .\nUSER node\nRUN npm ci\n`, files).says).toBe(
      'npm error code EACCES',
    );
  });
});

/** Seen with binutils of Debian 13. */
test.each<[string, string]>([
  ['strip /usr/local/bin/none', 'fails'],
  ['strip -s /none; true', 'ok'],
  ['strip --strip-all -o /b /none', 'fails'],
])('strip of a file that is not there: %s', (command, outcome) => {
  const text = `FROM debian:13-slim\nRUN apt-get update && apt-get install -y binutils && rm -rf /none /usr/local/bin/none\nRUN ${command}\n`;
  expect(forecast(text).steps.at(-1)?.outcome).toBe(outcome);
});
