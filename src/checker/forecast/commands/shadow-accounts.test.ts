import { describe, expect, test } from 'vitest';
import { forecast } from '../forecast.ts';

function last(lines: string, base = 'debian:13-slim') {
  const { steps, stages } = forecast(`FROM ${base}\n${lines}\n`);
  return { step: steps.at(-1), stage: stages[0] };
}

/** Seen with the shadow tools of Debian 13. */
describe('useradd and groupadd', () => {
  test.each<[string, number | undefined]>([
    ['groupadd --system app && useradd --system --gid app --no-create-home app', undefined],
    ['useradd app', undefined],
    ['useradd -m -s /bin/sh -u 1001 app', undefined],
    ['groupadd app && groupadd app', 9],
    ['groupadd app && groupadd -f app', undefined],
    ['groupadd -g 5001 a && groupadd -g 5001 b', 4],
    ['useradd app && useradd app', 9],
    ['groupadd app && useradd app', 9],
    ['groupadd app && useradd -g app app', undefined],
    ['useradd -N app', undefined],
    ['useradd -u 10001 a && useradd -u 10001 b', 4],
    ['useradd', 2],
  ])('%s: %s', (command, exit) => {
    const { step } = last(`RUN ${command}`);
    expect(step).toMatchObject(exit === undefined ? { outcome: 'ok' } : { outcome: 'fails', exit });
  });

  test('count system accounts down, others up, and make a home when asked', () => {
    const { stage } = last('RUN useradd -r b && useradd a && useradd -m c && useradd -r -u 10001 f');
    expect(Object.fromEntries(stage?.users() ?? [])).toMatchObject({
      a: { uid: 1000, gid: 1000 },
      b: { uid: 999, gid: 999 },
      c: { uid: 1001, gid: 1001 },
      f: { uid: 10001, gid: 998 },
    });
    expect(stage?.files.stat('/home/c')).toMatchObject({ kind: 'dir', mode: 0o700, uid: 1001 });
    expect(stage?.files.stat('/home/a').kind).not.toBe('dir');
  });

  test('are for root', () => {
    expect(last('USER nobody\nRUN useradd app').step).toMatchObject({ outcome: 'fails', exit: 1 });
  });

  test('are not on Alpine until shadow is', () => {
    expect(last('RUN useradd app', 'alpine:3.19').step).toMatchObject({ outcome: 'fails', exit: 127 });
    const { stage } = last('RUN apk add --no-cache shadow && useradd -r app', 'alpine:3.24');
    expect(stage?.users()?.get('app')?.uid).toBe(999);
  });
});
