import { allows } from '../files/resolve.ts';
import type { Command } from '../shell/call.ts';
import { watched } from '../shell/programs.ts';
import { fails, OK } from '../status.ts';
import { diskOf, takenToWork } from './outcome.ts';

/** Options that take the next word (nodejs.org/api/cli.html). */
const VALUED = /^(?:-[rC]|--require|--import|--conditions|--env-file|--experimental-loader|--title)$/;

/** Options with which no file is run. */
const ANOTHER = /^(?:-[epcvhi]|--(?:eval|print|check|version|help|interactive|test|run|build-snapshot)(?:=.*)?)$/;

/** node with the file that it runs; what the program does is taken to work. Seen with Node.js 26.0.0. */
export const node: Command = (call) => {
  const { session, words } = call;
  let at = 0;
  for (let word = words[0]; word?.startsWith('-') === true; word = words[++at]) {
    if (ANOTHER.test(word) || word === '-') return takenToWork(call);
    if (VALUED.test(word)) at++;
  }
  const word = words[at];
  // It reads its input, and a container has none.
  if (words.length === 0 && call.stdin === null) return OK;
  const path = word === undefined ? undefined : call.path(word);
  if (path === undefined) return takenToWork(call);
  const disk = diskOf(call);
  const found = ['', '.js', '.json', '.node'].map((ending) => disk.find(`${path}${ending}`));
  const first = found.find((each) => each.at !== 'absent' && each.at !== 'not-a-folder');
  if (first === undefined) return fails(1, `Error: Cannot find module '${path}'`);
  if (first.at === 'denied' || (first.at === 'there' && allows(first.node, 4, session.user) === false))
    return fails(1, `Error: EACCES: permission denied, open '${path}'`);
  if (first.at !== 'there' || first.node.kind !== 'file') return takenToWork(call);
  const file = { path: first.path, node: first.node };
  return session.watch?.(watched({ ...call, words: words.slice(at + 1) }, file, true)) ?? takenToWork(call);
};
