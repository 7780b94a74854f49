import { type Cases, describeCases } from '../testing/cases.ts';

/** The checks that BuildKit has (frontend/dockerfile/linter, 2026-08), with what each must and must not report. */

const A = 'FROM alpine:3.24\n';

const CASES: Cases = {
  'instruction-overridden': {
    reported: [
      `${A}CMD ["a"]\nCMD ["b"]\n`,
      `${A}ENTRYPOINT ["a"]\nRUN true\nENTRYPOINT ["b"]\n`,
      `${A}HEALTHCHECK CMD a\nHEALTHCHECK NONE\n`,
      `${A}CMD ["a"]\nENTRYPOINT ["b"]\nCMD ["c"]\n`,
    ],
    silent: [
      `${A}ENTRYPOINT ["a"]\nCMD ["b"]\n`,
      'FROM alpine:3.24 AS a\nCMD ["a"]\nFROM a\nCMD ["b"]\n',
      'FROM alpine:3.24 AS a\nCMD ["a"]\nFROM alpine:3.24\nCMD ["b"]\n',
      `${A}ONBUILD CMD ["a"]\nCMD ["b"]\n`,
      `${A}USER a\nUSER b\n`,
    ],
  },
  'stage-name-duplicate': {
    reported: [
      'FROM alpine:3.24 AS a\nFROM alpine:3.24 AS a\n',
      'FROM alpine:3.24 AS build\nFROM alpine:3.24 AS Build\n',
      'FROM alpine:3.24 as a\nFROM alpine:3.24 as b\nFROM a as a\n',
    ],
    silent: [
      'FROM alpine:3.24 AS a\nFROM alpine:3.24 AS b\n',
      'FROM alpine:3.24\nFROM alpine:3.24\n',
      'FROM alpine:3.24 AS a\nFROM a\n',
    ],
  },
  'stage-name-reserved': {
    reported: [
      'FROM alpine:3.24 AS scratch\n',
      'FROM alpine:3.24 AS context\nFROM context\n',
      'FROM alpine:3.24 as Scratch\nFROM scratch\n',
    ],
    silent: ['FROM scratch\n', 'FROM scratch AS scratchpad\n', 'FROM alpine:3.24 AS contexts\n'],
  },
  'variable-undefined': {
    reported: [
      `${A}COPY $foo .\n`,
      `${A}ENV PATH=$PAHT:/app/bin\n`,
      `${A}ARG VERSION=$foo\n`,
      `ARG V=1\n${A}LABEL v=$V\n`,
      'FROM scratch\nCOPY a /\nUSER $USER_ID\n',
      `${A}WORKDIR \${HOME_DIR}/a\n`,
      `${A}EXPOSE $PORT\n`,
      `${A}ENV A=1 B=$A\n`,
      `${A}RUN true\nCOPY a /$DIR/\nARG DIR\n`,
    ],
    silent: [
      `${A}ARG foo\nCOPY $foo .\n`,
      `${A}ENV PATH=$PATH:/app/bin\n`,
      `ARG V=1\n${A}ARG V\nLABEL v=$V\n`,
      'FROM python:3.14-alpine3.24\nARG VERSION=$PYTHON_VERSION\n',
      `${A}COPY \${foo:-a} .\n`,
      `${A}ENV A='$foo' B=\\$foo\n`,
      `${A}RUN echo $foo\nCMD echo $foo\n`,
      `${A}CMD ["echo", "$foo"]\n`,
      `${A}ARG TARGETARCH\nCOPY a-$TARGETARCH /a\n`,
      'FROM alpine:3.24 AS a\nARG V=1\nENV E=1\nFROM a\nLABEL v=$V e=$E\n',
      `${A}ARG A=1 B=$A\n`,
      `${A}ONBUILD COPY $foo .\n`,
    ],
  },
  'from-arg-undefined': {
    reported: [
      'FROM alpine:$V\n',
      'ARG VERSION=3.24\nFROM alpine:${VERSOIN}\n',
      'FROM --platform=$BUILDPLATFROM alpine:3.24\n',
      'FROM alpine:3.24 AS a\nARG V=3.24\nFROM alpine:$V\n',
    ],
    silent: [
      'ARG V\nFROM alpine:$V\n',
      'FROM --platform=$BUILDPLATFORM alpine:3.24\n',
      'FROM alpine:${V:-3.24}\n',
      'FROM a-$TARGETARCH\n',
      'FROM alpine:3.24\n',
    ],
  },
  'from-arg-default': {
    reported: [
      'ARG TAG\nFROM busybox:${TAG}\n',
      'ARG BASE\nFROM $BASE\n',
      'ARG V\nFROM python:${V}-alpine\n',
      'ARG R=\nFROM $R/alpine:3.24\n',
      'ARG SFX="box:"\nFROM busy${SFX}\n',
    ],
    silent: [
      'ARG TAG=latest\nFROM busybox:${TAG}\n',
      'ARG VARIANT\nFROM busybox:stable${VARIANT}\n',
      'ARG TAG\nFROM alpine:${TAG:-3.24}\n',
      'ARG V=1\nARG TAG=$V\nFROM alpine:$TAG\n',
      'FROM alpine:$TARGETARCH\n',
    ],
  },
  'platform-constant': {
    reported: [
      'FROM --platform=linux/amd64 alpine:3.24\n',
      'FROM --platform=linux/arm64 alpine:3.24 AS build\n',
      'FROM --platform=amd64 alpine:3.24\n',
    ],
    silent: [
      'FROM --platform=$BUILDPLATFORM alpine:3.24\n',
      'FROM --platform=linux/amd64 alpine:3.24 AS base_linux_amd64\n',
      'FROM --platform=linux/amd64 alpine:3.24 AS amd64\n',
      'ARG P=linux/amd64\nFROM --platform=$P alpine:3.24\n',
      'FROM alpine:3.24\n',
    ],
  },
  'copy-ignored': {
    reported: [
      [`${A}COPY ./tmp/Dockerfile /\n`, { '.dockerignore': '*/Dockerfile\n' }],
      [`${A}ADD docs /docs/\n`, { '.dockerignore': 'docs\n', 'docs/a': '' }],
      [`${A}COPY a.txt b.txt /c/\n`, { '.dockerignore': '# x\na.*\n', 'a.txt': '', 'b.txt': '' }],
      ['FROM debian:13\nCOPY .env /\n', { '.dockerignore': '.env\n', '.env': '' }],
      [`${A}COPY . .\n`, { '.dockerignore': '*\n', a: '' }],
      [`${A}ADD ./ /a/\n`, { '.dockerignore': 'a\n**\n', a: '' }],
      [`${A}COPY / /a/\n`, { '.dockerignore': '**/*\n', a: '' }],
    ],
    silent: [
      [`${A}COPY . .\n`, { '.dockerignore': 'docs\n', a: '' }],
      [`${A}COPY . .\n`, { '.dockerignore': '.*\n', a: '' }],
      [`${A}COPY . .\n`, { '.dockerignore': '*\n!a\n', a: '' }],
      [`${A}COPY . .\n`, { '.dockerignore': '*.md\n*/*\n', a: '' }],
      [`${A}COPY docs/a /\n`, { '.dockerignore': 'docs\n!docs/a\n', 'docs/a': '' }],
      [`${A}COPY a /\n`, { '.dockerignore': 'docs\n', a: '' }],
      [`${A}COPY docs /\n`, { 'docs/a': '' }],
      `${A}COPY docs /\n`,
      ['FROM alpine:3.24 AS a\nFROM alpine:3.24\nCOPY --from=a docs /\n', { '.dockerignore': 'docs\n' }],
      [`${A}COPY <<docs /a\nx\ndocs\n`, { '.dockerignore': 'docs\n' }],
    ],
  },
  'expose-format': {
    reported: [
      `${A}EXPOSE 80:80\n`,
      `${A}EXPOSE 127.0.0.1:80:80\n`,
      `${A}EXPOSE 8080:80/tcp 443\n`,
      `${A}EXPOSE [::1]:80:80\n`,
    ],
    silent: [`${A}EXPOSE 80\n`, `${A}EXPOSE 80/udp 8000-8010\n`, `${A}ARG P\nEXPOSE $P\n`, `${A}LABEL p=80:80\n`],
  },
  'stage-name-case': {
    reported: ['FROM alpine:3.24 AS Build\n', 'FROM alpine:3.24 as BUILD\n', 'FROM alpine:3.24 AS buildBase\n'],
    silent: ['FROM alpine:3.24 AS build\n', 'FROM alpine:3.24 AS build-1\n', 'FROM alpine:3.24\n'],
  },
  'instruction-case': {
    reported: [
      'FROM alpine:3.24\nrun true\nRUN true\n',
      'from alpine:3.24\nrun true\nCMD ["a"]\n',
      'FROM alpine:3.24\nRun true\n',
    ],
    silent: ['FROM alpine:3.24\nRUN true\n', 'from alpine:3.24\nrun true\n', 'FROM alpine:3.24 as a\nRUN true\n'],
  },
  'platform-redundant': {
    reported: [
      'FROM --platform=$TARGETPLATFORM alpine:3.24\n',
      'FROM --platform=${TARGETPLATFORM} alpine:3.24 AS a\n',
      'FROM alpine:3.24 AS a\nFROM --platform=$TARGETPLATFORM alpine:3.24\n',
    ],
    silent: [
      'FROM --platform=$BUILDPLATFORM alpine:3.24\n',
      'FROM alpine:3.24\n',
      'ARG TARGETPLATFORM=linux/amd64\nFROM --platform=$TARGETPLATFORM alpine:3.24\n',
    ],
  },
  'comment-name': {
    reported: [
      '# the compiler\nFROM alpine:3.24 AS build\n',
      '# version of it\nARG V=1\nFROM alpine:3.24\n',
      '# build\n# compiles\nFROM alpine:3.24 AS build\n',
      '# Build compiles\nFROM alpine:3.24 AS build\n',
    ],
    silent: [
      '# build compiles\nFROM alpine:3.24 AS build\n',
      '# the compiler\n\nFROM alpine:3.24 AS build\n',
      '# the base\nFROM alpine:3.24\n',
      '# V is the version\nARG V=1\nFROM alpine:3.24\n',
      '# belay ignore=base-untagged why\nFROM alpine:3.24 AS build\n',
      '# belay ignore=comment-name why\n# the compiler\nFROM alpine:3.24 AS build\n',
      '# check=skip=InvalidDefinitionDescription\n\n# the compiler\nFROM alpine:3.24 AS build\n',
      '# the tools\nRUN true\n',
    ],
  },
  'expose-protocol-case': {
    reported: [`${A}EXPOSE 80/TCP\n`, `${A}EXPOSE 53/Udp\n`, `${A}EXPOSE 80 90/SCTP\n`],
    silent: [`${A}EXPOSE 80/tcp\n`, `${A}EXPOSE 80\n`, `${A}ARG P\nEXPOSE $P/tcp\n`],
  },
};

describeCases(CASES);
