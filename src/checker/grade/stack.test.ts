import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import type { LessonTask } from './types.ts';

const lesson: LessonTask = {
  job: { runs: { made: 'deep' }, needs: { stack: 655_360 } },
  contracts: [{ run: 'cc deep.c' }],
  goals: [{ id: 'it', says: 'There is room', symptom: 'There is none.', holds: { stack: 655_360 } }],
  allow: ['root-user'],
};
const context = contextOf({ 'deep.c': '#include <pthread.h>\nint main(void) { return 0; }\n' });
const INSTALL = 'RUN apt-get update && apt-get install -y gcc libc6-dev musl-tools\nCOPY deep.c /\n';

function states(compile: string, rest = ''): readonly (string | undefined)[] {
  const text = `FROM debian:13-slim AS b\n${INSTALL}RUN ${compile}\nFROM alpine:3.24\nCOPY --from=b /deep /deep\n${rest}CMD ["/deep"]\n`;
  const { criteria } = checker.grade(text, lesson, { context });
  return ['builds', 'job', 'goal:it'].map((id) => criteria.find((each) => each.id === id)?.state);
}

const musl = (options: string): string => `musl-gcc ${options} -o /deep /deep.c`;

/** Each was compiled with GCC 12, ld of binutils 2.40 and musl 1.2.3, and printed the size that its threads got. */
describe('the stack of a thread', () => {
  test.each<[string, string]>([
    ['-Wl,-z,stack-size=1048576', 'met'],
    ['-Wl,-z,stack-size=0x100000', 'met'],
    ['-Wl,-z,stack-size=04000000', 'met'],
    ['-Wl,-zstack-size=1048576', 'met'],
    ['-Wl,-z -Wl,stack-size=1048576', 'met'],
    ['-Wl,-z stack-size=1048576', 'met'],
    ['-z stack-size=1048576', 'met'],
    ['-zstack-size=1048576', 'met'],
    ['-Xlinker -z -Xlinker stack-size=1048576', 'met'],
    ['-static -Wl,-z,stack-size=1048576', 'met'],
    ['-Wl,-z,stack-size=99999999', 'met'],
    ['-Wl,-z,stack-size=65536 -Wl,-z,stack-size=1048576', 'met'],
    ['-Wl,-z,stack-size=1048576,-z,stack-size=65536', 'unmet'],
    ['-Wl,-z,stack-size=100000', 'unmet'],
    ['-Wl,-z,stack-size=', 'unmet'],
    ['-Wl,-z,stack-size', 'unmet'],
    ['-Wl,-z,stacksize=1048576', 'unmet'],
    ['-Wl,-z,STACK-SIZE=1048576', 'unmet'],
    ['-Wl,-z=stack-size=1048576', 'unmet'],
    ['-z,stack-size=1048576', 'unmet'],
    ['-Wl,-z,noexecstack', 'unmet'],
    ['-static', 'unmet'],
    ['', 'unmet'],
  ])('musl-gcc %s: %s', (options, expected) => {
    const job = expected === 'met' ? 'met' : 'unmet';
    expect(states(musl(options))).toEqual(['met', job, expected]);
  });

  test.each([
    ['-Wl,-z,stack-size=1M', "ld: invalid stack size `1M'"],
    ['-Wl,-z,stack-size=-1', "ld: invalid stack size `-1'"],
    ['-Wl,--stack,1048576', "ld: unrecognized option '--stack'"],
    ['-Wl,stack-size=1048576', 'ld: cannot find stack-size=1048576: No such file or directory'],
  ])('the linker refuses %s', (options, says) => {
    const text = `FROM debian:13-slim\n${INSTALL}RUN ${musl(options)}\nCMD ["/deep"]\n`;
    const criteria = checker.grade(text, lesson, { context }).criteria;
    expect(criteria.find(({ id }) => id === 'builds')).toMatchObject({ state: 'unmet' });
    expect(criteria.find(({ id }) => id === 'builds')?.message).toContain(says.replaceAll('`', "'"));
    expect(states(musl(options))).toEqual(['unmet', 'not-yet', 'not-yet']);
  });

  test('is that of the process with glibc, whatever the linker noted', () => {
    expect(states('gcc -static -Wl,-z,stack-size=65536 -o /deep /deep.c')).toEqual(['met', 'met', 'met']);
  });

  test('is that of musl where something stands in for the loader of glibc', () => {
    const gcc = 'gcc -o /deep /deep.c';
    expect(states(gcc, 'RUN apk add --no-cache gcompat\n')[2]).toBe('unknown');
    expect(states(gcc, 'RUN mkdir /lib64 && ln -s /lib/ld-musl-x86_64.so.1 /lib64/ld-linux-x86-64.so.2\n')[2]).toBe(
      'unknown',
    );
    const brought =
      'COPY --from=b /lib64/ld-linux-x86-64.so.2 /lib64/\nCOPY --from=b /lib/x86_64-linux-gnu/libc.so.6 /lib/x86_64-linux-gnu/\n';
    expect(states(gcc, brought)[2]).toBe('met');
  });

  test('is not what ulimit says', () => {
    const text = `FROM debian:13-slim AS b\n${INSTALL}RUN ${musl('')}\nFROM alpine:3.24\nCOPY --from=b /deep /deep\nCMD ["sh", "-c", "ulimit -s unlimited; exec /deep"]\n`;
    const { criteria } = checker.grade(text, lesson, { context });
    expect(criteria.find(({ id }) => id === 'goal:it')).toMatchObject({ state: 'unmet' });
  });

  test('is not known of a source that a line changes, of two sources, and with a library that is loaded before', () => {
    expect(states(`sed -i s/0/1/ /deep.c && ${musl('')}`)[2]).toBe('unknown');
    expect(states(`echo 'int x;' > /x.c && musl-gcc -o /deep /deep.c /x.c`)[2]).toBe('unknown');
    expect(states(musl(''), 'ENV LD_PRELOAD=/usr/lib/libjemalloc.so.2\n')[2]).toBe('unknown');
    expect(states(musl(''), 'ENV LD_PRELOAD=""\n')[2]).toBe('unmet');
  });

  test('is judged when the program starts', () => {
    expect(states(musl('-Wl,-z,stack-size=1048576'), 'ENTRYPOINT ["true"]\n')[2]).toBe('not-yet');
    expect(states('gcc -o /deep /deep.c')[2]).toBe('not-yet');
  });
});
