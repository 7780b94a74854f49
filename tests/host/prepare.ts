import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { example } from '../../scripts/hosting/recipes.ts';
import { root } from '../../scripts/root.ts';
import { runNode, toolScript } from '../../scripts/run-tool.ts';
import { findBrowser, provideBrowser } from '../browser.ts';
import { provideWebServers } from './web-servers.ts';

/** What the web servers serve; the site stands in it under its base path. Apart from `dist`, which others look at. */
export const www = join(root, '.cache/host');

/** The built site. */
export const site = join(www, example.base);

/** Where the site says that it stands. */
export const siteOrigin = `https://${example.host}`;

/**
 * Installs web servers and a browser where they are missing, and builds the site for the base path of the recipes.
 * @returns whether all is there; if not, it has said what is missing.
 */
export async function prepareHostTests(): Promise<boolean> {
  try {
    await provideWebServers();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
  if (findBrowser() === undefined && !(await provideBrowser())) return false;
  rmSync(www, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  const code = await runNode(toolScript('astro'), ['build', '--outDir', site], {
    BELAY_BASE: example.base,
    BELAY_SITE: siteOrigin,
  });
  if (code !== 0) console.error(`The site could not be built for ${example.base}.`);
  return code === 0;
}
