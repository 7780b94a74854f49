import { expect, test } from 'vitest';
import { checker } from '../../checker.ts';

const allowedBases = ['alpine:3.24', 'python', 'ghcr.io/acme/*', 'node:24-*'];

test.each([
  ['alpine:3.24', true],
  ['alpine:3.24.2', true],
  ['docker.io/library/alpine:3.24', true],
  ['alpine:3.23', false],
  ['alpine:3.2', false],
  ['alpine', false],
  ['python:3.14-slim', true],
  ['ghcr.io/acme/base:1', true],
  ['ghcr.io/other/base:1', false],
  ['node:24-alpine3.24', true],
  ['node:22', false],
  ['scratch', true],
])('FROM %s', (reference, allowed) => {
  const { diagnostics } = checker.check(`FROM ${reference}\n`, { allowedBases, only: ['base-not-allowed'] });
  expect(diagnostics.length === 0).toBe(allowed);
});

test.each([
  ['docker.io/*', 'ubuntu:26.04', true],
  ['docker.io/*', 'acme/tool:1', true],
  ['docker.io/*', 'docker.io/acme/tool:1', true],
  ['docker.io/*', 'registry.example/tool:1', false],
  ['docker.io/library/*', 'acme/tool:1', false],
  ['acme/*', 'docker.io/acme/tool:1', true],
  ['registry.example/*', 'ubuntu:26.04', false],
  ['localhost:5000/*', 'localhost:5000/tool:1', true],
  ['*', 'registry.example/tool:1', true],
])('%s and FROM %s', (pattern, reference, allowed) => {
  const { diagnostics } = checker.check(`FROM ${reference}\n`, { allowedBases: [pattern], only: ['base-not-allowed'] });
  expect(diagnostics.length === 0).toBe(allowed);
});
