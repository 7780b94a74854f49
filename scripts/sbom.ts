/**
 * `npm run sbom`: the software bill of materials of what the site and the command hand out, `dist/sbom.cdx.json`. The
 * build writes it, from the bundles themselves; this builds when something has changed and says where it is.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildWhenNeeded, output } from './build-when-needed.ts';
import { root } from './root.ts';

const path = join(output, 'sbom.cdx.json');

if (await buildWhenNeeded()) {
  const { specVersion, components } = JSON.parse(readFileSync(path, 'utf8')) as {
    specVersion: string;
    components: unknown[];
  };
  console.log(`${relative(root, path)}: CycloneDX ${specVersion}, ${components.length} packages`);
} else {
  console.error('There is no software bill without a build, and the build failed; its own message stands above.');
  process.exitCode = 1;
}
