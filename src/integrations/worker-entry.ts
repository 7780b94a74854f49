import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** The program of the worker that grades long files. */
const program = fileURLToPath(new URL('../islands/checker-service/worker.ts', import.meta.url));

/**
 * Makes the program of the engine's worker an entry of the browser's build. The page imports the same module, so both
 * share its chunks; and as an entry it never imports the chunk of a page's script, which cannot run in a worker.
 */
export function workerEntry(): Plugin {
  return {
    name: 'belay:worker-entry',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    buildStart() {
      this.emitFile({ type: 'chunk', id: program });
    },
  };
}
