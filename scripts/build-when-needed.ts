import { join } from 'node:path';
import { hashInputs, readStamp } from './build-stamp.ts';
import { root } from './root.ts';
import { runNode, toolScript } from './run-tool.ts';

/** Folder of the built site. */
export const output = join(root, 'dist');

/**
 * Builds the site when something has changed since the last build.
 * @returns false when the build has failed; what was wrong has been shown.
 */
export async function buildWhenNeeded(): Promise<boolean> {
  if (readStamp(output)?.inputs === hashInputs(root)) return true;
  console.log('Building the site.');
  return (await runNode(toolScript('astro'), ['build', '--root', root])) === 0;
}
