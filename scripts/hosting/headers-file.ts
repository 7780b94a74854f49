import { hashedCache, hashedFolder, securityHeaders, usualCache } from '../../src/lessons/content/served.ts';

/** Name of the file in the built site. */
export const headersFileName = '_headers';

/**
 * The headers of the site for hosts of static files that read `_headers`: Netlify
 * (https://docs.netlify.com/manage/routing/headers/), Cloudflare Pages
 * (https://developers.cloudflare.com/pages/configuration/headers/) and others after them.
 *
 * Where two rules meet, some hosts join the values of the same header with a comma. So no address gets `Cache-Control`
 * from two rules: every entry of the site has a rule of its own. A `*` counts only at the end of a path for some hosts,
 * which is why there is no rule for `*.cast`.
 * @param base base path with a slash at both ends.
 * @param files and
 * @param folders names of what stands at the top of the built site.
 */
export function headersFile(base: string, files: readonly string[], folders: readonly string[]): string {
  const visible = (name: string): boolean => !/^[._]/.test(name);
  const usual = [
    base,
    ...files.filter(visible).map((name) => base + name),
    ...folders.filter((name) => visible(name) && name !== hashedFolder).map((name) => `${base}${name}/*`),
  ];
  return [
    rule(`${base}*`, securityHeaders),
    rule(`${base}${hashedFolder}/*`, { 'Cache-Control': hashedCache }),
    ...usual.map((path) => rule(path, { 'Cache-Control': usualCache })),
  ].join('');
}

function rule(path: string, headers: Readonly<Record<string, string>>): string {
  const each = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
  return `${path}\n${each.join('')}`;
}
