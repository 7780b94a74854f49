import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { criterionId } from './grade.ts';
import type { Expectation, LessonCriteria } from './types.ts';

const ALPINE = 'FROM alpine:3.24\n';

/** Whether one expectation holds for a Dockerfile on Alpine. */
function meets(body: string, expect: Expectation, files: Record<string, string> = {}): boolean {
  const context = { paths: Object.keys(files), read: (path: string) => files[path] };
  const text = body.startsWith('FROM') ? body : ALPINE + body;
  const result = checker.grade(`${text}\n`, { criteria: [{ expect }], allow: [] }, { context });
  return result.criteria.every(({ met }) => met);
}

const accepted: [string, Expectation, string][] = [
  ['installs', { installs: ['git'] }, 'RUN apk add --no-cache git'],
  ['installs in lower case', { installs: ['git'] }, 'run apk add --no-cache git'],
  ['installs in exec form', { installs: ['git'] }, 'RUN ["apk", "add", "git"]'],
  ['installs in a heredoc', { installs: ['git', 'jq'] }, 'RUN <<EOF\nset -e\napk add git\napk add jq\nEOF'],
  ['installs one of two', { installs: ['tini|dumb-init'] }, 'RUN apk add dumb-init'],
  ['notInstalled', { notInstalled: ['gcc'] }, 'RUN apk add -t .b gcc && apk del .b'],
  ['env', { env: { A: 'b' } }, 'ENV A="b"'],
  ['env of any value', { env: { A: '*' } }, 'ARG B\nENV A=$B'],
  ['user', { user: '10001' }, 'USER 10001:10001'],
  ['entrypoint by base name', { entrypoint: ['tini', '--'] }, 'ENTRYPOINT ["/sbin/tini", "--", "a"]'],
  ['command behind an init', { command: ['a', '-x'] }, 'ENTRYPOINT ["tini", "--"]\nCMD ["a", "-x"]'],
  ['command in shell form', { command: ['a', '-x'] }, 'CMD exec a -x'],
  ['command given to a shell', { command: ['/run.sh'] }, 'CMD ["sh", "/run.sh"]'],
  ['command given to an entrypoint script', { command: ['a'] }, 'ENTRYPOINT ["/entrypoint.sh"]\nCMD ["a"]'],
  ['copies', { copies: ['/opt/a'] }, 'COPY a /opt/'],
  ['copies through a folder', { copies: ['/opt/a'] }, 'COPY . /opt'],
  ['stages', { stages: 2 }, 'FROM alpine AS a\nFROM alpine\nCOPY --from=a /a /a'],
  ['base', { base: 'alpine:3.24' }, 'FROM alpine:3.24.2'],
  ['base through a stage', { base: 'alpine' }, 'FROM alpine:3.24 AS a\nFROM a'],
  ['healthcheck', { healthcheck: true }, 'HEALTHCHECK CMD wget -q http://127.0.0.1/'],
  ['exposes', { exposes: [8080] }, 'EXPOSE 8080/tcp'],
  ['workdir', { workdir: '/app/src' }, 'WORKDIR /app\nWORKDIR src'],
  ['runs', { runs: ['make', 'install'] }, 'RUN apk add make && make -C /src DESTDIR=/out install'],
  [
    'runs in another stage by any name',
    { runs: ['make'], in: 'build' },
    'FROM alpine AS compile\nRUN apk add build-base && make\nFROM alpine\nCOPY --from=compile /a /a',
  ],
  ['init', { init: true }, 'CMD ["/usr/bin/dumb-init", "a"]'],
  ['timezone by tzdata', { timezone: 'Europe/Berlin' }, 'RUN apk add tzdata\nENV TZ=Europe/Berlin'],
  [
    'timezone by a copied file',
    { timezone: 'Europe/Berlin' },
    'RUN apk add -t .t tzdata && cp /usr/share/zoneinfo/Europe/Berlin /etc/localtime && apk del .t',
  ],
  [
    'timezone by a link',
    { timezone: 'Europe/Berlin' },
    'RUN apk add tzdata && ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime',
  ],
  [
    'timezone by one zone of another stage',
    { timezone: 'Europe/Berlin' },
    'FROM alpine AS z\nRUN apk add tzdata\nFROM alpine\nCOPY --from=z /usr/share/zoneinfo/Europe/Berlin /etc/localtime',
  ],
  ['runs a tool that another package brings', { runs: ['gcc'] }, 'RUN apk add g++ && gcc -o /a a.c'],
];

