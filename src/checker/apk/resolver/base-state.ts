import { readHead } from './table.ts';
import type { ApkState } from './world.ts';

/**
 * What the root file system that a table names has in its world and has installed; undefined when the table was made
 * without one (`npm run apk-index -- … --root <rootfs tarball>`).
 */
export function baseState(table: string): ApkState | undefined {
  const head = readHead(table);
  const installed = head.get('base-installed');
  const world = head.get('base-world');
  if (installed === undefined || world === undefined) return undefined;
  const versions = installed.split(' ').map((text): [string, string] => {
    const at = text.indexOf('=');
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return { world: world.split(' '), groups: new Map(), installed: new Map(versions) };
}
