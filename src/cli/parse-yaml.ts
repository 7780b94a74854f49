// A module of its own, so that it loads late: bundled, the CommonJS of this package has names only for a static import.
import { parse as parseYaml } from 'yaml';

/** Reads YAML. By itself the library prints warnings, with lines of the file as they are. */
export function parse(text: string): unknown {
  return parseYaml(text, { logLevel: 'error' });
}
