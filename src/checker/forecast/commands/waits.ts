import type { Call } from '../shell/call.ts';
import { Endless } from '../session.ts';
import { OK, type Status, unknown } from '../status.ts';

/**
 * A program that waits until somebody ends it. No build gets past it where nothing does so (seen with BusyBox 1.36.1); a container
 * may wait.
 */
export function waitsForEver(call: Call): Status {
  const { session } = call;
  if (session.watch !== undefined) return OK;
  if (!session.isAlone || session.unsure > 0) return unknown(`how long \`${call.name}\` waits is not known`);
  throw new Endless(call.range, `\`${call.name}\` never ends`);
}
