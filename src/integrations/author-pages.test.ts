import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { authorPages } from './author-pages.ts';

/** What the integration adds to the site under a command of Astro's. */
function added(command: 'dev' | 'build' | 'preview' | 'sync'): { pattern: string; entrypoint: string }[] {
  const routes: { pattern: string; entrypoint: string }[] = [];
  const injectRoute = (route: { pattern: string; entrypoint: string }): number => routes.push(route);
  const hook = authorPages().hooks['astro:config:setup'] as unknown as (options: object) => void;
  hook({ command, injectRoute });
  return routes;
}

test('npm run dev has the pages for authors', () => {
  const [route, ...more] = added('dev');
  expect([route?.pattern, more]).toEqual(['/lessons/[slug]/author', []]);
  expect(existsSync(String(route?.entrypoint))).toBe(true);
});

test.each(['build', 'preview', 'sync'] as const)('astro %s has none', (command) => {
  expect(added(command)).toEqual([]);
});
