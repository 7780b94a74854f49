import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * In `npm run dev`, `/lessons/<slug>/author/`: what the Dockerfiles of a lesson do against what they should. No build knows of it,
 * and nothing that a build has imports `src/author`.
 */
export function authorPages(): AstroIntegration {
  return {
    name: 'belay:author-pages',
    hooks: {
      'astro:config:setup': ({ command, injectRoute }) => {
        if (command !== 'dev') return;
        const entrypoint = fileURLToPath(new URL('../author/AuthorPage.astro', import.meta.url));
        injectRoute({ pattern: '/lessons/[slug]/author', entrypoint });
      },
    },
  };
}
