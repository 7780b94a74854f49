import { nearest } from '../../syntax/suggest.ts';
import { wholeLines } from '../../fixes/edits.ts';
import { defineRule, type Finding, type Fix } from '../../rule.ts';

export const rule = defineRule({
  id: 'unused-ignore',
  title: 'Remove an ignore that ignores nothing',
  category: 'syntax',
  severity: 'warning',
  fix: 'suggestion',
  runsLast: true,
  *check({ ignores, knownRules, isRunning, text }) {
    for (const { id, range, used, instruction } of ignores) {
      if (used) continue;
      const known = knownRules.includes(id);
      // A rule that is off may be on where else the file is checked.
      if (known && !isRunning(id)) continue;
      const close = known ? undefined : nearest(id, knownRules);
      yield known
        ? {
            range,
            message: `Remove \`${id}\` from this comment: the rule has no finding in the instruction below, and a comment that is left over would hide the next one.`,
            fix: removal(text, range, instruction.leading),
          }
        : {
            range,
            message: `${close === undefined ? 'Remove it' : `Write \`${close}\``}: there is no rule \`${id}\`, so this comment ignores nothing.`,
            fix:
              close === undefined
                ? undefined
                : { kind: 'suggestion', title: `Use ${close}`, edits: [{ range, text: close }] },
          };
    }
  },
});

/** The whole comment, when this id is the only one in it. */
function removal(
  text: string,
  range: Finding['range'],
  comments: readonly { readonly range: Finding['range'] }[],
): Fix | undefined {
  const comment = comments.find((each) => each.range.start <= range.start && each.range.end >= range.end);
  if (comment === undefined || /ignore\s*=[^,]*,/.test(text.slice(comment.range.start, range.end + 2)))
    return undefined;
  return {
    kind: 'suggestion',
    title: 'Remove the comment',
    edits: [{ range: wholeLines(text, comment.range), text: '' }],
  };
}
