import type { APIRoute } from 'astro';
import { siteUrl } from '../site/urls.ts';

/** Everything may be read; the site map is named where the site's address is known. */
export const GET: APIRoute = ({ site }) => {
  const lines = ['User-agent: *', 'Allow: /'];
  if (site !== undefined) lines.push(`Sitemap: ${new URL(siteUrl('/sitemap.xml'), site).href}`);
  return new Response(`${lines.join('\n')}\n`);
};
