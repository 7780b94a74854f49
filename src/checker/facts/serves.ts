import { chainOf, rootOf } from '../model/stage-chain.ts';
import { baseName } from '../model/paths.ts';
import type { Stage } from '../model/types.ts';
import { literalOf } from '../syntax/expand.ts';

/** Languages and servers of a language: what they start is served on the port that it is told, and needs no rights. */
const LANGUAGE =
  /^(node|npm|npx|yarn|pnpm|bun|deno|next|nuxt|nest|tsx|ts-node|pm2|pm2-runtime|python[\d.]*|gunicorn|uvicorn|hypercorn|daphne|flask|celery|streamlit|ruby|bundle|rails|rake|puma|unicorn|rackup|java|dotnet|php|mix|elixir|perl|lua)$/;

/** Of these the last four compile or load what was compiled as they please. */
const OF_PROJECT = /^(?!(mix|elixir|perl|lua)$)/;
const SERVERS = /^(nginx|httpd|httpd-foreground|apache2?|apache2-foreground|php-fpm\d{0,3}|caddy|supervisord|uwsgi)$/;

/** `node`, `gunicorn`, `java`: a program of a language, by its name or path. */
export function isOfLanguage(program: string): boolean {
  return LANGUAGE.test(baseName(program));
}

/** The ports that EXPOSE names, in the stage and those below it. */
export function portsOf(stage: Stage): readonly number[] {
  return chainOf(stage)
    .flatMap(({ steps }) => steps)
    .flatMap(({ instruction: { keyword, args } }) => (keyword === 'EXPOSE' ? args.map(literalOf) : []))
    .map((port) => parseInt(port ?? '', 10));
}

/** Images whose own command is a server. */
function isServerImage({ name = '', tag = '' }: Stage['base']): boolean {
  return /^(nginx|httpd|caddy)$/.test(name) || (name === 'php' && /(^|-)(fpm|apache)(-|$)/.test(tag));
}

/**
 * Whether the file shows that the container runs a service and no tool: a program of a language or a server stands in what it
 * starts, or a port is named.
 */
export function isService(stage: Stage): boolean {
  const { argv = [], program } = stage.process;
  return (
    [...program, ...argv].some((word = '') => {
      const name = baseName(word);
      return SERVERS.test(name) || (LANGUAGE.test(name) && OF_PROJECT.test(name));
    }) ||
    isServerImage(rootOf(stage).base) ||
    portsOf(stage).length > 0
  );
}
