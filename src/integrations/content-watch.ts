import { relative } from 'node:path';
import type { Plugin } from 'vite';

/**
 * In `npm run dev`, reloads the page when something changes that pages read from disk and not by import: lessons
 * with their Dockerfiles and recordings, tracks, and the rules' documentation.
 */
export function contentWatch(): Plugin {
  const watched = /^(content\/|src\/checker\/rules\/[^/]+\/rule\.md$)/;
  return {
    name: 'belay:content-watch',
    apply: 'serve',
    configureServer(server) {
      const { root } = server.config;
      server.watcher.add([`${root}/content`, `${root}/src/checker/rules`]);
      let waiting: NodeJS.Timeout | undefined;
      server.watcher.on('all', (_event, file) => {
        if (!watched.test(relative(root, file).replaceAll('\\', '/'))) return;
        // An editor writes several files at once, and Astro itself needs a moment for its content store.
        clearTimeout(waiting);
        waiting = setTimeout(() => server.ws.send({ type: 'full-reload', path: '*' }), 150);
      });
    },
  };
}
