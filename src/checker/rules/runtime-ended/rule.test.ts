import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { findingsOf, linesOf, TODAY } from '../../testing/rule-helpers.ts';

const id = 'runtime-ended';

describe(id, () => {
  test.each([
    'node:14',
    'node:20.11.1-alpine3.19',
    'node:hydrogen-slim',
    'node:0.12',
    'python:2',
    'python:2.7-alpine',
    'python:3.6',
    'python:3.9.18-slim',
    'php:5.6-apache',
    'php:8.1-fpm-alpine3.22',
    'ruby:2.7',
    'ruby:2',
    'golang:1.25',
    'golang:1.20rc1',
    'nginx:1.24-alpine-slim',
    'nginx:1.17',
    'postgres:9.6-alpine',
    'postgres:12',
    'redis:5',
    'redis:7.0-alpine',
    'mysql:5.7',
    'mysql:8.0.36',
    'mariadb:10.5',
    'mongo:4.4.29',
    'mongo:6',
    'tomcat:8-jdk17',
    'elasticsearch:7.17.1',
    'docker.elastic.co/elasticsearch/elasticsearch:7.17.1',
    'eclipse-temurin:19-jre-alpine',
    'mcr.microsoft.com/dotnet/aspnet:6.0-alpine',
    'openjdk',
    'openjdk:8-jre-alpine',
    'docker.io/library/node:16',
    'node:18@sha256:6baf43584bcb78f2e5847d1de515f23499913ac9f12bdf834811a3145eb11ca1',
  ])('rejects %s', (image) => {
    expect(linesOf(id, `FROM ${image}\n`)).toEqual([1]);
  });

  test.each([
    'node',
    'node:lts',
    'node:22',
    'node:26.7-alpine3.24',
    'node:27',
    'node:krypton',
    'node:current-alpine',
    'python:3',
    'python:3.15-rc',
    'php:8',
    'golang:1',
    'golang:alpine3.24',
    'nginx:stable-alpine',
    'nginx:1.31',
    'postgres:14.24',
    'postgres:99',
    'redis:6-alpine',
    'redis:6.2',
    'mysql:26.7',
    'mariadb:10.6',
    'mongo:8',
    'rust:1.60',
    'debian:9',
    'openjdk:27-ea-jdk',
    'eclipse-temurin:8u392-b08-jdk',
    'amazoncorretto:17.0.3-alpine3.15',
    'acme/node:8',
    'nodesource:8',
    'tomcat:9.0.50-jdk8-openjdk',
    'erlang:24',
  ])('accepts %s', (image) => {
    expect(linesOf(id, `FROM ${image}\n`, { today: '2026-11-11' })).toEqual([]);
  });

  test.each([
    ['2026-04-29', []],
    ['2026-04-30', [1]],
  ])('judges against %s', (today, lines) => {
    expect(linesOf(id, 'FROM node:20\n', { today })).toEqual(lines);
  });

  const tell = (text: string): readonly (readonly [number, string])[] => {
    const { diagnostics } = checker.check(text, { today: TODAY });
    return diagnostics.flatMap(({ rule, message, related = [] }) => (rule === id ? [[related.length, message]] : []));
  };

  test('says it once for all images', () => {
    expect(linesOf(id, 'FROM node:18 AS a\nFROM node:18 AS b\nFROM node:16\n')).toEqual([1]);
    expect(tell('FROM node:18 AS a\nFROM node:18-slim AS b\nFROM alpine:3.24\n')).toEqual([
      [
        1,
        'Move `node` to a line with support, 26, 24 or 22: that of 18 ended on 2025-04-30, and nobody has promised fixes since. Line 2 needs the same.',
      ],
    ]);
    expect(tell('FROM alpine\nCOPY --from=node:18 /a /a\nRUN --mount=from=php:7.4,target=/m ls /m\n')).toEqual([
      [
        1,
        'Move to releases with support: `node` 18 ended on 2025-04-30 (take 26, 24 or 22) and `php` 7.4 (line 3) ended on 2022-11-28 (take 8.5, 8.4 or 8.3). Nobody has promised fixes since.',
      ],
    ]);
  });

  test('names the releases of Alpine too', () => {
    const all =
      'Move to releases with support: `golang` 1.20 ended on 2024-02-06 (take 1.27 or 1.26), `openjdk` (line 3) ended in 2022 (take `eclipse-temurin`) and Alpine 3.18 (line 1) ended on 2025-05-09 (take 3.24). Nobody has promised fixes since.';
    expect(
      tell('FROM alpine:3.18 AS t\nFROM golang:1.20-alpine AS a\nFROM openjdk:17-alpine3.14 AS b\nFROM alpine:3.18\n'),
    ).toEqual([[3, all]]);
    expect(tell('FROM golang:1.20 AS a\n# belay ignore=base-ended\nFROM alpine:3.18\n')).toEqual([
      [0, expect.stringMatching(/^Move `golang`/)],
    ]);
    expect(tell('FROM node:18-alpine3.18\n')).toEqual([[0, expect.stringMatching(/^Move `node`/)]]);
  });

  test.each([
    ['three lines', 'FROM node:14 AS a\nFROM node:16 AS b\nFROM node:18\n', 'info'],
    ['variants of one', 'FROM node:18-slim AS a\nFROM node:18-alpine AS b\nFROM node:18\n', 'warning'],
    ['variants of two', 'FROM node:18-slim AS a\nFROM node:18-alpine AS b\nFROM node:16\n', 'warning'],
  ])('weighs %s', (_, text, severity) => {
    expect(findingsOf(id, text).map((each) => each.severity)).toEqual([severity]);
  });

  test('leaves alone what a comment is about', () => {
    expect(linesOf(id, '# belay ignore=runtime-ended\nFROM node:18 AS a\nFROM php:7.4 AS b\nFROM node:18\n')).toEqual([
      3,
    ]);
  });
});
