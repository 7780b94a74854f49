import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { type Shipped, shippedFile } from '../lessons/content/shipped.ts';
import { type BuiltCli, sha256 } from '../../scripts/build-cli.ts';
import { root } from '../../scripts/root.ts';
import { describeShipped } from '../../scripts/shipped/describe.ts';
import type { Origin } from '../../scripts/shipped/origin.ts';
import { softwareBill } from '../../scripts/shipped/sbom.ts';
import { collectOrigins } from './collect-origins.ts';

/**
 * Says what the build hands out: for the pages, which are made when the scripts are there, and as `/sbom.cdx.json`. The
 * build fails when something may not be handed out as it stands.
 * @param command the file that the site publishes.
 */
export function publishShipped(command: () => Promise<BuiltCli>): AstroIntegration {
  const path = join(root, shippedFile);
  const site: Origin[] = [];
  let shipped: Shipped | undefined;

  async function write(): Promise<void> {
    const { text, origins } = await command();
    shipped = { command: { sha256: sha256(text) }, packages: describeShipped({ site, command: origins }) };
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(shipped));
  }

  return {
    name: 'belay:publish-shipped',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const worker = { plugins: () => [collectOrigins(site, () => true)] };
        updateConfig({ vite: { worker, plugins: [collectOrigins(site, (name) => name === 'client', write)] } });
      },
      'astro:build:start': () => {
        site.length = 0;
        rmSync(path, { force: true });
      },
      'astro:build:done': ({ dir }) => {
        if (shipped === undefined) throw new Error('The build has written no bundle.');
        const bill = softwareBill(shipped);
        writeFileSync(join(fileURLToPath(dir), 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
      },
    },
  };
}
