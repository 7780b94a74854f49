import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { hashInputs, writeStamp } from '../../scripts/build-stamp.ts';

/** Notes in the output what it was built from, so that `npm start` knows when there is nothing to build. */
export function stampBuild(): AstroIntegration {
  let stamp = { inputs: '', base: '/' };
  return {
    name: 'belay:stamp-build',
    hooks: {
      // Before the build reads anything: what changes meanwhile is built the next time.
      'astro:config:done': ({ config }) => {
        stamp = { inputs: hashInputs(fileURLToPath(config.root)), base: config.base };
      },
      'astro:build:done': ({ dir }) => writeStamp(fileURLToPath(dir), stamp),
    },
  };
}
