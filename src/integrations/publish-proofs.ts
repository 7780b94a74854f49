import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { provedNumbers } from '../../scripts/prove/numbers.ts';
import { root } from '../../scripts/root.ts';
import { provedFile } from '../lessons/content/proved.ts';

/** Holds the forecast of every proved Dockerfile against its proof, and gives the numbers to the page about recordings. */
export function publishProofs(): AstroIntegration {
  return {
    name: 'belay:publish-proofs',
    hooks: {
      'astro:build:start': () => {
        const path = join(root, provedFile);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, JSON.stringify(provedNumbers()));
      },
    },
  };
}
