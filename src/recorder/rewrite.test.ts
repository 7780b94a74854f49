import { describe, expect, it } from 'vitest';
import { findBase, namedImages, rewriteBases } from './rewrite.ts';

const bases = new Map([
  ['alpine:3.24', 'alpine:3.19.4'],
  ['debian:13-slim', 'debian:13.7'],
]);

describe('rewriteBases', () => {
  it.each([
    ['FROM alpine:3.24', 'FROM alpine:3.19.4'],
    ['FROM alpine:3.24 AS build', 'FROM alpine:3.19.4 AS build'],
    ['from --platform=$BUILDPLATFORM alpine:3.24 as build', 'from --platform=$BUILDPLATFORM alpine:3.19.4 as build'],
    [`FROM alpine:3.24@sha256:${'0'.repeat(64)}`, 'FROM alpine:3.19.4'],
    ['FROM docker.io/library/alpine:3.24', 'FROM alpine:3.19.4'],
    ['ARG V=3.24\nFROM alpine:${V}', 'ARG V=3.24\nFROM alpine:3.19.4'],
    ['ARG BASE="alpine:3.24"\nFROM $BASE AS run', 'ARG BASE="alpine:3.24"\nFROM alpine:3.19.4 AS run'],
    [
      'FROM scratch\nCOPY --from=debian:13-slim /etc/passwd /',
      'FROM scratch\nCOPY --from=debian:13-slim /etc/passwd /'.replace('13-slim', '13.7'),
    ],
    [
      'FROM alpine:3.24\nRUN --mount=type=bind,from=alpine:3.24,target=/m ls',
      'FROM alpine:3.19.4\nRUN --mount=type=bind,from=alpine:3.19.4,target=/m ls',
    ],
  ])('%j', (before, after) => {
    expect(rewriteBases(before, bases)).toBe(after);
  });

  it.each([
    'FROM alpine:3.23',
    'FROM scratch',
    'FROM ghcr.io/a/alpine:3.24',
    '# FROM alpine:3.24',
    'FROM alpine:edge AS alpine:3.24',
  ])('leaves %j alone', (text) => {
    expect(rewriteBases(text, bases)).toBe(text);
  });

  it('does not take a stage for an image', () => {
    const text = 'FROM debian:13-slim AS build\nFROM build\nCOPY --from=build /a /a\nCOPY --from=0 /b /b\n';
    expect(rewriteBases(text, bases)).toBe(text.replace('debian:13-slim', 'debian:13.7'));
    expect(namedImages(text)).toEqual(['debian:13-slim']);
  });
});

describe('findBase', () => {
  it('takes a missing tag for latest', () => {
    expect(findBase('alpine', new Map([['docker.io/library/alpine:latest', 1]]))).toBe(1);
    expect(findBase('registry:5000/alpine', bases)).toBeUndefined();
  });
});
