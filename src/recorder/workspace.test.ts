import { expect, it } from 'vitest';
import { isDockerfile } from './workspace.ts';

it.each(['Dockerfile', 'Dockerfile.debian', 'app/Dockerfile', 'debian.Dockerfile'])('%s is a Dockerfile', (path) => {
  expect(isDockerfile(path)).toBe(true);
});

it.each(['.dockerignore', 'Dockerfile.dockerignore', 'MyDockerfile', 'Dockerfile.d/a'])('%s is none', (path) => {
  expect(isDockerfile(path)).toBe(false);
});
