import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf } from '../../testing/rule-helpers.ts';

const id = 'pip-no-cache';
const on = (...lines: string[]): string => ['FROM python:3.14-alpine3.24', ...lines, ''].join('\n');

describe(id, () => {
  test.each([
    ['pip2', on('RUN pip2 install a'), [2]],
    ['once a RUN', on('RUN pip install a && pip install b', 'RUN pip install c'), [2, 3]],
    ['another mount', on('RUN --mount=type=cache,target=/root/.npm pip install a'), [2]],
    ['cleaned before', on('RUN rm -rf /root/.cache && pip install a'), [2]],
    ['cleaned later', on('RUN pip install a', 'RUN rm -rf /root/.cache'), [2]],
    ['a virtual environment', on('RUN /opt/venv/bin/pip install a'), [2]],
    ['a loop', on('RUN for p in a b; do pip install "$p"; done'), [2]],
    ['not inherited', 'FROM debian:13 AS base\nENV PIP_NO_CACHE_DIR=1\nFROM debian:13\nRUN pip install six\n', [4]],
  ])('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['pipx and pipenv', on('RUN pipx install a && pipenv install b')],
    ['other commands', on('RUN pip download a && pip --version && echo pip install a')],
    ['tmpfs', on('RUN --mount=type=tmpfs,target=/root/.cache pip install a')],
    ['another user', on('RUN --mount=type=cache,target=/home/app/.cache/pip pip install a')],
    ['PIP_CACHE_DIR', on('ENV PIP_CACHE_DIR=/pip', 'RUN --mount=type=cache,target=/pip pip install a')],
    ['--cache-dir', on('RUN --mount=type=cache,target=/pip pip install --cache-dir /pip a')],
    ['an unknown target', on('ARG T', 'RUN --mount=type=cache,target=$T pip install a')],
    ['~', on('RUN pip install a && rm -rf ~/.cache/pip')],
    ['$HOME', on('RUN pip install a && rm -rf "$HOME/.cache"')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test('fixes all of a RUN', () => {
    expect(fixedBy(id, on('RUN pip install a && \\', '  pip install -U b'))).toBe(
      on('RUN pip install --no-cache-dir a && \\', '  pip install --no-cache-dir -U b'),
    );
  });
});