const refused: [string, Expectation, string][] = [
  ['installs in a comment', { installs: ['git'] }, '# RUN apk add git\nRUN true # && apk add git'],
  ['installs that are printed', { installs: ['git'] }, 'RUN echo "apk add git"'],
  ['installs in a string', { installs: ['git'] }, 'ENV A="RUN apk add git"'],
  ['installs that may not happen', { installs: ['git'] }, 'RUN if false; then apk add git; fi'],
  ['installs behind ||', { installs: ['git'] }, 'RUN true || apk add git'],
  [
    'installs in the wrong stage',
    { installs: ['git'] },
    'FROM alpine AS a\nRUN apk add git\nFROM alpine\nCOPY --from=a /a /a',
  ],
  ['installs that are deleted again', { installs: ['git'] }, 'RUN apk add git\nRUN apk del git'],
  ['notInstalled', { notInstalled: ['gcc'] }, 'RUN apk add gcc'],
  ['env of another value', { env: { A: 'b' } }, 'ENV A=c'],
  ['env of another stage', { env: { A: 'b' } }, 'FROM alpine AS a\nENV A=b\nFROM alpine'],
  ['an argument is no env', { env: { A: 'b' } }, 'ARG A=b'],
  ['command', { command: ['a'] }, 'CMD ["b", "a"]'],
  ['command that is overridden', { command: ['a'] }, 'CMD ["a"]\nCMD ["b"]'],
  ['copies that are deleted', { copies: ['/opt/a'] }, 'COPY a /opt/\nRUN rm /opt/a'],
  ['stages that nothing needs', { stages: 2 }, 'FROM alpine AS a\nFROM alpine'],
  ['base', { base: 'alpine' }, 'FROM debian:13'],
  ['another release', { base: 'alpine:3.2' }, 'FROM alpine:3.24'],
  ['runs in a comment', { runs: ['make'] }, 'RUN true # make'],
  ['runs a tool that is not there', { runs: ['make'] }, 'RUN make'],
  ['runs a tool before it is there', { runs: ['make'] }, 'RUN make && apk add make'],
  ['runs a tool that is gone', { runs: ['make'] }, 'RUN apk add -t .b make && apk del .b && make'],
  [
    'timezone with an empty TZ',
    { timezone: 'Europe/Berlin' },
    'RUN apk add tzdata && cp /usr/share/zoneinfo/Europe/Berlin /etc/localtime\nENV TZ=',
  ],
  ['runs as an argument', { runs: ['make'] }, 'RUN echo make'],
  ['init', { init: true }, 'CMD ["a", "tini"]'],
  ['timezone without data', { timezone: 'Europe/Berlin' }, 'ENV TZ=Europe/Berlin'],
  [
    'timezone by a link without its target',
    { timezone: 'Europe/Berlin' },
    'RUN apk add -t .t tzdata && ln -s /usr/share/zoneinfo/Europe/Berlin /etc/localtime && apk del .t',
  ],
  ['timezone of another name', { timezone: 'Europe/Berlin' }, 'RUN apk add tzdata\nENV TZ=Europe/Paris'],
];

describe('an expectation holds:', () => {
  test.each(accepted)('%s', (_, expected, body) => {
    expect(meets(body, expected)).toBe(true);
  });
});

describe('an expectation does not hold:', () => {
  test.each(refused)('%s', (_, expected, body) => {
    expect(meets(body, expected)).toBe(false);
  });
});

test('a file of the context', () => {
  const file = { path: '.dockerignore', contains: ['.git', 'node_modules'] };
  expect(meets('', { file }, { '.dockerignore': '.git/\nnode_modules\n' })).toBe(true);
  expect(meets('', { file }, { '.dockerignore': '# node_modules\n.git\n' })).toBe(false);
  expect(meets('', { file })).toBe(false);
});

describe('a grade', () => {
  const lesson: LessonCriteria = {
    criteria: [
      { rule: 'apk-no-cache' },
      { expect: { installs: ['git'] }, because: 'The script calls it.' },
      { expect: { command: ['a'] }, level: 'actionable' },
    ],
    allow: [],
  };
  const good = `${ALPINE}RUN apk add --no-cache git\nCMD ["a"]\n`;

  test('passes when every essential criterion is met', () => {
    expect(checker.grade(good, lesson).passed).toBe(true);
    expect(checker.grade(good.replace('"a"', '"b"'), lesson).passed).toBe(true);
    expect(checker.grade(good.replace('git', 'jq'), lesson).passed).toBe(false);
  });

  test('never passes for what does the same as the starter', () => {
    const respaced = good.replace('RUN ', 'run   ').replaceAll('\n', '\r\n');
    expect(checker.grade(respaced, lesson, { starter: good }).passed).toBe(false);
  });

  test('does not pass by deletion', () => {
    for (const text of ['', ALPINE, '\n', '# nothing', 'RUN apk add --no-cache git'])
      expect(checker.grade(text, lesson).passed).toBe(false);
  });

  test.each(['RUNN true', '{% if debug %}'])('does not pass with the line %s, which Docker cannot read', (line) => {
    const result = checker.grade(`${good}${line}\n`, lesson);
    expect(result.passed).toBe(false);
    expect(result.criteria.find(({ met }) => !met)?.id).toBe('rule:syntax');
  });

  test('says where, why and what to do', () => {
    const result = checker.grade(`${ALPINE}RUN apk add jq\nCMD ["a"]\n`, lesson);
    const [cache, git] = result.criteria;
    expect(cache).toMatchObject({ id: 'rule:apk-no-cache', met: false, range: { start: 21 } });
    expect(cache?.fix?.edits[0]?.text).toBe(' --no-cache');
    expect(git?.message).toMatch(/^Install `git` in the final image: .* The script calls it\.$/);
  });

  test('lists findings of other rules', () => {
    const { others } = checker.grade(good.replace('3.24', 'latest'), lesson);
    expect(others.map(({ rule }) => rule)).toEqual(['base-untagged']);
    const allowed = checker.grade(good.replace('3.24', 'latest'), { ...lesson, allow: ['base-untagged'] });
    expect(allowed.others).toEqual([]);
  });
});

test.each<[Expectation, string]>([
  [{ installs: ['git', 'jq'] }, 'expect:installs:git,jq'],
  [{ env: { TZ: 'UTC' } }, 'expect:env:TZ=UTC'],
  [{ runs: ['make'], in: 'build' }, 'expect:runs:make@build'],
  [{ stages: 2 }, 'expect:stages:2'],
  [{ init: true }, 'expect:init:true'],
  [{ copies: ['/a'], in: 'final' }, 'expect:copies:/a'],
])('the id of %j', (expected, id) => {
  expect(criterionId({ expect: expected })).toBe(id);
});
