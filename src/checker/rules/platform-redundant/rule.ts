import { removeFlag } from '../../fixes/edits.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'platform-redundant',
  title: 'Leave --platform=$TARGETPLATFORM out',
  category: 'syntax',
  severity: 'info',
  fix: 'safe',
  optIn: true,
  onIn: ['buildkit'],
  buildkit: ['RedundantTargetPlatform'],
  needs: ['--platform'],
  *check({ model, text }) {
    if (model.globalArgs.has('TARGETPLATFORM')) return;
    for (const { from } of model.stages) {
      const flag = from.flags.find(({ name }) => name === 'platform');
      if (flag === undefined || !/^\$(TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value ?? '')) continue;
      yield {
        range: flag.range,
        message: 'Delete this option: a stage is built for the target platform anyway.',
        fix: { title: 'Delete --platform', edits: [removeFlag(text, flag.range)] },
      };
    }
  },
});
