import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root, without a slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

/** Whether the module with this `import.meta.url` is the one that Node was started with. */
export function isMain(moduleUrl: string): boolean {
  const script = process.argv[1];
  return script !== undefined && realpathSync(script) === fileURLToPath(moduleUrl);
}
