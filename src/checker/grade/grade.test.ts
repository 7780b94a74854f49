import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import { fullyNamedIndex } from '../forecast/fully-named.ts';
import type { Goal, Holds, LessonTask } from './types.ts';

const ALPINE = 'FROM alpine:3.24\n';
const files = { 'hello.sh': '#!/bin/sh\nexec jq -n 1\n', 'program.s': '' };
const context = contextOf(files);

function task(holds: Holds, more: Partial<LessonTask> = {}): LessonTask {
  const goal: Goal = { id: 'it', says: 'It holds', symptom: 'It does not hold.', holds };
  return {
    job: { runs: { file: 'hello.sh' }, needs: { commands: ['jq'] } },
    contracts: [],
    goals: [goal],
    allow: ['root-user'],
    ...more,
  };
}

const noIndex = task({ absent: ['/var/cache/apk/*', '/etc/apk/cache/*'], in: 'layers' });
const good = `${ALPINE}RUN apk add --no-cache jq\nCOPY --chmod=755 hello.sh /hello\nCMD ["/hello"]\n`;

function grade(text: string, lesson: LessonTask = noIndex, starter?: string) {
  return checker.grade(text, lesson, {
    context,
    starter: starter === undefined ? undefined : { dockerfile: starter, files },
    today: '2026-11-28',
  });
}

function states(text: string, lesson: LessonTask = noIndex): Record<string, string> {
  return Object.fromEntries(grade(text, lesson).criteria.map(({ id, state }) => [id, state]));
}

