import { OPTION_NAME, swallowedWord } from '../../facts/swallowed.ts';
import { isPlainWord, isWritten } from '../../fixes/edits.ts';
import { commandsLike } from '../../model/commands.ts';
import type { Argument } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';
import { insertAt } from '../../text.ts';

export const rule = defineRule({
  id: 'set-swallows',
  title: 'Put && between set and the command behind it',
  category: 'syntax',
  severity: 'error',
  fix: 'suggestion',
  needs: ['set', 'mkdir', 'touch', 'rm', 'chmod', 'chown', 'cp', 'mv', 'ln'],
  *check({ stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
      for (const { name = '', range, args } of commandsLike(stage, /^(mkdir|touch|rm|chmod|chown|cp|mv|ln)$/)) {
        const at = args.findIndex((word, i) => i > 0 && isCommand(word, args[i + 1], text));
        const word = args[at];
        if (word === undefined) continue;
        yield {
          range: { start: range.start, end: word.range.end },
          severity: 'warning',
          message: `Put \`&&\` in front of \`${word.raw}\`: without it this line is the end of \`${name}\`, which takes \`${word.raw}\` for one more file, and nothing runs it.`,
          fix: { title: 'Add &&', edits: [insertAt(word.range.start, '&& ')] },
        };
      }
      for (const invocation of commandsLike(stage, /^set$/)) {
        const word = swallowedWord(invocation);
        if (word === undefined) continue;
        const isOption = OPTION_NAME.test(word.value ?? '');
        yield {
          range: { start: invocation.range.start, end: word.range.end },
          message: isOption
            ? `Write \`-o ${word.raw}\`: without \`-o\` the word is an argument of \`set\` and switches nothing on.`
            : `Put \`&&\` in front of \`${word.raw}\`: \`set\` takes every word up to the next \`&&\` or \`;\` as an argument of its own, so \`${word.raw}\` never runs and the build goes on without it.`,
          // Nothing becomes a command that its author wrote as something else: in quotes, or with a `;` in its name.
          fix:
            isWritten(text, word) && isPlainWord(word.raw)
              ? {
                  title: isOption ? 'Add -o' : 'Add &&',
                  edits: [insertAt(word.range.start, isOption ? '-o ' : '&& ')],
                }
              : undefined,
        };
      }
    }
  },
});

/** `mkdir -p /a \` and on the next line `chown app /a`: the name of a command first on its line, and a path or an option behind it. */
function isCommand({ raw, range }: Argument, next: Argument | undefined, text: string): boolean {
  return (
    next !== undefined &&
    COMMANDS.test(raw) &&
    /^["']?[-/+$.]|^\w+:|^\d{3,4}$/.test(next.raw) &&
    /\n[ \t]*$/.test(text.slice(Math.max(0, range.start - 80), range.start)) &&
    !text.slice(range.end, next.range.start).includes('\n')
  );
}

const COMMANDS = /^(adduser|addgroup|apk|cd|chgrp|chmod|chown|cp|curl|echo|find|ln|mkdir|mv|rm|sed|tar|touch|wget)$/;
