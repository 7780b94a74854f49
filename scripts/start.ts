/**
 * `npm start`: builds the site when something has changed since the last build, and serves it.
 *
 *   npm start                     http://127.0.0.1:4321/, or the next free port
 *   npm start -- --no-build       serves what is there
 *   PORT=8080 HOST=0.0.0.0 npm start
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readStamp } from './build-stamp.ts';
import { buildWhenNeeded, output } from './build-when-needed.ts';
import { listen, staticServer } from './static-server.ts';

async function main(): Promise<void> {
  const unknown = process.argv.slice(2).find((argument) => argument !== '--no-build');
  if (unknown !== undefined) throw new StartError(`There is no option "${unknown}". The only one is --no-build.`);
  await provideSite(process.argv.includes('--no-build'));

  const base = readStamp(output)?.base ?? '/';
  const host = process.env['HOST'] || '127.0.0.1';
  const wanted = wantedPort(process.env['PORT']);
  const server = staticServer({ folder: output, base });
  const port = await listen(server, host, wanted);
  if (wanted !== 0 && port !== wanted) console.log(`Port ${wanted} is taken, so this is on the next free one.`);
  console.log(`Belay is at http://${host}:${port}${base}`);
  console.log('Stop it with Ctrl+C.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

async function provideSite(never: boolean): Promise<void> {
  if (never) {
    if (!existsSync(join(output, 'index.html')))
      throw new StartError('There is no built site in dist/. Run: npm run build');
    return;
  }
  if (!(await buildWhenNeeded())) throw new StartError('The build failed; its own message stands above.');
}

/** @throws StartError when `PORT` is no port. */
function wantedPort(text: string | undefined): number {
  if (text === undefined || text === '') return 4321;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartError(`PORT is "${text}". It must be a number from 0 to 65535.`);
}

/** Something that the user can mend. */
class StartError extends Error {}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