describe('a grade', () => {
  test('passes what builds, starts, does its job and meets the goals', () => {
    expect(grade(good).passed).toBe(true);
    expect(states(good)).toEqual({ builds: 'met', starts: 'met', job: 'met', 'goal:it': 'met' });
  });

  test('never passes for what does the same as the starter', () => {
    const respaced = good.replace('RUN ', 'run   ').replaceAll('\n', '\r\n');
    expect(grade(respaced, noIndex, good).passed).toBe(false);
  });

  test.each([
    '',
    ALPINE,
    '\n',
    '# nothing',
    'RUN apk add --no-cache jq',
    'RUNN true',
    '{% if debug %}',
    `${good}RUNN true\n`,
  ])('does not pass %j', (text) => {
    expect(grade(text).passed).toBe(false);
  });

  test('fails a package that the branch does not have, as apk says it, once all names are loaded', async () => {
    const index = await fullyNamedIndex();
    const withNames = (packages: string) =>
      checker.grade(good.replace('jq\n', `${packages}\n`), noIndex, { context, data: { index } });
    const misspelled = withNames('gti jq');
    expect(misspelled.criteria[0]).toMatchObject({
      id: 'builds',
      state: 'unmet',
      message:
        'The build stops at line 2: `ERROR: unable to select packages: gti (no such package): required by: world[gti]` (exit code 1).',
    });
    expect(misspelled.forecast.steps[1]).toMatchObject({
      outcome: 'fails',
      exit: 1,
      because: {
        prints: 'ERROR: unable to select packages:\n  gti (no such package):\n    required by: world[gti]',
      },
    });
    expect(withNames('gti jq || true').criteria.map(({ state }) => state)).toEqual(['met', 'met', 'unmet', 'met']);
    // A package, a name that packages answer to, and names that only their packages know: the table that ships has none.
    for (const unlisted of ['2bwm', 'java-jre', 'cmd:2bwm', 'so:libnone.so.1', 'pc:none'])
      expect(withNames(`${unlisted} jq`).criteria[0]?.state, unlisted).toBe('unknown');
    expect(states(good.replace('jq\n', 'gti jq\n')).builds).toBe('unknown');
  });

  test('says what stops the build, with the line, the words and the exit code of the real tool', () => {
    const { criteria } = grade(good.replace('jq\n', 'jqq\n'));
    const unknown = grade(good.replace('jq\n', 'jq && false\n'));
    expect(criteria[0]?.state).not.toBe('met');
    expect(unknown.criteria[0]).toMatchObject({ id: 'builds', state: 'unmet', met: false, range: { start: 17 } });
    expect(unknown.criteria[0]?.message).toMatch(/^The build stops at line 2: `.+` \(exit code 1\)\.$/);
    expect(unknown.criteria.slice(1).map(({ state }) => state)).toEqual(['not-yet', 'not-yet', 'not-yet']);
  });

  test('says why it does not start', () => {
    const { criteria } = grade(good.replace('--chmod=755 ', ''));
    expect(criteria[1]).toMatchObject({ id: 'starts', state: 'unmet' });
    expect(criteria[1]?.message).toContain('permission denied` (exit code 126)');
    expect(criteria[2]).toMatchObject({ id: 'job', state: 'not-yet' });
  });

  test('says why the job is not done', () => {
    expect(grade(good.replace(' jq', ' git')).criteria[2]?.message).toBe(
      'It starts, and does not do its job: jq: not found.',
    );
  });

  test.each<[string, string, string]>([
    ['no line copies the program, and git is unknown', 'RUN apk add --no-cache git jq\nCMD ["git"]\n', 'unmet'],
    [
      'it is in a stage that nobody needs',
      'COPY hello.sh /\nFROM alpine:3.24\nRUN apk add git\nCMD ["git"]\n',
      'unmet',
    ],
    ['it is copied, and git may start it', 'COPY hello.sh /\nRUN apk add git jq\nCMD ["git", "hello"]\n', 'unknown'],
    ['a variable may copy it', 'ARG F\nCOPY $F /\nRUN apk add git jq\nCMD ["git", "hello"]\n', 'unknown'],
    ['all of the context is copied', 'COPY . /\nRUN apk add git jq\nCMD ["git", "hello"]\n', 'unknown'],
  ])('what is not copied does no job: %s', (_, lines, state) => {
    expect(states(ALPINE + lines).job).toBe(state);
  });

  test('passes what cannot be told of build and job, and says so', () => {
    const { passed, criteria } = grade(good.replace('jq\n', 'jq && wget -q https://example.org/x -O /opt/x\n'));
    expect(passed).toBe(true);
    expect(criteria[0]).toMatchObject({ id: 'builds', state: 'unknown', met: false });
    expect(criteria[0]?.message).toMatch(/^We could not tell whether line 2 works\. It does if /);
  });

  test('does not pass with a goal that cannot be told', () => {
    const text = good.replace('alpine:3.24', 'example.org/team/base:1');
    expect(states(text)['goal:it']).toBe('unknown');
    expect(grade(text).passed).toBe(false);
  });

  test('is held up by an error, as a criterion of its own where nothing else is wrong', () => {
    const text = good.replace(
      'alpine:3.24',
      'alpine:3.24 AS a\nRUN apk add --no-cache --allow-untrusted jq\nFROM alpine:3.24',
    );
    const [error] = checker.check(text).diagnostics.filter(({ severity }) => severity === 'error');
    if (error !== undefined) {
      expect(grade(text).passed).toBe(false);
      expect(grade(text).criteria.at(-1)).toMatchObject({ id: `rule:${error.rule}`, state: 'unmet' });
      expect(grade(text, { ...noIndex, allow: ['root-user', error.rule] }).passed).toBe(true);
    }
    expect(error).toBeDefined();
  });

  test('says what the lesson says in place of a rule, in a row of its own too', () => {
    const messages = { 'base-untagged': 'No release is named.', 'apk-untrusted': 'Nobody looks who signed it.' };
    const latest = grade(good.replace('3.24', 'latest'), { ...noIndex, messages });
    expect(latest.others).toMatchObject([{ rule: 'base-untagged', message: 'No release is named.' }]);
    expect(latest.checked.diagnostics).toMatchObject(latest.others);
    const untrusted = good.replace(
      'alpine:3.24',
      'alpine:3.24 AS a\nRUN apk add --no-cache --allow-untrusted jq\nFROM alpine:3.24',
    );
    expect(grade(untrusted, { ...noIndex, messages }).criteria.at(-1)).toMatchObject({
      id: 'rule:apk-untrusted',
      message: 'Nobody looks who signed it.',
    });
  });

  test('lists other findings, and they block nothing', () => {
    const latest = grade(good.replace('3.24', 'latest'));
    expect(latest.passed).toBe(true);
    expect(latest.others.map(({ rule }) => rule)).toEqual(['base-untagged']);
    expect(grade(good.replace('3.24', 'latest'), { ...noIndex, allow: ['root-user', 'base-untagged'] }).others).toEqual(
      [],
    );
  });
});

