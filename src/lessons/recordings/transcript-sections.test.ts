import { describe, expect, it } from 'vitest';
import type { Recording } from './recording.ts';
import { castV2 } from '../../player/fixtures/cast-text.ts';
import { provenanceText } from './provenance.ts';
import { transcriptSections } from './transcript-sections.ts';

const base = {
  asked: 'alpine:3.24',
  used: 'alpine:3.19.4',
  release: 'Alpine 3.19.4',
  imageId: `sha256:${'0'.repeat(64)}`,
  source: 'a tarball',
};

/** A recording's JSON as a test fixture. */
const meta: Recording = {
  version: 1,
  lesson: 'timezones',
  state: 'starter',
  recordedAt: '2026-11-21T23:30:00.000Z',
  dockerfile: { sha256: '0'.repeat(64) },
  context: { sha256: '0'.repeat(64), files: ['Dockerfile'] },
  session: { sha256: '0'.repeat(64) },
  cast: { file: 'starter.cast', sha256: '0'.repeat(64), durationSeconds: 1, columns: 100, rows: 30 },
  commands: [
    {
      command: 'docker build .',
      ran: 'docker build --progress=plain .',
      kind: 'build',
      exitCode: 0,
      seconds: 1,
      startsAt: 0,
    },
    { command: 'docker run tz', ran: 'docker run tz', kind: 'run', exitCode: 137, seconds: 1, startsAt: 5 },
  ],
  bases: [base],
  tools: { docker: '20.10.24+dfsg1', buildkit: '', kernel: '', recorder: '' },
  architecture: 'linux/amd64',
};

describe('transcriptSections', () => {
  const long = Array.from({ length: 100 }, (_, line) => `line ${line}`);
  const text = castV2([
    [0, 'o', '$ docker build .\r\n'],
    [1, 'o', `#4 [1/1] RUN long\r\n${long.join('\r\n')}\r\n\r\n`],
    [5, 'o', '$ docker run tz\r\n'],
  ]);
  const { sections } = transcriptSections(text, meta);

  it('has one for each step, with exit code and what really ran', () => {
    expect(sections.map(({ step, exit, ran }) => [step.label, exit, ran])).toEqual([
      ['docker build .', 'exit code 0: success', 'docker build --progress=plain .'],
      ['[1/1] RUN long', undefined, undefined],
      ['docker run tz', 'exit code 137: killed by SIGKILL (128 + 9)', undefined],
    ]);
  });

  it('folds the middle of a long step and loses nothing', () => {
    const section = sections[1]!;
    expect(section.foldedLines).toBe(85);
    expect([section.head, section.folded, section.tail].join('\n')).toBe(['#4 [1/1] RUN long', ...long].join('\n'));
    expect(sections[0]).toMatchObject({ head: '$ docker build .', folded: undefined, tail: undefined });
  });

  it('leaves out what BuildKit says of its digests, and shortens other ones', () => {
    const digest = '0123456789abcdef'.repeat(4);
    const cast = castV2([[0, 'o', `#1 [1/1] RUN a\r\n#1 sha256:${digest} done\r\n#1 0.1 id ${digest}\r\n`]]);
    const [section] = transcriptSections(cast, meta).sections;
    expect(section?.head).toBe('#1 [1/1] RUN a\n#1 0.1 id 0123456789ab…');
  });

  it('refuses a cast that cannot be read, by name', () => {
    expect(() => transcriptSections('', meta)).toThrow(/timezones\/recordings\/starter\.cast: Line 1 .*npm run record/);
  });
});

describe('provenanceText', () => {
  it.each([
    [[base], ' on alpine:3.19.4 in place of 3.24'],
    [[{ ...base, asked: 'alpine:3.19.4' }], ' on alpine:3.19.4'],
    [[base, { ...base, asked: 'debian:13', used: 'debian:13' }], ' on alpine:3.19.4 in place of 3.24 and debian:13'],
    [[{ ...base, asked: 'node:24-alpine' }], ' on alpine:3.19.4 in place of node:24-alpine'],
    [[], ''],
  ])('says on what: %#', (bases, words) => {
    expect(provenanceText({ ...meta, bases })).toBe(`Recorded 21 Nov 2026${words}, Docker 20.10.24, amd64`);
  });
});
