import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import type { LessonTask } from './types.ts';

const task: LessonTask = {
  job: { runs: { file: 'clock.sh' }, ends: { exit: [0] } },
  contracts: [],
  goals: [
    {
      id: 'local-time',
      says: 'Berlin',
      symptom: 'Not Berlin.',
      holds: { timezone: { zone: 'Europe/Berlin', posix: 'CET-1CEST,M3.5.0,M10.5.0/3' } },
    },
  ],
  allow: [],
};
const files: Readonly<Record<string, string>> = { 'clock.sh': '#!/bin/sh\nexec date\n' };
const context = { paths: Object.keys(files), read: (path: string) => files[path] };

function localTime(lines: string): string | undefined {
  const text = `FROM alpine:3.19\nRUN apk add --no-cache tzdata\n${lines}\nCOPY --chmod=755 clock.sh /clock\nCMD ["/clock"]\n`;
  return checker.grade(text, task, { context }).criteria.find(({ id }) => id === 'goal:local-time')?.state;
}

/** Each seen with Docker 26 and Alpine 3.19.4. */
describe('local time', () => {
  test.each([
    ['ENV TZ=Europe/Berlin', 'met'],
    ['RUN ln -s usr/share/zoneinfo/Europe/Berlin /etc/localtime', 'unmet'],
    ['RUN ln -s ../usr/share/zoneinfo/Europe/Berlin /etc/localtime', 'met'],
    ['RUN cp /usr/share/zoneinfo/Europe/Berlin /etc/localtime && chmod 600 /etc/localtime\nUSER nobody', 'unmet'],
    ['RUN cp /usr/share/zoneinfo/Europe/Berlin /etc/localtime && chmod 600 /etc/localtime', 'met'],
    ['ENV TZ=Europe/Berlin\nRUN chmod 700 /usr/share/zoneinfo\nUSER nobody', 'unmet'],
    ['ENV TZ=Europe/Berlin\nRUN chmod 700 /usr/share/zoneinfo && chown nobody /usr/share/zoneinfo\nUSER nobody', 'met'],
    ['ENV TZ=Europe/Berlin\nRUN test -f /usr/share/zoneinfo/zone.tab -a -f /usr/share/zoneinfo/right/UTC', 'met'],
  ])('%s', (lines, state) => {
    expect(localTime(lines)).toBe(state);
  });
});
