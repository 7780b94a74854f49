import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { isDockerfile, makeWorkspace } from './workspace.ts';

it.each(['Dockerfile', 'Dockerfile.debian', 'app/Dockerfile', 'debian.Dockerfile'])('%s is a Dockerfile', (path) => {
  expect(isDockerfile(path)).toBe(true);
});

it.each(['.dockerignore', 'Dockerfile.dockerignore', 'MyDockerfile', 'Dockerfile.d/a'])('%s is none', (path) => {
  expect(isDockerfile(path)).toBe(false);
});

it('finds the real client behind the one that stands in for it, though both have the same name', async () => {
  const home = mkdtempSync(join(tmpdir(), 'belay-workspace-'));
  try {
    const real = join(home, 'real');
    mkdirSync(real);
    writeFileSync(join(real, 'docker'), '#!/bin/sh\necho "the real one: $1"\n');
    chmodSync(join(real, 'docker'), 0o755);
    vi.stubEnv('PATH', `${real}${delimiter}${process.env.PATH ?? ''}`);
    const folder = join(home, 'work');
    mkdirSync(folder);
    const workspace = await makeWorkspace({
      folder,
      name: 'context',
      files: new Map(),
      bases: new Map(),
      client: 'docker',
      buildNetwork: undefined,
    });
    const { stdout } = spawnSync('docker', ['version'], { env: workspace.env, encoding: 'utf8', timeout: 20_000 });
    expect(stdout).toBe('the real one: version\n');
    expect(await workspace.calls()).toEqual([{ typed: ['version'], ran: ['version'], exitCode: 0 }]);
  } finally {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true, force: true });
  }
});
