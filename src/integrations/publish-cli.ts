import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { buildCli, writeCli } from '../../scripts/build-cli.ts';

/** Publishes the command as `/belay.mjs`: one file for those who have this site and nothing else. */
export function publishCli(): AstroIntegration {
  let path = '/belay.mjs';
  return {
    name: 'belay:publish-cli',
    hooks: {
      'astro:config:done': ({ config }) => {
        path = `${config.base.replace(/\/$/, '')}/belay.mjs`;
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          if (request.url !== path) return next();
          buildCli().then((text) => response.setHeader('Content-Type', 'text/javascript').end(text), next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        await writeCli(join(fileURLToPath(dir), 'belay.mjs'));
      },
    },
  };
}
