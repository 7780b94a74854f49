import { describe, expect, it } from 'vitest';
import type { Recording } from '../lessons/recordings/recording.ts';
import { castText } from './cast.ts';
import { hashContext, hashSession, hashText } from './hash.ts';
import { staleReasons } from './stale.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const dockerfile = 'FROM alpine:3.24\nRUN apk add \\\n  # for the report\n  git\nENV A=/app\nCOPY run.sh $A/\n';
const files = new Map([
  ['Dockerfile', bytes(dockerfile)],
  ['run.sh', bytes('date')],
]);
const session = { image: 'a', commands: [{ run: 'docker build -t a .', exits: [0] }], note: undefined };
const castWith = (...labels: string[]): string =>
  castText(
    { title: 'a', columns: 100, rows: 30, timestamp: 0 },
    labels.map((label) => [0, 'm', label] as const),
  );

function recordingOf(cast: string): Recording {
  return {
    version: 1,
    lesson: 'a',
    state: 'starter',
    recordedAt: '2026-11-21T00:00:00.000Z',
    dockerfile: { sha256: hashText(dockerfile) },
    context: { sha256: hashContext(files), files: [...files.keys()] },
    session: { sha256: hashSession(session) },
    cast: { file: 'starter.cast', sha256: hashText(cast), durationSeconds: 0, columns: 100, rows: 30 },
    commands: [{ command: 'a', ran: 'a', kind: 'build', exitCode: 0, seconds: 0, startsAt: 0 }],
    bases: [],
    tools: { docker: '1', buildkit: '1', kernel: '6', recorder: 'belay' },
    architecture: 'linux/amd64',
  };
}

describe('staleReasons', () => {
  const cast = castWith(
    'docker build -t a .',
    '[1/3] FROM docker.io/library/alpine:3.19.4',
    '[2/3] RUN apk add   git',
    '[stage-0 3/3] COPY run.sh /app/',
  );

  it('finds nothing in a fresh recording', () => {
    expect(staleReasons(files, session, recordingOf(cast), cast)).toEqual([]);
  });

  it('names what changed', () => {
    const other = new Map([...files, ['Dockerfile', bytes('FROM alpine:3.24\nRUN apk add --no-cache git\n')] as const]);
    expect(staleReasons(other, session, recordingOf(cast), cast)).toEqual([
      'The Dockerfile has changed.',
      'The recording shows "RUN apk add   git", which no Dockerfile has.',
      'The recording shows "COPY run.sh /app/", which no Dockerfile has.',
    ]);
    const script = new Map([...files, ['run.sh', bytes('date -u')] as const]);
    expect(staleReasons(script, session, recordingOf(cast), cast)).toEqual([
      'A file of the build context has changed.',
    ]);
    expect(staleReasons(files, { ...session, image: 'b' }, recordingOf(cast), cast)).toHaveLength(1);
    expect(staleReasons(files, session, recordingOf(castWith()), cast)).toEqual([
      'starter.cast is not the file that was recorded.',
    ]);
  });

  it('does not count a changed note', () => {
    expect(staleReasons(files, { ...session, note: 'new' }, recordingOf(cast), cast)).toEqual([]);
  });
});
