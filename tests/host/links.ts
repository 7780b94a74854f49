/** Addresses that a page names, as they stand there: of links, style sheets, scripts, images, forms and previews. */
export function linksOf(html: string): string[] {
  const attributes = html.matchAll(/\s(?:href|src|action|poster|data-src)="([^"]*)"/g);
  const previews = html.matchAll(/<meta\s+property="og:(?:url|image)"\s+content="([^"]*)"/g);
  return [...attributes, ...previews].map(([, link = '']) => link.replaceAll('&#38;', '&').replaceAll('&amp;', '&'));
}

/** The place on a page that a fragment names; undefined for none, and for one that carries a state (`#t=12`). */
export function placeOf({ hash }: URL): string | undefined {
  const id = decodeURIComponent(hash.slice(1));
  return id === '' || id.includes('=') ? undefined : id;
}

/** What a style sheet loads. */
export function urlsOfStyles(css: string): string[] {
  return [...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g)]
    .map(([, url, imported]) => url ?? imported ?? '')
    .filter((url) => !url.startsWith('data:'));
}

/** Modules and files of the build that a script names. */
export function urlsOfScript(code: string, base: string): string[] {
  const modules = code.matchAll(/(?:\bfrom|\bimport\(?)\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g);
  const files = code.matchAll(new RegExp(`["'\`](${base}(?:assets/)?[\\w.-]+\\.\\w+)["'\`]`, 'g'));
  return [...modules, ...files].map(([, url = '']) => url);
}
