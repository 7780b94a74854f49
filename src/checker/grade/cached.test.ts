import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import type { Cached, LessonTask } from './types.ts';

const files = {
  'run.sh': '#!/bin/sh\nexec sleep 60\n',
  'list.txt': 'jq\n',
  'times.txt': 'b\na\n',
  '.dockerignore': 'notes.md\n',
  'notes.md': 'x\n',
};

function goal(lines: string, ...cached: readonly Cached[]) {
  const task: LessonTask = {
    job: { runs: { file: 'run.sh' } },
    contracts: [],
    goals: [{ id: 'it', says: 'It stays', symptom: 'It does not stay.', holds: { cached } }],
    allow: ['root-user', 'dockerignore-missing'],
  };
  const { criteria } = checker.grade(`FROM alpine:3.24\n${lines}\nCMD ["sh", "/run.sh"]\n`, task, {
    context: contextOf(files),
    today: '2026-11-29',
  });
  const { state, message } = criteria.find(({ id }) => id === 'goal:it') ?? {};
  return [state, message];
}

const jq: Cached = { edits: ['run.sh'], packages: ['jq'] };
const table: Cached = { edits: ['run.sh'], makes: ['table.txt'] };
const sorted = 'RUN sort /times.txt > /table.txt';

describe('what an edit leaves in the cache', () => {
  test.each<[string, Cached, string]>([
    ['COPY . /\nRUN apk add --no-cache jq', jq, 'unmet'],
    ['RUN apk add --no-cache jq\nCOPY . /', jq, 'met'],
    ['COPY list.txt /\nRUN xargs apk add --no-cache < /list.txt\nCOPY . /', jq, 'met'],
    [
      'COPY list.txt /\nRUN xargs apk add --no-cache < /list.txt\nCOPY . /',
      { ...jq, edits: ['run.sh', 'list.txt'] },
      'unmet',
    ],
    ['COPY *.sh /\nRUN apk add --no-cache jq', jq, 'unmet'],
    ['RUN --mount=type=bind,target=/in apk add --no-cache jq\nCOPY run.sh /', jq, 'unmet'],
    ['RUN --mount=type=bind,source=list.txt,target=/in apk add --no-cache jq\nCOPY run.sh /', jq, 'met'],
    // The slow step is what counts, not that a file of another name is made behind it.
    [`COPY times.txt /\n${sorted}\nCOPY run.sh /\nRUN echo x > /other.txt`, table, 'met'],
    [`COPY times.txt run.sh /\n${sorted}`, table, 'unmet'],
    [`COPY times.txt /\n${sorted}\nCOPY run.sh /\nRUN sort -r /times.txt > /table.txt`, table, 'unmet'],
    // Of a stage: what is made there, and what stands on it.
    [`COPY times.txt /\n${sorted}\nFROM alpine:3.24\nCOPY --from=0 /table.txt /\nCOPY run.sh /`, table, 'met'],
    [`COPY . /\n${sorted}\nFROM alpine:3.24\nCOPY --from=0 /table.txt /run.sh /`, table, 'unmet'],
    ['FROM alpine:3.24 AS a\nCOPY . /\nFROM a\nRUN apk add --no-cache jq', jq, 'unmet'],
    // Not needed for the image, so never built.
    [
      `FROM alpine:3.24 AS not\nCOPY . /\nRUN apk add jq\nFROM alpine:3.24\nRUN apk add --no-cache jq\nCOPY run.sh /`,
      jq,
      'met',
    ],
    // BuildKit compares what is copied from a stage: whether that is another is not known.
    [`COPY . /\nFROM alpine:3.24\nCOPY --from=0 /times.txt /run.sh /\n${sorted}`, table, 'unknown'],
    // Never sent, so it runs nothing again.
    ['COPY . /\nRUN apk add --no-cache jq', { ...jq, edits: ['notes.md'] }, 'met'],
    ['COPY . /', jq, 'unknown'],
    ['RUN apk add --no-cache jq\nRUN false\nCOPY run.sh /', jq, 'not-yet'],
    ['COPY . /\nRUN apk add --no-cache jq\nRUN false', jq, 'unmet'],
  ])('%s, %j: %s', (lines, cached, state) => {
    expect(goal(lines, cached)[0]).toBe(state);
  });

  test('is said with the line that does the work again, and why', () => {
    expect(goal('COPY . /\nRUN apk add --no-cache jq', jq)[1]).toBe(
      'It does not stay. After an edit of `run.sh`, line 3 installs `jq` again: `COPY` above it takes that file.',
    );
    expect(goal('RUN --mount=type=bind,target=/in apk add --no-cache jq\nCOPY run.sh /', jq)[1]).toBe(
      'It does not stay. After an edit of `run.sh`, line 2 installs `jq` again: it reads that file.',
    );
  });

  test('of several edits, each spares its own work', () => {
    const both = [jq, { edits: ['times.txt'], packages: ['jq'] }];
    expect(goal(`RUN apk add --no-cache jq\nCOPY times.txt /\n${sorted}\nCOPY . /`, ...both)[0]).toBe('met');
    expect(goal(`COPY times.txt /\nRUN apk add --no-cache jq\n${sorted}\nCOPY . /`, ...both)[0]).toBe('unmet');
  });
});
