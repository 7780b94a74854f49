import { describe, expect, test } from 'vitest';
import { linesOf } from '../../testing/rule-helpers.ts';

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

  test('says it once for stages of one image', () => {
    expect(linesOf(id, 'FROM node:18 AS a\nFROM node:18 AS b\nFROM node:16\n')).toEqual([1, 3]);
  });

  test('looks at what is copied and mounted from images', () => {
    expect(
      linesOf(
        id,
        'FROM node:18 AS old\nFROM alpine\nCOPY --from=old /a /a\nRUN --mount=from=php:7.4,target=/m ls /m\n',
      ),
    ).toEqual([1, 4]);
  });
});
