import { chainOf } from '../../model/stage-chain.ts';
import type { Stage } from '../../model/types.ts';
import type { Finding } from '../../rule.ts';

/** `app ALL=(ALL) NOPASSWD: ALL` of one user; a list of commands behind it is another matter. */
const EVERYTHING =
  /(?:^|['"\s\\])([%\w$][\w${}-]{0,60})[ \t]{1,20}ALL[ \t]{0,9}=[ \t]{0,9}(?:\(ALL(?:[ \t]{0,9}:[ \t]{0,9}ALL)?\)[ \t]{0,9})?NOPASSWD:[ \t]{0,9}ALL\b/;

/** A line for sudo, in a stage or below, by which a user of the image is root whenever it wants to. */
export function sudoForAll(stage: Stage): Finding | undefined {
  for (const { steps } of chainOf(stage))
    for (const { instruction, invocations } of steps) {
      if (instruction.keyword !== 'RUN' || !instruction.body.text.includes('NOPASSWD')) continue;
      const found = invocations.find(({ args }) => args.some(({ raw }) => EVERYTHING.test(raw)));
      if (found === undefined || !instruction.body.text.includes('/etc/sudoers')) continue;
      return {
        range: found.range,
        message:
          'Leave this out, or name the commands that `sudo` may run: whoever breaks into the program is root with one word more, whatever `USER` says.',
      };
    }
  return undefined;
}