const run = (command: string): string => good.replace('COPY', `RUN ${command}\nCOPY`);
const goal = (text: string, holds: Holds, more?: Partial<LessonTask>): string | undefined =>
  states(text, task(holds, more))['goal:it'];

describe('a goal', () => {
  const layers: Holds = { absent: ['/var/cache/apk/*'], in: 'layers' };
  test.each<[string, string, Holds, string]>([
    [
      'a layer keeps what a later line deletes',
      good.replace('--no-cache ', '').replace('COPY', 'RUN rm -rf /var/cache/apk/*\nCOPY'),
      layers,
      'unmet',
    ],
    [
      'the finished image does not',
      good.replace('--no-cache ', '').replace('COPY', 'RUN rm -rf /var/cache/apk/*\nCOPY'),
      { absent: ['/var/cache/apk/*'] },
      'met',
    ],
    [
      'a mount leaves nothing',
      good.replace('RUN apk add --no-cache', 'RUN --mount=type=cache,target=/var/cache/apk apk add'),
      layers,
      'met',
    ],
    ['deleted by find', good.replace('--no-cache jq', 'jq && find /var/cache/apk -mindepth 1 -delete'), layers, 'met'],
    [
      'deleted in a loop',
      good.replace('--no-cache jq', 'jq && for f in /var/cache/apk/*; do rm "$f"; done'),
      layers,
      'met',
    ],
    [
      'a name that begins so, elsewhere',
      good.replace('--no-cache jq', 'jq && mv /var/cache/apk /opt/x'),
      { absent: ['APKINDEX.*'] },
      'unmet',
    ],
    ['no name that begins so', good, { absent: ['APKINDEX.*'], in: 'layers' }, 'met'],
    [
      'a name that begins so, deleted',
      good.replace('--no-cache jq', 'jq && mv /var/cache/apk /x && rm -r /x'),
      { absent: ['APKINDEX.*'], in: 'layers' },
      'met',
    ],
    ['nothing there yet', ALPINE, layers, 'not-yet'],
    ['the build stops first', run('false'), layers, 'not-yet'],
    ['the build stops behind it', run('apk add git && exit 0').replace('CMD', 'RUN false\nCMD'), layers, 'unmet'],
    [
      'a file of the context under another name',
      run('true').replace('CMD', 'COPY program.s /opt/x\nCMD'),
      { absent: ['program.s'] },
      'unmet',
    ],
    ['a file of the context that is not copied', good, { absent: ['program.s'] }, 'met'],
    ['a file of the context, present', good, { present: ['hello.sh'] }, 'met'],
    ['a file of the context, not present', good, { present: ['program.s'] }, 'unmet'],
    ['a path, present', good, { present: ['/usr/bin/jq'] }, 'met'],
    ['a package in the image', good, { packages: { absent: ['jq'] } }, 'unmet'],
    ['a package that came along', good, { packages: { absent: ['oniguruma'] } }, 'unmet'],
    [
      'a package that is gone',
      run('apk add --no-cache make && apk del make'),
      { packages: { absent: ['make'] }, in: 'layers' },
      'met',
    ],
    [
      'a package that went too late',
      run('apk add --no-cache make\nRUN apk del make'),
      { packages: { absent: ['make'] }, in: 'layers' },
      'unmet',
    ],
    [
      'its files alone',
      `FROM alpine AS t\nRUN apk add --no-cache make\n${good}COPY --from=t /usr/bin/make /opt/\n`,
      { packages: { absent: ['make'] } },
      'unmet',
    ],
    ['a package by so:', run('apk add --no-cache so:libzstd.so.1'), { packages: { present: ['zstd-libs'] } }, 'met'],
    ['a package that is missing', good, { packages: { present: ['git'] } }, 'unmet'],
    ['the base itself', good, { base: 'alpine' }, 'met'],
    ['the base by its digest', good.replace('3.24', `3.24@sha256:${'0'.repeat(64)}`), layers, 'met'],
    ['the base without a tag', good.replace(':3.24', ''), layers, 'met'],
    [
      'a mirror of the base',
      good.replace('alpine:3.24', 'public.ecr.aws/docker/library/alpine:3.24'),
      { base: 'alpine' },
      'met',
    ],
    ['another base', good.replace('alpine:3.24', 'debian:13-slim'), { base: 'alpine' }, 'unmet'],
    [
      'an unknown base',
      good.replace('alpine:3.24', 'example.org/x:1'),
      { base: 'alpine', packages: { absent: ['make'] } },
      'unknown',
    ],
    ['no init', good, { pid1: 'init' }, 'unmet'],
    [
      'an init',
      good.replace('jq\n', 'jq tini\n').replace('CMD [', 'CMD ["/sbin/tini", "--", '),
      { pid1: 'init' },
      'met',
    ],
    [
      'an init behind a script',
      good
        .replace('jq\n', 'jq tini && printf \'#!/bin/sh\\nexec /sbin/tini -- "$@"\\n\' > /e && chmod +x /e\n')
        .replace('CMD', 'ENTRYPOINT ["/e"]\nCMD'),
      { pid1: 'init' },
      'met',
    ],
    ['an init that is not there', good.replace('CMD [', 'CMD ["/sbin/tini", "--", '), { pid1: 'init' }, 'not-yet'],
    ['root, because nobody else is named', good, { user: 'other' }, 'unmet'],
    ['root by its number', good.replace('CMD', 'USER 0\nCMD'), { user: 'other' }, 'unmet'],
    ['a user of the base', good.replace('CMD', 'USER nobody\nCMD'), { user: 'other' }, 'met'],
    ['a number', good.replace('CMD', 'USER 10001:10001\nCMD'), { user: 'other' }, 'met'],
    ['a user who was made', run('adduser -S app').replace('CMD', 'USER app\nCMD'), { user: 'other' }, 'met'],
    [
      'another user by a program in front',
      good.replace('jq\n', 'jq su-exec\n').replace('CMD [', 'CMD ["su-exec", "nobody", '),
      { user: 'other' },
      'met',
    ],
    ['a user who is not there', good.replace('CMD', 'USER app\nCMD'), { user: 'other' }, 'not-yet'],
    ['another program', good.replace('"/hello"', '"true"'), { user: 'other' }, 'not-yet'],
    [
      'a user of a base that is not known',
      good.replace('alpine:3.24', 'example.org/x:1').replace('CMD', 'USER app\nCMD'),
      { user: 'other' },
      'unknown',
    ],
    [
      'what stops',
      good.replace('jq\n', 'jq tini\n').replace('CMD [', 'CMD ["/sbin/tini", "--", '),
      { stops: 'term' },
      'met',
    ],
  ])('%s', (_, text, holds, state) => {
    expect(goal(text, holds)).toBe(state);
  });

  test('says the symptom, then the cause with its line', () => {
    const { criteria } = grade(good.replace('--no-cache ', ''));
    expect(criteria[3]?.message).toBe('It does not hold. The layer of line 2 holds `/var/cache/apk/*`.');
    expect(criteria[3]?.symptom).toBe('It does not hold.');
    expect(criteria[0]?.symptom).toBeUndefined();
    expect(criteria[3]?.range?.start).toBe(ALPINE.length);
  });
});

