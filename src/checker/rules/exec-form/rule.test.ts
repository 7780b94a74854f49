import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { TODAY } from '../../testing/rule-helpers.ts';

const id = 'exec-form';

/** The severity of what the rule says to a file, and its message. */
function said(text: string): (readonly [string, string])[] {
  const { diagnostics } = checker.check(text, { today: TODAY, only: [id] });
  return diagnostics.map(({ severity, message }) => [severity, message] as const);
}

const alpine = (command: string): string => `FROM alpine:3.20\n${command}\n`;
const bash = (command: string): string =>
  `FROM alpine:3.20\nRUN apk add --no-cache bash\nSHELL ["/bin/bash", "-c"]\n${command}\n`;
const debian = (command: string): string => `FROM debian:13-slim\n${command}\n`;

describe(id, () => {
  // Each was started with `sh -c` in the root file system of Alpine 3.20.3 (BusyBox 1.36.1): `sh` stays in front of the program.
  test.each([
    'nc -l || exit 1',
    'nc -l && true',
    'nc -l | cat',
    'cat /etc/motd | nc -l',
    'nc -l; echo done',
    'while nc -l; do :; done',
    'for i in 1 2; do nc -l; done',
    '! nc -l',
    'trap "exit 0" TERM; nc -l',
    'eval "nc -l"',
    '. /start.sh',
    '{ nc -l; } >/tmp/log',
    'nc -l -p $PORT || exit 1',
    'cd / && nc -l || true',
  ])('warns where BusyBox sh stays: %s', (script) => {
    expect(said(alpine(`CMD ${script}`)).map(([severity]) => severity)).toEqual(['warning']);
    expect(said(alpine(`ENTRYPOINT ${script}`))[0]?.[1]).toContain('is PID 1 here');
  });

  // Each was started in the same way: PID 1 is the program.
  test.each([
    'nc -l',
    'true && nc -l',
    'A=1; true; nc -l',
    'echo $HOME && nc -l',
    'nc -l >/tmp/log 2>&1',
    'if true; then nc -l; fi',
    'case a in a) nc -l;; esac',
    '(cd / && nc -l)',
    'false || nc -l',
    'cd /tmp && A=b nc -l -p $PORT',
    'sleep 1 & nc -l',
    '(nc -l) >/tmp/log',
  ])('notes where BusyBox sh becomes the program: %s', (script) => {
    const [first, ...more] = said(alpine(`CMD ${script}`));
    expect(first?.[0]).toBe('info');
    expect(first?.[1]).not.toContain('is PID 1 here');
    expect(more).toEqual([]);
  });

  test.each([
    'exec nc -l',
    'true; exec nc -l || exit 1',
    'if true; then exec nc -l; else exec nc -lk; fi',
    'date; echo done',
    'trap "kill %1" TERM; nc -l & wait',
    'mkdir -p /tmp/www && exec nc -l',
  ])('accepts %s', (script) => {
    expect(said(alpine(`CMD ${script}`))).toEqual([]);
  });

  test('knows what bash does', () => {
    expect(said(bash('CMD true && nc -l'))[0]?.[0]).toBe('info');
    expect(said(bash('CMD nc -l >/tmp/log'))[0]?.[0]).toBe('warning');
    expect(said(bash('CMD if true; then nc -l; fi'))[0]?.[0]).toBe('warning');
  });

  test('knows what the sh of Debian does', () => {
    expect(said(debian('CMD nc -l'))[0]?.[0]).toBe('warning');
    expect(said(debian('CMD exec nc -l'))).toEqual([]);
  });

  test('does not say what it cannot know of an image', () => {
    expect(said('FROM example/base\nCMD nc -l\n')[0]?.[0]).toBe('info');
  });
});
