import { expect, test } from 'vitest';
import { analyze } from '../model/analyze.ts';
import { PackageTimeline, packageAtEnd } from './package-timeline.ts';

/** Whether `bash` is there when `here` runs, and at the end of the last stage. */
function moments(dockerfile: string): [boolean | undefined, boolean | undefined] {
  const stage = analyze(dockerfile).stages.at(-1);
  const here = stage?.steps.flatMap(({ invocations }) => invocations).find(({ name }) => name === 'here');
  if (stage === undefined || here === undefined) throw new Error('no command `here`');
  const packages = new PackageTimeline(stage);
  return [packages.has('bash', here), packages.hasAtEnd('bash')];
}

test.each<[string, [boolean | undefined, boolean | undefined]]>([
  ['FROM alpine:3.24\nRUN here', [false, false]],
  ['FROM bash:5\nRUN here', [true, true]],
  ['FROM public.ecr.aws/docker/library/alpine:3.24\nRUN here', [false, false]],
  ['FROM ghcr.io/a/b:alpine\nRUN here', [undefined, undefined]],
  ['FROM alpine:3.24\nRUN here && apk add bash', [false, true]],
  ['FROM alpine:3.24\nRUN apk add bash && here && apk del bash', [true, false]],
  ['FROM alpine:3.24\nRUN apk add -t .d bash git && here && apk del .d', [true, false]],
  ['FROM alpine:3.24\nRUN apk add bash && apk add -t .d bash && apk del .d && here', [true, true]],
  ["FROM alpine:3.24\nRUN apk add bash git && apk del 'ba*' && here", [false, false]],
  ["FROM alpine:3.24\nRUN apk add bash && apk del 'c*' '*sh?' && here", [true, true]],
  ["FROM alpine:3.24\nRUN apk add -t .deps bash && apk add -t .d bash && here && apk del '.d*'", [true, false]],
  ["FROM alpine:3.24 AS a\nRUN apk add bash\nFROM a\nRUN here && apk del '[ab]*'", [true, false]],
  ["FROM bash:5\nRUN here && apk del 'b?sh'", [true, false]],
  ["FROM bash:5 AS a\nFROM a\nRUN here && apk del 'b?sh'", [true, false]],
  ["FROM alpine:3.24\nRUN apk add bash && if true; then apk del 'b*'; fi && here", [true, true]],
  ['FROM alpine:3.24\nRUN apk add bats && here', [true, true]],
  ['FROM alpine:3.24\nRUN apk add --no-cache cmd:bash && here', [true, true]],
  ['FROM alpine:3.24\nRUN if true; then apk add bash; fi; here', [undefined, undefined]],
  ['FROM alpine:3.24\nARG X\nRUN apk add $X && here', [undefined, undefined]],
  ['FROM alpine:3.24\nRUN apk add ./my.apk && here', [undefined, undefined]],
  ['FROM alpine:3.24\nRUN here && ./install.sh', [false, undefined]],
  ['FROM alpine:3.24\nRUN wget -O- x | sh\nRUN here', [undefined, undefined]],
  ['FROM alpine:3.24\nRUN echo bash | xargs apk add && here', [undefined, undefined]],
  ['FROM alpine:3.24\nRUN ./configure && . /etc/os-release && sh -c "echo a" && here', [false, false]],
  ['FROM alpine:3.24 AS a\nRUN apk add bash\nFROM a\nRUN here', [true, true]],
  ['FROM alpine:3.24 AS a\nRUN apk add bash\nFROM alpine:3.24\nRUN here', [false, false]],
])('%s', (dockerfile, expected) => {
  expect(moments(dockerfile)).toEqual(expected);
});

test('thousands of stages on top of each other are followed without recursion', () => {
  const stages = Array.from({ length: 5000 }, (_, i) => `FROM s${i} AS s${i + 1}`);
  expect(moments(['FROM alpine:3.24 AS s0', 'RUN apk add bash', ...stages, 'RUN here'].join('\n'))).toEqual([
    true,
    true,
  ]);
});

test.each<[string, string, boolean | undefined]>([
  ['tzdata', 'FROM alpine:3.24', false],
  ['tzdata', 'FROM node:24-alpine', false],
  ['tzdata', 'FROM python:3.14-alpine', true],
  ['tzdata', 'FROM alpine:3.24\nRUN apk add --no-cache tzdata', true],
  ['tzdata', 'FROM alpine:3.24\nRUN apk add tzdata && apk del tzdata', false],
  ['tzdata', 'FROM alpine:3.24\nARG MORE\nRUN apk add $MORE', undefined],
  ['tzdata', 'FROM alpine:3.24\nARG MORE\nRUN apk add $MORE\nFROM alpine:3.24', false],
  ['tzdata', 'FROM alpine:3.24 AS a\nRUN ./install.sh\nFROM a', undefined],
  ['tzdata', 'FROM alpine:3.24\nRUN if [ -e /a ]; then apk add tzdata; fi', undefined],
  ['tini', 'FROM alpine:3.24', false],
  ['tini', 'FROM nginx:1.30-alpine', undefined],
  ['tini', 'FROM ghcr.io/a/b:alpine', undefined],
  ['tini', 'FROM debian:13', undefined],
  ['tini', 'FROM alpine:3.24 AS a\nRUN apk add tini\nFROM a', true],
  ['curl', 'FROM nginx:1.30-alpine', true],
  ['bash', 'FROM alpine:3.24\nRUN apk add bats', true],
])('%s at the end of %j', (name, dockerfile, expected) => {
  expect(packageAtEnd(analyze(dockerfile).stages.at(-1)!, name)).toBe(expected);
});

test.each([
  ['httpd:2.4-alpine3.24', false],
  ['haproxy:3.4-alpine3.24', false],
  ['ruby:3.4-alpine3.24', false],
  ['ruby:3.2-alpine3.20', undefined],
  ['ruby:3.4-alpine', undefined],
  ['python:3.14-alpine3.24', true],
  ['nginx:1.30-alpine3.24', true],
  ['php:8.4-alpine3.24', undefined],
])('%s has zone files: %s', (image, expected) => {
  const stage = analyze(`FROM ${image}\n`).target;
  expect(stage && packageAtEnd(stage, 'tzdata')).toBe(expected);
});
