import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { example } from '../../scripts/hosting/recipes.ts';
import { root } from '../../scripts/root.ts';
import { listen, staticServer } from '../../scripts/static-server.ts';
import type { WebServers } from './web-servers.ts';

/** A web server that runs. */
export interface Running {
  /** Without a slash at its end. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** A recipe of `docs/hosting` as it stands, with values in place of its examples. @throws Error when one is not in it. */
export function filledIn(name: string, values: Readonly<Record<string, string>>): string {
  let recipe = readFileSync(join(root, 'docs/hosting', name), 'utf8');
  for (const [from, to] of Object.entries(values)) {
    if (!recipe.includes(from)) throw new Error(`docs/hosting/${name} has no "${from}".`);
    recipe = recipe.replaceAll(from, to);
  }
  return recipe;
}

/** The recipe for nginx in a configuration that writes to a folder of its own only. @param www folder to serve. */
export async function serveByNginx({ nginx, brotliModule }: WebServers, www: string): Promise<Running> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'belay-nginx-'));
  const recipe = filledIn('nginx.conf', {
    'listen 80;': `listen 127.0.0.1:${port};`,
    [example.host]: 'localhost',
    [example.root]: `"${www}"`,
  });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(join(folder, 'recipe.conf'), recipe);
  writeFileSync(
    join(folder, 'nginx.conf'),
    [
      `load_module ${brotliModule};`,
      `pid ${folder}/pid;`,
      // The files may be in a folder that only root can read; for anybody else nginx ignores this line with a warning.
      ...(process.getuid?.() === 0 ? ['user root;'] : []),
      'worker_processes 1;',
      'events {}',
      'http {',
      '  access_log off;',
      ...temporary.map((name) => `  ${name}_temp_path ${folder}/${name};`),
      `  include ${folder}/recipe.conf;`,
      '}',
      '',
    ].join('\n'),
  );
  const parameters = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;'];
  return start(nginx, parameters, port, folder);
}

/** The recipe for Caddy, without certificates and without its administration. @param www folder to serve. */
export async function serveByCaddy({ caddy }: WebServers, www: string): Promise<Running> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'belay-caddy-'));
  const recipe = filledIn('Caddyfile', {
    [example.host]: `http://127.0.0.1:${port}`,
    [example.root]: `"${www}"`,
  });
  writeFileSync(join(folder, 'recipe'), recipe);
  const main = `{\n\tadmin off\n\tauto_https off\n\tlog {\n\t\tlevel ERROR\n\t}\n}\nimport ${folder}/recipe\n`;
  writeFileSync(join(folder, 'Caddyfile'), main);
  const env = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
  const parameters = ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
  return start(caddy, parameters, port, folder, env);
}

/** What `npm start` serves with. @param www folder in which the site stands under its base path. */
export async function serveByOurs(www: string): Promise<Running> {
  const server = staticServer({ folder: join(www, example.base), base: example.base });
  const port = await listen(server, '127.0.0.1', 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Starts a program and waits until it answers. @throws Error with what it said when it does not. */
async function start(
  program: string,
  parameters: readonly string[],
  port: number,
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawn(program, parameters, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Nothing that we started outlives us, however the tests end.
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text.toString()));
  const origin = `http://127.0.0.1:${port}`;
  for (let attempt = 0; !(await answers(origin)); attempt++) {
    if (child.exitCode !== null || attempt > 300) {
      kill();
      throw new Error(`${program} does not serve:\n${said.join('')}`);
    }
    await wait(100);
  }
  return {
    origin,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin).then(
    () => true,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
