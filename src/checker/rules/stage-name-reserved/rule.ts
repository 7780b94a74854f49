import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'stage-name-reserved',
  title: 'Do not call a stage scratch or context',
  category: 'stages',
  severity: 'warning',
  fix: 'none',
  buildkit: ['ReservedStageName'],
  *check({ model }) {
    for (const { name, from, base } of model.stages) {
      if (name !== 'scratch' && name !== 'context') continue;
      yield {
        range: from.args[2]?.range ?? from.range,
        // It is what its name says, and no other stage stands on it.
        ...(name === 'scratch' &&
          base.kind === 'scratch' &&
          model.stages.filter((each) => each.base.reference === 'scratch').at(-1)?.from === from && {
            severity: 'info',
          }),
        message: `Choose another name: \`${name}\` ${name === 'scratch' ? 'means the empty image' : 'means the build context'}, so nobody can tell what a later line with it stands on.`,
      };
    }
  },
});