describe('local time', () => {
  const berlin: Holds = { timezone: { zone: 'Europe/Berlin', posix: 'CET-1CEST,M3.5.0,M10.5.0/3' } };
  const data = good.replace('jq\n', 'jq tzdata\n');
  const env = (value: string, text = good): string => text.replace('CMD', `ENV TZ=${value}\nCMD`);
  test.each<[string, string, string]>([
    ['a zone with its data', env('Europe/Berlin', data), 'met'],
    ['with a colon', env(':Europe/Berlin', data), 'met'],
    ['the path of the file', env('/usr/share/zoneinfo/Europe/Berlin', data), 'met'],
    ['a zone without its data', env('Europe/Berlin'), 'unmet'],
    ['another zone', env('Europe/Paris', data), 'unmet'],
    ['nothing set', data, 'unmet'],
    ['an empty TZ', env('""', data), 'unmet'],
    ['a link', data.replace('CMD', 'RUN ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime\nCMD'), 'met'],
    [
      'a copy, the data gone',
      good.replace(
        'CMD',
        'RUN apk add tzdata && cat /usr/share/zoneinfo/Europe/Berlin > /etc/localtime && apk del tzdata\nCMD',
      ),
      'met',
    ],
    [
      'a link, the data gone',
      good.replace(
        'CMD',
        'RUN apk add tzdata && ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime && apk del tzdata\nCMD',
      ),
      'unmet',
    ],
    [
      'set by alpine-conf',
      good.replace('CMD', 'RUN apk add alpine-conf && setup-timezone -z Europe/Berlin\nCMD'),
      'met',
    ],
    [
      'set by alpine-conf, no such zone',
      good.replace('CMD', 'RUN apk add alpine-conf && setup-timezone -z Europe/Berln\nCMD'),
      'not-yet',
    ],
    ['only while it builds', data.replace('CMD', 'RUN export TZ=Europe/Berlin\nCMD'), 'unmet'],
    ['in the command', data.replace('CMD ["/hello"]', 'CMD TZ=Europe/Berlin exec /hello'), 'met'],
    ['a rule', env('CET-1CEST,M3.5.0,M10.5.0/3'), 'met'],
    ['a rule with other names and times in full', env("'<+01>-01:00<+02>-2,M3.5.0/02:00:00,M10.5.0/3'"), 'met'],
    ['a rule without summer time', env('CET-1'), 'unmet'],
    ['a rule without days', env('CET-1CEST'), 'unmet'],
    ['the rule of New York', env('EST5EDT,M3.2.0,M11.1.0'), 'unmet'],
    ['the rule the wrong way round', env('CET+1CEST,M3.5.0,M10.5.0/3'), 'unmet'],
  ])('%s', (_, text, state) => {
    expect(goal(text, berlin)).toBe(state);
  });
});

