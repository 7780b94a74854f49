import type { Command } from '../shell/call.ts';
import { fails, OK } from '../status.ts';
import { diskOf } from './outcome.ts';

/** `ldd` of Debian's libc-bin: ends with 1 at a program without a loader (seen with Debian 13). */
export const ldd: Command = (call) => {
  const [only, ...more] = call.words;
  const path = only === undefined || only.startsWith('-') ? undefined : call.path(only);
  const found = path === undefined || more.length > 0 ? undefined : diskOf(call).find(path);
  const made = found?.at === 'there' && found.node.kind === 'file' ? found.node.content.made : undefined;
  call.out?.write(undefined);
  if (call.session.facts.distro === 'debian' && made?.libc === 'none') return fails(1, '\tnot a dynamic executable');
  if (call.session.facts.distro === 'debian' && made?.libc === 'glibc') return OK;
  return call.session.assume(`\`ldd ${only ?? ''}\` works`, call.asked);
};
