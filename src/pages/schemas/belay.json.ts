import type { APIRoute } from 'astro';
import { checker, configSchema } from '../../checker/index.ts';
import { configSchemaUrl } from '../../site/urls.ts';

/** JSON Schema of `.belay.yaml`, for editors. It names itself where the site's address is known (`BELAY_SITE`). */
export const GET: APIRoute = ({ site }) => {
  const { $schema, ...schema } = configSchema(checker.rules) as Readonly<Record<string, unknown>>;
  const id = site === undefined ? {} : { $id: new URL(configSchemaUrl(), site).href };
  return new Response(`${JSON.stringify({ $schema, ...id, ...schema }, null, 2)}\n`, {
    headers: { 'content-type': 'application/schema+json' },
  });
};
