import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf } from '../testing/rule-helpers.ts';

/** All orders of up to three of the lines. */
function layouts(lines: readonly string[], length = 3): string[][] {
  if (length === 0) return [[]];
  return layouts(lines, length - 1).flatMap((rest) =>
    rest.length < length - 1 ? [rest] : [rest, ...add(lines, rest)],
  );
}

const add = (lines: readonly string[], rest: readonly string[]): string[][] =>
  lines.filter((line) => !rest.includes(line)).map((line) => [...rest, line]);

const before = ['RUN adduser -D web', 'USER web', 'USER root', 'USER nobody:nobody', 'WORKDIR /srv', 'RUN make'];
const bases = ['alpine:3.24', 'node:24-alpine3.24', 'haproxy:3.4-alpine3.24'];

/** Every fix of the rule removes a finding and leaves no step behind that a user other than root cannot do. */
function faults(rule: string, base: string, ...ends: readonly string[]): string[] {
  let fixes = 0;
  const found = layouts(before).flatMap((lines) => {
    const text = [`FROM ${base}`, ...lines, ...ends, ''].join('\n');
    const fixed = fixedBy(rule, text);
    if (fixed === undefined) return [];
    fixes++;
    const isGone = linesOf(rule, fixed).length < linesOf(rule, text).length;
    const isAllowed = linesOf('work-after-user', fixed).length <= linesOf('work-after-user', text).length;
    return isGone && isAllowed ? [] : [fixed];
  });
  expect(fixes).toBeGreaterThan(0);
  return found;
}

describe.each(bases)('on %s what a fix adds runs as root', (base) => {
  test('a user that is created', () => {
    expect(faults('user-undefined', base, 'USER app', 'CMD ["httpd", "-f"]')).toEqual([]);
  });

  test('a group that is created', () => {
    expect(faults('user-undefined', base, 'USER nobody:app', 'CMD ["httpd", "-f"]')).toEqual([]);
  });

  test('a package that a command needs', () => {
    expect(faults('bash-missing', base, 'RUN bash -c true')).toEqual([]);
    expect(faults('healthcheck-tool', 'alpine:3.24', 'HEALTHCHECK CMD pg_isready')).toEqual([]);
  });

  test('a package under a SHELL that may not work', () => {
    const shells = ['SHELL ["/bin/bash", "-c"]', 'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]'];
    expect(faults('bash-missing', base, ...shells, 'RUN true')).toEqual([]);
    expect(faults('bash-missing', base, shells[0] ?? '', 'RUN ["true"]', shells[1] ?? '', 'CMD true')).toEqual([]);
  });
});

test('a library that a copied program needs', () => {
  const build = [
    'python:3.14-alpine3.24 AS build',
    'RUN apk add --no-cache gcc musl-dev mariadb-connector-c-dev',
    'RUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt',
    'FROM python:3.14-alpine3.24',
  ].join('\n');
  const copy = 'COPY --from=build /opt/venv /opt/venv';
  expect(faults('runtime-lib-missing', build, copy)).toEqual([]);
  // An `apk add` that is refused itself is no place for it.
  expect(faults('runtime-lib-missing', build, copy, 'USER 1000', 'RUN apk add git')).toEqual([]);
});
