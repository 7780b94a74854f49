import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { findWebServers, provideWebServers } from '../host/web-servers.ts';

const all = { nginx: '/usr/sbin/nginx', brotliModule: '/x/brotli.so', caddy: '/usr/bin/caddy' };

test('where everything is there, nothing is installed', async () => {
  const install = vi.fn(() => Promise.resolve());
  expect(await provideWebServers({ find: () => all, canInstall: () => true, install })).toEqual(all);
  expect(install).not.toHaveBeenCalled();
});

test('root on a Debian gets what is missing, and no more', async () => {
  let found: Partial<typeof all> = { nginx: all.nginx };
  const install = vi.fn(() => {
    found = all;
    return Promise.resolve();
  });
  expect(await provideWebServers({ find: () => found, canInstall: () => true, install })).toEqual(all);
  expect(install).toHaveBeenCalledExactlyOnceWith(['libnginx-mod-http-brotli-static', 'caddy']);
});

test.each([
  ['cannot be installed here', false],
  ['could not be installed', true],
])('what %s is a failure that says what to do', async (_what, canInstall) => {
  const install = vi.fn(() => Promise.resolve());
  const machine = { find: () => ({ caddy: all.caddy }), canInstall: () => canInstall, install };
  await expect(provideWebServers(machine)).rejects.toThrow(
    /this is missing: nginx, libnginx-mod-http-brotli-static\. .* apt-get install/,
  );
  expect(install).toHaveBeenCalledTimes(canInstall ? 1 : 0);
});

test('finds programs in the folders of PATH that can be run, and what nginx says about its modules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'belay-path-'));
  writeFileSync(join(folder, 'caddy'), '', { mode: 0o644 });
  writeFileSync(join(folder, 'nginx'), `#!/bin/sh\necho "configure arguments: --modules-path=${folder} --x" >&2\n`, {
    mode: 0o755,
  });
  expect(findWebServers(folder)).toEqual({ nginx: join(folder, 'nginx') });
  const module = join(folder, 'ngx_http_brotli_static_module.so');
  writeFileSync(module, '');
  writeFileSync(join(folder, 'caddy2'), '');
  expect(findWebServers(`/nowhere:${folder}`)).toEqual({ nginx: join(folder, 'nginx'), brotliModule: module });
  rmSync(folder, { recursive: true });
});
