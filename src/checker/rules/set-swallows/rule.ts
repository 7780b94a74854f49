import { OPTION_NAME, swallowedWord } from '../../facts/swallowed.ts';
import { isPlainWord, isWritten } from '../../fixes/edits.ts';
import { commandsLike } from '../../model/commands.ts';
import { defineRule } from '../../rule.ts';
import { insertAt } from '../../text.ts';

export const rule = defineRule({
  id: 'set-swallows',
  title: 'Put && between set and the command behind it',
  category: 'syntax',
  severity: 'error',
  fix: 'suggestion',
  needs: ['set'],
  *check({ stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
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
