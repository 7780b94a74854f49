import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { listFiles } from '../lessons/content/read-folder.ts';

/** A link that leads nowhere. */
interface BrokenLink {
  /** The page it stands on, relative to the output. */
  readonly page: string;
  readonly href: string;
  readonly reason: 'no such page' | 'no such place on the page';
}

/** After a build, follows every link between the site's own pages and fails the build when one leads nowhere. */
export function checkLinks(): AstroIntegration {
  let base = '/';
  return {
    name: 'belay:check-links',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      },
      'astro:build:done': ({ dir, logger }) => {
        const broken = brokenLinks(fileURLToPath(dir), base);
        for (const { page, href, reason } of broken) logger.error(`${page}: ${href}: ${reason}`);
        if (broken.length > 0)
          throw new Error(`${broken.length} links lead nowhere. Mend them where the pages say so.`);
      },
    },
  };
}

/**
 * Every broken link of a built site. Looks at `href` and `src` of the site's own addresses.
 * @param output folder of the built site.
 * @param base base path with a slash at both ends.
 */
export function brokenLinks(output: string, base: string): BrokenLink[] {
  const folder = output.replace(/[/\\]$/, '');
  const pages = new Map<string, string>();
  for (const path of listFiles(folder)) {
    if (path.endsWith('.html')) pages.set(path, readFileSync(join(folder, path), 'utf8'));
  }
  const broken: BrokenLink[] = [];
  for (const [page, html] of pages) {
    for (const href of new Set(linksOf(html))) {
      const reason = fault(href, page, { folder, base, pages });
      if (reason !== undefined) broken.push({ page, href, reason });
    }
  }
  return broken;
}

interface Site {
  readonly folder: string;
  readonly base: string;
  readonly pages: ReadonlyMap<string, string>;
}

function linksOf(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&#38;', '&').replaceAll('&amp;', '&'),
  );
}

function fault(href: string, page: string, { folder, base, pages }: Site): BrokenLink['reason'] | undefined {
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(href)) return undefined;
  const here = base + page.replace(/index\.html$/, '');
  const url = new URL(href, `http://site${here}`);
  if (!url.pathname.startsWith(base)) return 'no such page';
  const path = decodeURIComponent(url.pathname.slice(base.length));
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const html = pages.get(file);
  if (html === undefined) return isFile(join(folder, file)) ? undefined : 'no such page';
  const id = decodeURIComponent(url.hash.slice(1));
  // `#d=…` and `#t=…` carry a state and name no place.
  if (id === '' || id.includes('=') || html.includes(` id="${id}"`)) return undefined;
  return 'no such place on the page';
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
