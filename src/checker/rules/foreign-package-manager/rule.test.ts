import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'foreign-package-manager';

describe(id, () => {
  test.each([
    ['each RUN once', onAlpine('RUN apt-get update && apt-get install -y git', 'RUN apt-get install -y jq'), [2, 3]],
    ['sudo', onAlpine('RUN sudo apt-get update'), [2]],
    ['a path', onAlpine('RUN /usr/bin/apt-get update'), [2]],
    ['exec form', onAlpine('RUN ["apt-get", "update"]'), [2]],
    ['sh -c', onAlpine(`RUN sh -c 'dnf install -y git'`), [2]],
    ['an official Alpine variant', 'FROM python:3.14-alpine\nRUN apt-get update\n', [2]],
    ['apk on Fedora', 'FROM fedora:43\nRUN apk add git\n', [2]],
    ['a builder stage', 'FROM alpine:3.24 AS a\nRUN apt-get update\nFROM alpine:3.24\nCOPY --from=a /x /x\n', [2]],
  ])('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['an unknown image', 'FROM registry.example.org/base:1\nRUN apt-get update\n'],
    ['an unknown tag', 'ARG V\nFROM node:$V\nRUN apk add git\n'],
    ['both, in an unknown image', 'FROM base\nRUN apk add git\nRUN apt-get update\n'],
    ['a question', onAlpine('RUN command -v apt-get || true')],
    ['a test with &&', onAlpine('RUN command -v apt-get && apt-get update || apk add git')],
    ['two tests with &&', onAlpine('RUN command -v apt-get && apt-get update; command -v apk && apk add git')],
    ['a test of the file', onAlpine('RUN [ -x /usr/bin/apt-get ] && apt-get update; true')],
    ['an attempt as a test', onAlpine('RUN if apt-get update; then true; else apk add git; fi')],
    ['an attempt that may fail', onAlpine('RUN ! apt-get update')],
    ['a group that may fail', onAlpine('RUN { apt-get update; apt-get install -y git; } || apk add git')],
    [
      'a test in a string',
      onAlpine(`RUN ["/bin/sh", "-c", "command -v apt-get && apt-get install -y git; apk add git"]`),
    ],
    ['an if in a string', onAlpine(`RUN ["/bin/sh", "-c", "if apt-get update; then true; fi"]`)],
    ['a failure that may be, in a string', onAlpine(`RUN sh -c 'apt-get update || true'`)],
    ['a string that may fail', onAlpine(`RUN sh -c 'apt-get update' || apk add git`)],
    ['a failure that may be', onAlpine('RUN apt-get update || true')],
    [
      'a tool that a COPY brings',
      onAlpine('COPY --from=debian:13 /usr/bin/apt-get /usr/bin/', 'RUN apt-get --version'),
    ],
    ['packages in a variable', onAlpine('ARG TOOLS', 'RUN apk add --no-cache $TOOLS', 'RUN apt-get --version')],
    ['text', onAlpine('RUN echo apt-get install git', 'CMD ["apt-get", "update"]')],
    ['a template', 'FROM alpine:3.24\n{{ if x }}\nRUN apt-get update\n'],
    ['a stage that is not built', 'FROM alpine:3.24 AS a\nRUN apt-get update\nFROM alpine:3.24\n'],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    [
      'writes the names of Alpine, each once',
      ['RUN apt-get install -y build-essential libc6-dev musl-dev libssl-dev python3-pip'],
      ['RUN apk add --no-cache build-base musl-dev openssl-dev py3-pip'],
    ],
    [
      'leaves other commands',
      ['RUN set -eux; apt-get update; apt-get install -y git; git --version; rm -rf /var/lib/apt/lists/*'],
      ['RUN set -eux; apk add --no-cache git; git --version'],
    ],
    [
      'reads dnf',
      ['RUN dnf -y install git openssl-devel && dnf clean all'],
      ['RUN apk add --no-cache git openssl-dev'],
    ],
    [
      'makes each install an add',
      ['RUN apt-get install -y git && apt-get install -y jq'],
      ['RUN apk add --no-cache git && apk add --no-cache jq'],
    ],
    ['takes a RUN out that only updates', ['RUN apt-get update && apt-get -y upgrade', 'RUN true'], ['RUN true']],
    [
      'takes a RUN out with its mounts',
      ['RUN --mount=type=cache,target=/var/lib/apt apt-get update', 'RUN true'],
      ['RUN true'],
    ],
    [
      'leaves other mounts',
      ['RUN --mount=type=cache,target=/root/.npm --mount=type=cache,target=/var/cache/apt apt-get install -y npm'],
      ['RUN --mount=type=cache,target=/root/.npm apk add --no-cache npm'],
    ],
    [
      'takes the mount of a command out that goes',
      ['RUN --mount=type=cache,target=/var/cache/dnf dnf makecache && git --version'],
      ['RUN git --version'],
    ],
    [
      'deletes by the names of Alpine',
      ['RUN apt-get remove -y --purge libssl-dev && apt-get autoremove -y'],
      ['RUN apk del openssl-dev'],
    ],
    [
      'drops settings',
      ['RUN apt-get -y -o Dpkg::Use-Pty=0 install -oAPT::Sandbox::User=root -o Acquire::Retries=3 git'],
      ['RUN apk add --no-cache git'],
    ],
  ])('%s', (_, before, after) => {
    expect(fixedBy(id, onAlpine(...before))).toBe(onAlpine(...after));
  });

  test.each([
    ['a version', 'RUN apt-get install -y git=1:2.47.3-0+deb13u1'],
    ['an option with a value', 'RUN apt-get install -y -t backports git'],
    ['an unknown name', 'RUN apt-get install -y git libfoo7'],
    ['another command', 'RUN apt-get update && apt-get install -y git && apt-get source git'],
    ['a deletion of an unknown name', 'RUN apt-get purge -y libfoo7'],
    ['a deletion of nothing', 'RUN apt-get purge -y --auto-remove'],
    ['a word like one of JavaScript', 'RUN apt-get constructor git'],
    ['a variable', 'RUN apt-get install -y $TOOLS'],
  ])('offers no fix for %s', (_, line) => {
    expect(linesOf(id, onAlpine(line))).toHaveLength(1);
    expect(fixedBy(id, onAlpine(line))).toBeUndefined();
  });
});
