import { nearest } from '../../syntax/suggest.ts';
import { wholeLines } from '../../fixes/edits.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'unused-ignore',
  title: 'Remove an ignore comment that has no effect',
  category: 'syntax',
  severity: 'warning',
  fix: 'suggestion',
  runsLast: true,
  *check({ ignores, knownRules, isRunning, text }) {
    for (const { id, range, used, comment, alone } of ignores) {
      if (used) continue;
      const known = knownRules.includes(id);
      // A rule that is off may be on where else the file is checked.
      if (known && !isRunning(id)) continue;
      const close = known ? undefined : nearest(id, knownRules);
      yield known
        ? {
            range,
            message: `Remove \`${id}\` from this comment: the rule has no finding in the instruction below, and a comment that is left over would hide the next one.`,
            fix: alone
              ? {
                  title: 'Remove the comment',
                  edits: [{ range: wholeLines(text, comment), text: '' }],
                }
              : undefined,
          }
        : {
            range,
            message: `${close === undefined ? 'Remove it' : `Write \`${close}\``}: there is no rule \`${id}\`, so this comment ignores nothing.`,
            fix: close === undefined ? undefined : { title: `Use ${close}`, edits: [{ range, text: close }] },
          };
    }
  },
});
