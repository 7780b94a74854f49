import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { type BuiltCli, buildCli, checksumLine, writeCli } from '../../scripts/build-cli.ts';

/**
 * Publishes the command as `/belay.mjs`, with its checksum as `/belay.mjs.sha256`: one file for those who have this site
 * and nothing else.
 * @param command the file that a build publishes; `astro dev` makes it anew for each request.
 */
export function publishCli(command: () => Promise<BuiltCli>): AstroIntegration {
  let path = '/belay.mjs';
  return {
    name: 'belay:publish-cli',
    hooks: {
      'astro:config:done': ({ config }) => {
        path = `${config.base.replace(/\/$/, '')}/belay.mjs`;
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          if (request.url === path) {
            buildCli().then(({ text }) => response.setHeader('Content-Type', 'text/javascript').end(text), next);
          } else if (request.url === `${path}.sha256`) {
            buildCli().then(
              ({ text }) => response.setHeader('Content-Type', 'text/plain').end(checksumLine(text)),
              next,
            );
          } else {
            next();
          }
        });
      },
      'astro:build:done': async ({ dir }) => {
        writeCli(join(fileURLToPath(dir), 'belay.mjs'), await command());
      },
    },
  };
}
