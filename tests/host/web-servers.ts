import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canInstall, installPackages } from '../debian.ts';

/** Real web servers to try the recipes in, by path. */
export interface WebServers {
  readonly nginx: string;
  /** The module of nginx that sends `.br` files. */
  readonly brotliModule: string;
  readonly caddy: string;
}

/** Where Debian and others put servers that are not in everybody's PATH. */
const furtherFolders = ['/usr/sbin', '/usr/local/sbin'];

/** The package of Debian that brings each. */
const packages: Readonly<Record<keyof WebServers, string>> = {
  nginx: 'nginx',
  brotliModule: 'libnginx-mod-http-brotli-static',
  caddy: 'caddy',
};

/** What is installed of them. @param path folders to look in, as in `PATH`. */
export function findWebServers(path = process.env['PATH'] ?? ''): Partial<WebServers> {
  const folders = [...path.split(delimiter), ...(path === process.env['PATH'] ? furtherFolders : [])];
  const nginx = findProgram('nginx', folders);
  return { nginx, brotliModule: nginx && brotliModuleOf(nginx), caddy: findProgram('caddy', folders) };
}

function findProgram(name: string, folders: readonly string[]): string | undefined {
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function brotliModuleOf(nginx: string): string | undefined {
  const { stderr } = spawnSync(nginx, ['-V'], { encoding: 'utf8' });
  const folder = /--modules-path=(\S+)/.exec(stderr)?.[1];
  const file = folder && join(folder, 'ngx_http_brotli_static_module.so');
  return file && existsSync(file) ? file : undefined;
}

/** How web servers are found and installed; the tests put others in its place. */
export interface Machine {
  readonly find: () => Partial<WebServers>;
  readonly canInstall: () => boolean;
  readonly install: (names: readonly string[]) => Promise<void>;
}

const thisMachine: Machine = { find: findWebServers, canInstall, install: installPackages };

/**
 * Installs what is missing, for root on a Debian.
 * @throws Error that says what to install, when something is missing still.
 */
export async function provideWebServers(machine: Machine = thisMachine): Promise<WebServers> {
  const missing = missingOf(machine.find());
  if (missing.length > 0 && machine.canInstall()) {
    console.log(`Installing ${missing.join(', ')}, to try the recipes for web servers …`);
    await machine.install(missing);
  }
  const found = machine.find();
  const { nginx, brotliModule, caddy } = found;
  if (nginx !== undefined && brotliModule !== undefined && caddy !== undefined) return { nginx, brotliModule, caddy };
  throw new Error(
    `The recipes for web servers were not tried, because this is missing: ${missingOf(found).join(', ')}. ` +
      `On Debian and Ubuntu install it with: apt-get install --no-install-recommends ${Object.values(packages).join(' ')}. ` +
      'Elsewhere install nginx with the module ngx_brotli, and Caddy 2; both must be in PATH.',
  );
}

function missingOf(found: Partial<WebServers>): string[] {
  const names = Object.keys(packages) as (keyof WebServers)[];
  return names.filter((name) => found[name] === undefined).map((name) => packages[name]);
}
