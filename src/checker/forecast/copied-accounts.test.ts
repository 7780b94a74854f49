import { expect, test } from 'vitest';
import { contextOf } from '../context-of.ts';
import { forecast } from './forecast.ts';

/** Whose accounts are known is one thing in the stage that has made them, and another where /etc/passwd is copied to. */

const context = contextOf({ app: '\u007fELF' });
const DIGEST = '@sha256:622e56dbc11a8cfe87cafa2331e9a201877271cbff918af53d3be315f3da88cc';
const copied = (base: string, lines: string, user: string, what = '/etc/passwd /etc/passwd'): string =>
  `FROM ${base} AS b\n${lines}FROM scratch\nCOPY --from=b ${what}\nCOPY app /app\nUSER ${user}\nENTRYPOINT ["/app"]\n`;

const start = (text: string): string => {
  const { start: found } = forecast(text, { context });
  return found.because?.prints.includes('unable to find') === true ? 'no user' : found.outcome;
};

test.each([
  copied('alpine:3.19', '', 'app'),
  copied('alpine:3.19', 'RUN adduser -D other\n', 'app'),
  copied('alpine:3.19', 'RUN adduser -D app\n', 'app', '/etc/group /etc/group'),
  copied('alpine:3.19', 'RUN adduser -D app\n', 'app:group', '/etc/passwd /etc/group /etc/'),
])('nobody has this name: %j', (text) => {
  expect(start(text)).toBe('no user');
});

test.each([
  copied('alpine:3.19', 'RUN adduser -D app\n', 'app'),
  copied(`golang:1.26-alpine3.23${DIGEST}`, 'RUN adduser -D app\n', 'app'),
  copied(`alpine${DIGEST}`, 'RUN adduser -S -g app app\n', 'app', '/etc/passwd /etc/group /etc/'),
  copied('ghcr.io/acme/base:1', '', 'app'),
  copied('ghcr.io/acme/base:1', '', 'app', '/etc /etc'),
  copied('ghcr.io/acme/base:1', '', 'app:app', '/etc/pass* /etc/gro* /etc/'),
  copied('alpine:3.19', 'RUN apk add --no-cache nginx\n', 'nginx'),
  copied('alpine:3.19', 'RUN apk add --no-cache nginx\n', 'nginx', '/ /'),
  copied('alpine:3.19', 'COPY app /make\nRUN /make\n', 'app'),
])('somebody may have it: %j', (text) => {
  expect(start(text)).not.toBe('no user');
});

test.each([
  ['addgroup', 'Usage: addgroup'],
  ['adduser -D', 'Usage: adduser'],
  ['addgroup -S $NAME', 'Usage: addgroup'],
  ['adduser -D -h /x ""', 'illegal character with code 0'],
  ['addgroup "$NAME"', 'illegal character with code 0'],
])('nobody is made without a name: %s', (command, prints) => {
  const { steps, outcome } = forecast(`FROM alpine:3.19\nARG NAME\nRUN ${command}\n`);
  expect([outcome, steps.at(-1)?.because?.prints.includes(prints)]).toEqual(['fails', true]);
});

test.each([
  'FROM alpine:3.19\nARG NAME=app\nRUN addgroup $NAME && adduser -D -G $NAME $NAME\n',
  'FROM alpine:3.19\nRUN adduser -D $(cat /etc/nosuch || echo app)\n',
  'FROM alpine:3.19\nRUN N=app && addgroup -S "$N"\n',
])('somebody is: %s', (text) => {
  expect(forecast(text).outcome).not.toBe('fails');
});
