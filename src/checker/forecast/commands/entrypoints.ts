import type { Command } from '../shell/call.ts';
import { launch } from '../shell/launch.ts';
import { findProgram, programAt } from '../shell/programs.ts';
import type { FileNode } from '../files/node.ts';
import { allows } from '../files/resolve.ts';
import { OK } from '../status.ts';

/** Where the images put the scripts that they start with. */
const PLACES = /^\/(?:usr\/local\/bin\/)?docker-(?:php-entrypoint|entrypoint\.sh)$/;

/** Whether a program is the script with which an official image starts whatever it is given. */
export function isEntrypoint(node: FileNode | undefined): boolean {
  return PLACES.test(node?.content.source ?? '');
}

/** Programs that the scripts take for meant when they are given only options. */
const MEANT = ['node', 'php', 'bash'];

/**
 * The start scripts of node, php, bash and nginx end with `exec "$@"`. Before, those of node, php and bash put their own program
 * in front of options, and that of node in front of what is no command or a file that may not run, too; that of nginx runs its own
 * configuration scripts (nodejs/docker-node f27d936f7d7c, docker-library/php 445bf414f1d5, tianon/docker-bash cd784eb57336,
 * nginx/docker-nginx 0d7f4380c735).
 */
export const entrypoint: Command = (call) => {
  const { session, args } = call;
  const [first] = args;
  const own = MEANT.find((name) => programAt(session, `/usr/local/bin/${name}`).kind === 'found');
  const start = (words: typeof args) => launch(session, words, { ...call, by: 'shell', replaces: true });
  if (first === undefined) return own === 'bash' ? start([{ value: own, range: call.range }]) : OK;
  if (first.value === undefined) return session.assume(`\`${call.name}\` starts what it is given`, call.asked);
  const scripts = session.machine.tree.get('/docker-entrypoint.d');
  if (
    scripts?.kind === 'dir' &&
    [...scripts.entries.values()].some((each) => !('origin' in each) || each.origin.kind !== 'base')
  )
    session.given.add('the scripts of /docker-entrypoint.d work');
  const isOption = first.value.startsWith('-');
  const found = isOption ? undefined : findProgram(session, first.value, call.shell, call.environment);
  const file = session.disk().find(call.path(first.value) ?? '/');
  const isText =
    file.at === 'there' && file.node.kind === 'file' && allows(file.node, 1, session.user) === false && !isOption;
  const needsOwn = own !== undefined && (isOption || (own === 'node' && (isText || found?.kind === 'missing')));
  return start(needsOwn ? [{ value: own, range: call.range }, ...args] : args);
};
