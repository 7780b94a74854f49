import { lessonUrl, normalizeBase, ruleUrl } from '../site/urls.ts';
import { UsageError } from './usage-error.ts';

/** Put in by `scripts/build-cli.ts`: the site that publishes the file. */
declare const BELAY_SITE_OF_BUILD: string | undefined;

/** Where the site stands unless `--url` or the environment says otherwise. */
const defaultSite = typeof BELAY_SITE_OF_BUILD === 'undefined' ? 'https://belay.example/' : BELAY_SITE_OF_BUILD;

/** Makes the addresses that findings link to. */
export interface SiteLinks {
  readonly home: string;
  readonly rule: (id: string) => string;
  readonly lesson: (slug: string) => string;
}

/**
 * Links to the site at `--url`, else at `BELAY_SITE` and `BELAY_BASE` (the variables that the site is built with).
 * @throws UsageError when the address is no http(s) URL.
 */
export function siteLinks(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
): SiteLinks {
  const address = option ?? (env.BELAY_SITE || defaultSite);
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new UsageError(`"${address}" is not the address of a site. Give one as https://example.org/belay/.`);
  }
  const path = option === undefined ? (env.BELAY_BASE ?? '') : '';
  const base = new URL(address);
  const inner = normalizeBase(`${base.pathname}/${path}`.replace(/[/\\]{2,}/g, '/'));
  // As a URL, so that nothing but ASCII without blanks is left of what the environment says.
  const site = new URL(inner, base.origin).href;
  return { home: site, rule: (id) => ruleUrl(id, site), lesson: (slug) => lessonUrl(slug, site) };
}