describe('a program that is made', () => {
  const source = contextOf({ 'main.c': '#include <stdio.h>\nint main(void) { return 0; }\n' });
  const lesson = task({ loads: 'main' }, { job: { runs: { made: 'main' } }, contracts: [{ run: 'cc main.c' }] });
  const text = (base: string, install: string, compile: string): string =>
    `FROM ${base} AS build\nRUN ${install}\nCOPY main.c .\nRUN ${compile} -o /main main.c\nFROM alpine:3.24\nCOPY --from=build /main /main\nCMD ["/main"]\n`;
  const install = 'apt-get update && apt-get install -y gcc libc6-dev musl-tools';
  test.each([
    ['for glibc', text('debian:13-slim', install, 'gcc'), 'unmet'],
    ['static', text('debian:13-slim', install, 'gcc -static'), 'met'],
    ['for musl', text('debian:13-slim', install, 'musl-gcc'), 'met'],
    [
      'for musl by its specs',
      text('debian:13-slim', install, 'gcc -specs /usr/lib/x86_64-linux-musl/musl-gcc.specs'),
      'met',
    ],
    ['on Alpine', text('alpine:3.24', 'apk add --no-cache gcc musl-dev', 'cc'), 'met'],
    [
      'not copied',
      text('alpine:3.24', 'apk add --no-cache gcc musl-dev', 'cc').replace(/COPY --from.*\n/, ''),
      'not-yet',
    ],
    ['asked, and nobody answers', text('debian:13-slim', install.replace(' -y', ''), 'musl-gcc'), 'not-yet'],
  ])('%s', (_, dockerfile, state) => {
    const { criteria } = checker.grade(dockerfile, lesson, { context: source });
    expect(criteria.find(({ id }) => id === 'goal:it')?.state).toBe(state);
    if (state === 'met') expect(criteria.map((each) => each.state)).toEqual(['met', 'met', 'met', 'met']);
  });
});

