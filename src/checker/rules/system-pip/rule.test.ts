import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'system-pip';
const ADD = 'RUN apk add --no-cache py3-pip';

describe(id, () => {
  test.each([
    ['the first of several', onAlpine(ADD, 'RUN pip install a', 'RUN pip install b'), [3]],
    ['a user install', onAlpine(ADD, 'RUN pip install --user a'), [3]],
    ['a path', onAlpine(ADD, 'RUN /usr/bin/pip3 install a'), [3]],
    ['an upgrade of pip', onAlpine(ADD, 'RUN pip3 install --upgrade pip'), [3]],
    ['exec form', onAlpine(ADD, 'RUN ["pip3", "install", "a"]'), [3]],
    ['a parent stage with pip', `FROM alpine:3.24 AS a\n${ADD}\nFROM a\nRUN pip install x\n`, [4]],
    ['the variable that forces', onAlpine('ENV PIP_BREAK_SYSTEM_PACKAGES=1', ADD, 'RUN pip install a'), [4]],
  ])('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['no pip in sight', onAlpine('RUN pip install a')],
    ['another image with its own Python', 'FROM pypy:3.11-alpine\nRUN apk add --no-cache py3-pip\nRUN pip install a\n'],
    [
      'an unknown image',
      'FROM registry.example.org/tool:1-alpine3.24\nRUN apk add --no-cache py3-pip\nRUN pip install a\n',
    ],
    ['an unknown release', 'ARG V\nFROM alpine:$V\nRUN apk add --no-cache py3-pip\nRUN pip install a\n'],
    ['a download', onAlpine(ADD, 'RUN pip download a && pip wheel a && pip --version')],
    ['a path of its own', onAlpine(ADD, 'RUN /app/bin/pip install a')],
    ['PATH in front', onAlpine(ADD, 'RUN PATH=/app/bin:$PATH pip install a')],
    ['export PATH', onAlpine(ADD, 'RUN export PATH=/app/bin:$PATH && pip install a')],
    ['a configuration', onAlpine(ADD, 'RUN pip config set global.break-system-packages true && pip install a')],
    ['a test with ||', onAlpine(ADD, 'RUN [ ! -e r.txt ] || pip install -r r.txt')],
    ['a failure that may be, in a string', onAlpine(ADD, `RUN sh -c 'pip install a || true'`)],
    ['a test in exec form', onAlpine(ADD, `RUN ["/bin/sh", "-c", "if [ -e r.txt ]; then pip install -r r.txt; fi"]`)],
    ['an attempt in exec form', onAlpine(ADD, `RUN ["/bin/sh", "-c", "if ! pip install a; then true; fi"]`)],
    ['a test', onAlpine(ADD, 'RUN if [ -e r.txt ]; then pip install -r r.txt; fi')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test.each([
    ['exec form', 'RUN ["pip3", "install", "a"]'],
    ['another user', 'USER nobody\nRUN pip install a'],
    ['a pipe', 'RUN cat r.txt | pip install -r /dev/stdin'],
  ])('offers no fix for %s', (_, line) => {
    expect(linesOf(id, onAlpine(ADD, line))).toHaveLength(1);
    expect(fixedBy(id, onAlpine(ADD, line))).toBeUndefined();
  });

  test('fixes all installs at once', () => {
    const text = onAlpine(ADD, 'RUN pip install a', 'RUN pip install b');
    expect(linesOf(id, fixedBy(id, text) ?? text)).toEqual([]);
  });
});
