import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'stage-name-case',
  title: 'Write stage names in small letters',
  category: 'syntax',
  severity: 'info',
  fix: 'safe',
  optIn: true,
  onIn: ['buildkit'],
  buildkit: ['StageNameCasing'],
  *check({ model }) {
    for (const { from, name } of model.stages) {
      const word = from.args[2];
      if (name === undefined || word === undefined || word.raw.toLowerCase() === word.raw) continue;
      yield {
        range: word.range,
        message: `Write \`${name}\`: BuildKit compares names of stages in small letters, and reads this one so too.`,
        fix:
          word.raw.toLowerCase() === name
            ? { title: `Write ${name}`, edits: [{ range: word.range, text: name }] }
            : undefined,
      };
    }
  },
});
