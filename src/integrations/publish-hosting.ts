import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { headersFile, headersFileName } from '../../scripts/hosting/headers-file.ts';
import { precompress } from '../../scripts/hosting/precompress.ts';

/** After a build, adds what web servers take from it: `_headers`, and compressed files beside the others. */
export function publishHosting(): AstroIntegration {
  let base = '/';
  return {
    name: 'belay:publish-hosting',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const entries = readdirSync(folder, { withFileTypes: true });
        const names = (wanted: boolean): string[] =>
          entries.flatMap((entry) => (entry.isDirectory() === wanted ? [entry.name] : [])).sort();
        writeFileSync(join(folder, headersFileName), headersFile(base, names(false), names(true)));
        const started = Date.now();
        logger.info(`compressed ${await precompress(folder)} files in ${Date.now() - started} ms`);
      },
    },
  };
}
