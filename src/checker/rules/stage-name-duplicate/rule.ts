import type { Stage } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'stage-name-duplicate',
  title: 'Give each stage a name of its own',
  category: 'stages',
  severity: 'warning',
  fix: 'none',
  hadolint: ['DL3024'],
  buildkit: ['DuplicateStageName'],
  needs: ['FROM again'],
  *check({ model }) {
    const first = new Map<string, Stage>();
    for (const stage of model.stages) {
      const { name, from } = stage;
      if (name === undefined) continue;
      const before = first.get(name);
      if (before === undefined) {
        first.set(name, stage);
        continue;
      }
      yield {
        range: from.args[2]?.range ?? from.range,
        message: `Choose another name: an earlier stage is called \`${name}\` too, and from here on the name means this one alone.`,
        related: [{ range: before.from.range, message: 'Has the same name.' }],
      };
    }
  },
});
