import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import { forecast } from '../forecast/forecast.ts';
import type { LessonTask } from './types.ts';

const lesson: LessonTask = {
  job: { runs: { file: 'say.sh' } },
  contracts: [],
  goals: [
    {
      id: 'it',
      says: 'It is as it was',
      symptom: 'It is not.',
      holds: { untouched: ['/etc/nsswitch.conf', '/etc/resolv.conf'] },
    },
  ],
  allow: ['root-user'],
};
const context = contextOf({ 'say.sh': '#!/bin/sh\necho hi\n', 'a.conf': 'search prod.example\n' });

function state(lines: string, base = 'alpine:3.24'): string | undefined {
  const text = `FROM ${base}\nCOPY --chmod=755 say.sh /say\n${lines}\nCMD ["/say"]\n`;
  return checker.grade(text, lesson, { context }).criteria.find(({ id }) => id === 'goal:it')?.state;
}

describe('a file that is as the base has it', () => {
  test.each<[string, string, string]>([
    ['nothing happens', '', 'met'],
    ['another file is written', "RUN echo 'tty1' > /etc/securetty", 'met'],
    ['it is read', 'RUN grep hosts /etc/nsswitch.conf', 'met'],
    ['it would be written', "RUN [ -e /etc/nsswitch.conf ] || echo 'hosts: dns' > /etc/nsswitch.conf", 'met'],
    ['it is written', "RUN echo 'hosts: files dns' > /etc/nsswitch.conf", 'unmet'],
    ['something is added', "RUN echo 'hosts: files dns' >> /etc/nsswitch.conf", 'unmet'],
    ['it is emptied', 'RUN : > /etc/nsswitch.conf', 'unmet'],
    ['it is edited', "RUN sed -i 's/files dns/dns/' /etc/nsswitch.conf", 'unmet'],
    ['it is deleted', 'RUN rm /etc/nsswitch.conf', 'unmet'],
    ['it is moved', 'RUN mv /etc/nsswitch.conf /tmp/', 'unmet'],
    ['another file is copied over it', 'COPY a.conf /etc/nsswitch.conf', 'unmet'],
    ['a file comes that the base does not have', 'COPY a.conf /etc/resolv.conf', 'unmet'],
    ['that file by heredoc', 'COPY <<END /etc/resolv.conf\nnameserver 10.0.0.1\nEND', 'unmet'],
    ['a file that was downloaded', 'RUN wget -O /etc/nsswitch.conf https://example.org/', 'unmet'],
    ['the build stops', 'RUN false', 'not-yet'],
  ])('%s', (_, lines, expected) => {
    expect(state(lines)).toBe(expected);
  });

  test('where the base is not known', () => {
    expect(state('', 'example.org/team/base')).toBe('met');
    expect(state('RUN make-it-so', 'example.org/team/base')).toBe('unknown');
    expect(state("RUN echo 'hosts: dns' > /etc/nsswitch.conf", 'example.org/team/base')).toBe('unmet');
  });
});

/** Seen with Docker 26 and BusyBox 1.36.1. */
describe('files that BuildKit mounts while a RUN runs', () => {
  test.each<[string, string]>([
    ["echo 'nameserver 10.0.0.1' > /etc/resolv.conf", "can't create /etc/resolv.conf: Read-only file system"],
    ["echo '10.0.0.7 stock' >> /etc/hosts", "can't create /etc/hosts: Read-only file system"],
  ])('%s', (run, prints) => {
    const { outcome, because } = forecast(`FROM alpine:3.24\nRUN ${run}\n`);
    expect(outcome).toBe('fails');
    expect(because?.prints).toContain(prints);
  });

  test('a container may write them', () => {
    const command = 'CMD echo "10.0.0.7 stock" >> /etc/hosts && exec sleep 60';
    expect(forecast(`FROM alpine:3.24\n${command}\n`).start.outcome).toBe('starts');
  });
});
