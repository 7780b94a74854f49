import { nearest } from '../../src/checker/index.ts';
import { codeBlocksIn } from '../../src/lessons/content/code-blocks.ts';
import { siteAddresses } from '../site-addresses.ts';
import { root } from '../root.ts';

/** Links of the prose to pages of the site. A build follows them all (`src/integrations/check-links.ts`); this finds most of them before. */

const addresses = siteAddresses(root, { drafts: true });

/** What each component of the prose links to. */
const COMPONENTS: Readonly<Record<string, (id: string) => string>> = {
  Lesson: (slug) => `/lessons/${slug}/`,
  Rule: (id) => `/rules/${id}/`,
};

/** Links that lead nowhere, a sentence each, with the line of the body. */
export function deadLinks(body: string): { readonly line: number; readonly says: string }[] {
  const code = new Set(
    codeBlocksIn(body).flatMap(({ line, lines }) => Array.from({ length: lines }, (_, at) => line + at)),
  );
  const places = placesIn(body);
  return body.split('\n').flatMap((text, index) => {
    const line = index + 1;
    if (code.has(line)) return [];
    return linksIn(text).flatMap(([written, target]) => {
      const [page = '', place] = target.split('#');
      const isThere = page === '' ? places.has(place ?? '') : leadsSomewhere(page, target);
      if (isThere) return [];
      const guess = page === '' ? nearest(place ?? '', [...places]) : nearest(target, addresses);
      const hint =
        guess === undefined ? 'Mend it or take it out.' : `Did you mean "${page === '' ? '#' : ''}${guess}"?`;
      return [{ line, says: `${written} leads nowhere. ${hint}` }];
    });
  });
}

/** The glossary's words are known; places on other pages are followed by the build. */
function leadsSomewhere(page: string, target: string): boolean {
  return addresses.includes(page.startsWith('/glossary/') ? target : page);
}

/** Links to the site, as written and where they lead. */
function linksIn(line: string): (readonly [written: string, target: string])[] {
  const plain = line.replace(/`[^`]*`/g, '');
  return [
    ...[...plain.matchAll(/\]\(([/#][^)\s]*)\)/g)].map(([, target = '']) => [target, target] as const),
    ...[...plain.matchAll(/href="([/#][^"]*)"/g)].map(([, target = '']) => [target, target] as const),
    ...[...plain.matchAll(/<(Lesson|Rule) (?:slug|id)="([^"]*)"/g)].map(
      ([written, name = '', id = '']) => [`${written}>`, COMPONENTS[name]?.(id) ?? id] as const,
    ),
  ];
}

/** Ids of the headings, as the build makes them. */
function placesIn(body: string): ReadonlySet<string> {
  const headings = [...body.matchAll(/^#{2,6} (\S.*)$/gm)].map(([, text = '']) => text.replace(/<[^<>]*>/g, ''));
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}
