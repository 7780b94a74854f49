import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { nearest } from '../checker/index.ts';
import { AuthorError } from '../lessons/content/author-error.ts';
import { lessonFolders, trackFiles } from '../lessons/content/roots.ts';
import { listFiles } from '../lessons/content/read-folder.ts';

/** A link that leads nowhere. */
interface BrokenLink {
  /** The page it stands on, relative to the output. */
  readonly page: string;
  readonly href: string;
  readonly reason: 'no such page' | 'no such place on the page';
  /** A page with an address that is nearly the same, relative to the site. */
  readonly near?: string;
}

/**
 * After a build, follows every link between the site's own pages and fails the build when one leads nowhere, with the file and the
 * line that it is written on where that is content or a rule's document.
 */
export function checkLinks(): AstroIntegration {
  let base = '/';
  let root = process.cwd();
  return {
    name: 'belay:check-links',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
        root = fileURLToPath(config.root);
      },
      'astro:build:done': ({ dir, logger }) => {
        const broken = brokenLinks(fileURLToPath(dir), base);
        for (const { page, href, reason } of broken) logger.error(`${page}: ${href}: ${reason}`);
        const [first] = broken;
        if (first !== undefined) throw deadLink(first, { base, root });
      },
    },
  };
}

/** Says where a dead link is written, and where it may have been meant to lead. */
export function deadLink(
  { page, href, reason, near }: BrokenLink,
  { base, root }: { readonly base: string; readonly root: string },
): AuthorError {
  const guess = near === undefined ? undefined : `Did you mean "/${near}"?`;
  const problem = `The link "${href}" leads nowhere: ${reason}.`;
  const file = sourceOf(page, root);
  if (file === undefined) return new AuthorError(page, problem, { hint: guess ?? 'Mend it where this page is made.' });
  const written = href.startsWith(base) ? href.slice(base.length - 1) : href;
  const at = readFileSync(join(root, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(written));
  return new AuthorError(file, problem, {
    field: at < 0 ? page : `line ${at + 1}`,
    hint: guess ?? 'Mend it or take it out.',
  });
}

/** The file that an author wrote for a page. */
function sourceOf(page: string, root: string): string | undefined {
  const [kind, name = ''] = page.split('/');
  const lesson = lessonFolders(root).get(name);
  const file =
    kind === 'lessons' && lesson !== undefined
      ? `${lesson}/lesson.mdx`
      : kind === 'tracks'
        ? trackFiles(root).get(name)
        : kind === 'glossary'
          ? 'content/glossary.yaml'
          : `src/checker/rules/${name}/rule.md`;
  return file !== undefined && isFile(join(root, file)) ? file : undefined;
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
  const addresses = [...pages.keys()].map((path) => path.replace(/index\.html$/, ''));
  const broken: BrokenLink[] = [];
  for (const [page, html] of pages) {
    for (const href of new Set(linksOf(html))) {
      const reason = fault(href, page, { folder, base, pages });
      if (reason === undefined) continue;
      const near = nearest((href.split(/[#?]/, 1)[0] ?? '').slice(base.length), addresses);
      broken.push({ page, href, reason, ...(reason === 'no such page' && near !== undefined && { near }) });
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
