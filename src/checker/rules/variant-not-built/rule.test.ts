import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, TODAY } from '../../testing/rule-helpers.ts';

const id = 'variant-not-built';

describe(id, () => {
  test.each([
    'node:lts-alpine3.22',
    'node:24-alpine3.22',
    'golang:1-alpine3.22',
    'golang:alpine3.22',
    'public.ecr.aws/docker/library/ruby:3.4-alpine3.22',
    'memcached:1.6-alpine3.23',
    'eclipse-temurin:26-jre-alpine-3.22',
    'postgres:17-alpine3.22@sha256:6baf43584bcb78f2e5847d1de515f23499913ac9f12bdf834811a3145eb11ca1',
  ])('rejects %s', (image) => {
    expect(linesOf(id, `FROM ${image}\n`)).toEqual([1]);
  });

  test.each([
    'node:24-alpine3.23',
    'node:24-alpine3.25',
    'node:24-alpine',
    'node:22.3-alpine3.22',
    'python:3.16-alpine3.22',
    'python:3.9-alpine3.22',
    'eclipse-temurin:21-jre-alpine-3.22',
    'drupal:11-fpm-alpine3.22',
    'alpine:3.22',
    'acme/python:3.14-alpine3.22',
  ])('accepts %s', (image) => {
    expect(linesOf(id, `FROM ${image}\n`)).toEqual([]);
  });

  test('is silent where the branch or the version has ended', () => {
    const rules = (text: string): string[] =>
      checker
        .check(text, { today: TODAY })
        .diagnostics.map(({ rule }) => rule)
        .filter((rule) => rule !== 'root-user');
    expect(rules('FROM node:24-alpine3.20\n')).toEqual(['base-ended']);
    expect(rules('FROM node:lts-alpine3.22\n')).toEqual([id]);
  });

  test.each([
    ['FROM --platform=linux/arm64 node:24-alpine3.22 AS x\n', 'FROM --platform=linux/arm64 node:24-alpine3.24 AS x\n'],
    [
      'FROM alpine:3.24\nCOPY --from=httpd:2-alpine3.22 /a /a\n',
      'FROM alpine:3.24\nCOPY --from=httpd:2-alpine3.24 /a /a\n',
    ],
    ['FROM eclipse-temurin:26-jdk-alpine-3.22\n', 'FROM eclipse-temurin:26-jdk-alpine-3.24\n'],
    ['FROM nats:2-alpine3.21\n', undefined],
    ['FROM golang:1-alpine3.22\n', 'FROM golang:1-alpine3.24\n'],
    ['FROM python:alpine3.22\n', undefined],
    ['FROM node:lts-alpine3.22\n', undefined],
    ['FROM nginx:stable-alpine3.22\n', undefined],
    ['ARG B=3.22\nFROM node:24-alpine${B}\n', undefined],
  ])('fixes %j', (before, after) => {
    expect(fixedBy(id, before)).toBe(after);
  });
});
