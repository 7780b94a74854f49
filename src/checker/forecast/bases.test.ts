import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';

const context = { paths: [], read: () => undefined };

describe('a branch without a table: what is not listed is unknown, never missing', () => {
  test.each([
    ['CMD ["fetchmail"]', 'unknown'],
    ['CMD ["bash"]', 'fails'],
    ['RUN apk add --no-cache git\nCMD ["bash"]', 'unknown'],
    ['COPY --from=ghcr.io/example/tools /bin /usr/bin\nCMD ["bash"]', 'unknown'],
    ['CMD ["/usr/bin/nosuch"]', 'unknown'],
    ['CMD ["ls"]', 'starts'],
    ['CMD ["/bin/sh"]', 'starts'],
    ['CMD ["/srv/nosuch"]', 'fails'],
  ])('%s', (line, outcome) => {
    expect(forecast(`FROM alpine:3.24\n${line}\n`, { context }).start.outcome).toBe(outcome);
  });

  test('unless the file is judged on a branch that has one', () => {
    const result = forecast('FROM alpine:3.24\nCMD ["bash"]\n', { context, data: { judgedOn: '3.19' } });
    expect(result.start.outcome).toBe('fails');
    expect(result.data.branch).toBe('3.19');
  });
});

describe('mirrors of the base are the base', () => {
  test.each([
    'alpine:3.19',
    'docker.io/library/alpine:3.19',
    'public.ecr.aws/docker/library/alpine:3.19',
    'registry.example:5000/library/alpine:3.19.4',
  ])('%s', (image) => {
    const { steps, start } = forecast(`FROM ${image}\nRUN test -x /sbin/apk\nCMD ["nosuch"]\n`, { context });
    expect(steps[1]).toMatchObject({ outcome: 'ok', given: [] });
    expect(start.outcome).toBe('fails');
  });
});

describe('images of which nothing is known', () => {
  test.each(['ghcr.io/someone/alpine:3.19', 'registry.example:5000/base/alpine:3.19.4', 'someone/alpine:3.19'])(
    '%s may have more than Alpine has',
    (image) => {
      const text = `FROM ${image}\nSHELL ["/bin/bash", "-c"]\nRUN curl -fsSL https://example.org/a | tar xzf - -C /app\n`;
      expect(forecast(text)).toMatchObject({ outcome: 'builds' });
    },
  );

  test('take their commands for granted', () => {
    const { outcome, steps } = forecast('FROM example/tool:1\nRUN build-it\n', { context });
    expect(outcome).toBe('builds');
    expect(steps[0]?.given).toEqual(['the image example/tool:1 exists']);
    expect(steps[1]?.given).not.toEqual([]);
  });

  test('scratch has nothing, not even a shell', () => {
    expect(forecast('FROM scratch\nRUN true\n', { context })).toMatchObject({ outcome: 'fails', because: { line: 2 } });
  });
});

test('accounts that the file makes are there for USER and chown', () => {
  const text =
    'FROM alpine:3.19\nRUN addgroup -S -g 10001 app && adduser -S -D -H -u 10001 -G app app\nUSER app\nRUN [ "$(id -u)" = 10001 ]\n';
  const { outcome, steps, stages } = forecast(text, { context });
  expect(outcome).toBe('builds');
  expect(steps.flatMap(({ given }) => given)).toEqual([]);
  expect(stages[0]?.users()?.get('app')).toEqual({ uid: 10001, gid: 10001 });
});

test('what a step changes is told', () => {
  const text = 'FROM alpine:3.19\nRUN mkdir /a && touch /a/x /b\nRUN rm /b /etc/motd\n';
  const { steps } = forecast(text, { context });
  expect(steps[1]).toMatchObject({ adds: ['/a/', '/a/x', '/b'], removes: [] });
  expect(steps[2]).toMatchObject({ adds: [], removes: ['/b', '/etc/motd'], hides: ['/b', '/etc/motd'] });
});

test('a stage that only a trigger of the target copies from is not built', () => {
  const text = 'FROM alpine:3.19 AS a\nRUN false\nFROM alpine:3.19\nONBUILD COPY --from=a /etc /e\n';
  expect(forecast(text, { context })).toMatchObject({ outcome: 'builds', steps: [{}, { outcome: 'not-run' }, {}, {}] });
  expect(
    forecast(`${text.replace('FROM alpine:3.19\n', 'FROM alpine:3.19 AS b\n')}FROM b\n`, { context }).outcome,
  ).toBe('fails');
});
