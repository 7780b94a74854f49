import { expect, test } from 'vitest';
import { linesOf } from '../testing/rule-helpers.ts';
import { isDevelopmentFile, isInTests, isToolboxFile } from './target-names.ts';

test.each([
  'Dockerfile.dev',
  'docker/Dockerfile-dev',
  'dev.Dockerfile',
  'api.dev.dockerfile',
  'Dockerfile.local',
  '.devcontainer/Dockerfile',
  'a/.devcontainer/base/Dockerfile',
  'docker/dev/Dockerfile',
  'Containerfile.debug',
])('%s says that its image is for development', (path) => expect(isDevelopmentFile(path)).toBe(true));

test.each([
  undefined,
  '-',
  'Dockerfile',
  'Dockerfile.device',
  'devices.Dockerfile',
  'Dockerfile.prod',
  'dev/api/Dockerfile',
  '/usr/local/Dockerfile',
  '.docker/Dockerfile',
])('%s does not', (path) => expect(isDevelopmentFile(path)).toBe(false));

test('names of a toolbox count for the file, and not for its folder', () => {
  expect(['Dockerfile.ci', 'test.Dockerfile', 'php/builder81/Dockerfile'].map(isToolboxFile)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['build/Dockerfile', 'ci/Dockerfile', 'Dockerfile.buildkit'].map(isToolboxFile)).toEqual([
    false,
    false,
    false,
  ]);
});

test.each([
  ['build-deps-in-final', 'FROM alpine:3.24\nRUN apk add --no-cache build-base\nRUN make\nCMD ["./a"]\n', [2]],
  ['root-user', 'FROM alpine:3.24\nCOPY a /\nCMD ["/a"]\n', [3]],
  ['base-edge', 'FROM alpine:edge\nCMD ["/a"]\n', [1]],
  ['npm-omit-dev', 'FROM node:24-alpine3.24\nCOPY . .\nRUN npm ci\nCMD ["node", "."]\n', [3]],
])('%s asks the name of the file', (id, text, lines) => {
  expect(linesOf(id, text, { path: 'Dockerfile' })).toEqual(lines);
  expect(linesOf(id, text, { path: 'Dockerfile.dev' })).toEqual([]);
});

test.each([
  ['test/Dockerfile', true],
  ['tests/e2e/mock/webhook/Dockerfile', true],
  ['fstest/testserver/images/sftp/Dockerfile', true],
  ['components/testdata/Dockerfile', true],
  ['src/integration-tests/Dockerfile', true],
  ['test_integration/k8s/Dockerfile', true],
  ['integration_tests/api/Dockerfile', true],
  ['latest/Dockerfile', false],
  ['contest/Dockerfile', false],
  ['test-results-api/Dockerfile', false],
  ['services/test.Dockerfile', false],
])('%s lies among tests: %s', (path, expected) => expect(isInTests(path)).toBe(expected));
