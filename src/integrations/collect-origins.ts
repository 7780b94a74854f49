import type { Plugin } from 'vite';
import { type Origin, originsOf } from '../../scripts/shipped/origin.ts';

/**
 * Collects whose work is in the files of a bundle.
 * @param found takes what was found.
 * @param everything that the bundle holds ships. Without it only style sheets and files beside the code do, as with the
 * bundle that makes the pages and is then thrown away.
 * @param done is called when files have been written.
 */
export function collectOrigins(
  found: Origin[],
  everything: (environment: string) => boolean,
  done: () => Promise<void> = () => Promise.resolve(),
): Plugin {
  return {
    name: 'belay:collect-origins',
    apply: 'build',
    generateBundle: {
      // After others have taken away what is empty, and before anybody renames files.
      order: 'post',
      handler(_, bundle) {
        const whole = everything(this.environment.name);
        for (const output of Object.values(bundle)) {
          if (output.type === 'asset') {
            for (const file of output.originalFileNames) found.push(...originsOf(file));
            continue;
          }
          for (const [id, { renderedLength }] of Object.entries(output.modules)) {
            const isStyle = /\.css(?:\?|$)/.test(id);
            if (isStyle || (whole && renderedLength > 0)) found.push(...originsOf(id));
          }
        }
      },
    },
    writeBundle: done,
  };
}