describe('a program that a package brought', () => {
  const hello = { 'hello.sh': '#!/bin/sh\nexec pzstd --version\n' };
  const lesson = task({ loads: 'pzstd' }, { job: { runs: { file: 'hello.sh' }, needs: { commands: ['pzstd'] } } });
  const text = (final: string): string =>
    `FROM alpine:3.24 AS tools\nRUN apk add --no-cache zstd\nFROM alpine:3.24\n${final}\nCOPY --chmod=755 hello.sh /hello\nCMD ["/hello"]\n`;
  const copy = 'COPY --from=tools /usr/bin/pzstd /usr/local/bin/';
  test.each([
    ['copied, its libraries not', copy, 'unmet'],
    ['with one of three', `RUN apk add --no-cache zstd-libs\n${copy}`, 'unmet'],
    ['with its libraries', `RUN apk add --no-cache zstd-libs libstdc++\n${copy}`, 'met'],
    ['with its libraries by name', `RUN apk add so:libzstd.so.1 so:libstdc++.so.6\n${copy}`, 'met'],
    [
      'with files copied',
      `${copy}\nCOPY --from=tools /usr/lib/libzstd.so.1 /usr/lib/libstdc++.so.6 /usr/lib/libgcc_s.so.1 /usr/lib/`,
      'met',
    ],
    ['under another name', `RUN apk add zstd-libs libstdc++\nCOPY --from=tools /usr/bin/pzstd /usr/bin/pack`, 'met'],
    ['installed', 'RUN apk add --no-cache zstd', 'met'],
    [
      'with files in a folder that LD_LIBRARY_PATH names',
      `${copy}\nCOPY --from=tools /usr/lib /opt/lib\nENV LD_LIBRARY_PATH=/opt/lib`,
      'met',
    ],
    ['with files in a folder that nothing names', `${copy}\nCOPY --from=tools /usr/lib /opt/lib`, 'unmet'],
    ['not there', 'RUN true', 'not-yet'],
  ])('%s', (_, final, state) => {
    const { criteria } = checker.grade(text(final), lesson, { context: contextOf(hello) });
    expect(criteria.find(({ id }) => id === 'goal:it')?.state).toBe(state);
  });
});

describe('one fault, one row', () => {
  test.each([
    ['FROM alpine:3.24\nRUN apk add --no-cache jq && false\n', 'step-fails'],
    ['FROM alpine:3.24\nRUN git --version\n', 'command-missing'],
    ['FROM alpine:3.24\nCMD ["httpd"]\n', 'command-missing'],
    ['FROM alpine:3.24\nCMD ["/srv/none"]\n', 'file-missing'],
    ['FROM alpine:3.24\nCOPY none /srv/\n', 'file-missing'],
  ])('what keeps it from working is not told as a finding as well: %s', (text, rule) => {
    const task = { target: undefined, job: { runs: { made: 'x' } }, contracts: [], goals: [], allow: [] };
    const graded = checker.grade(text, task, { context: { paths: [], read: () => undefined } });
    expect(graded.checked.diagnostics.map((each) => each.rule)).toContain(rule);
    expect(graded.others.map((each) => each.rule)).not.toContain(rule);
    expect(graded.criteria.filter(({ state }) => state === 'unmet')).toHaveLength(1);
  });
});
