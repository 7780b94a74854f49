import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf } from '../../testing/rule-helpers.ts';

const id = 'base-untagged';

describe(id, () => {
  test.each([
    'FROM debian',
    'FROM debian AS builder',
    'FROM debian:latest',
    'from alpine as x',
    'FROM --platform=linux/amd64 alpine',
    'FROM registry:5000/a/b',
    'FROM docker.io/library/alpine:latest',
    'FROM gcr.io/distroless/static',
    'FROM gcr.io/distroless/base:latest',
    'FROM registry.example.org/base-debian13:latest',
  ])('rejects %s', (text) => {
    expect(linesOf(id, `${text}\nRUN true\n`)).toEqual([1]);
  });

  test('judges a default value', () => {
    expect(linesOf(id, 'ARG BASE=alpine\nFROM ${BASE}\n')).toEqual([2]);
    expect(linesOf(id, 'ARG TAG=latest\nFROM alpine:${TAG}\n')).toEqual([2]);
    expect(fixedBy(id, 'ARG TAG=latest\nFROM alpine:${TAG}\n')).toBeUndefined();
  });

  test.each([
    'FROM ruby:2',
    'FROM ruby@sha256:f1dbca0f5dbc9',
    'FROM debian:latest@sha256:7959ed6f7e35f8b1aaa06d1d8259d4ee25aa85a086d5c125480c333183f9deeb',
    'FROM ${VALUE}',
    'ARG VALUE\nFROM ${VALUE}',
    'FROM alpine:${TAG}',
    'FROM scratch',
    'FROM golang:1.27 AS build\nFROM build',
    'FROM registry:5000/a/b:1',
    'FROM',
    'FROM gcr.io/distroless/base-debian13',
    'FROM gcr.io/distroless/nodejs24-debian13:latest AS final',
    'FROM gcr.io/distroless/static-debian12:nonroot',
  ])('accepts %j', (text) => {
    expect(linesOf(id, `${text}\nRUN true\n`)).toEqual([]);
  });

  test.each([
    ['two stages', 'FROM alpine AS a\nFROM alpine\nCOPY --from=a /b /b\n', [1]],
    ['two of latest', 'FROM debian:latest AS a\nFROM debian:latest\nCOPY --from=a /b /b\n', [1]],
    ['another image between', 'FROM alpine AS a\nFROM golang:1.27 AS b\nFROM alpine AS c\nCOPY --from=a /b /b\n', [1]],
    ['two images', 'FROM debian AS a\nFROM golang\nCOPY --from=a /b /b\n', [1, 2]],
  ] as const)('says it once for an image: %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test('mends all stages of an image', () => {
    expect(fixedBy(id, 'FROM alpine AS a\nFROM alpine\nCOPY --from=a /b /b\n')).toBe(
      'FROM alpine:3.24 AS a\nFROM alpine:3.24\nCOPY --from=a /b /b\n',
    );
  });

  test('names the release of the day', () => {
    expect(fixedBy(id, 'FROM alpine:latest AS x\n')).toBe('FROM alpine:3.24 AS x\n');
    expect(fixedBy(id, 'FROM docker.io/library/alpine\n')).toBe('FROM docker.io/library/alpine:3.24\n');
    expect(fixedBy(id, 'FROM debian\n')).toBeUndefined();
  });
});
