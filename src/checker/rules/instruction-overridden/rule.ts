import type { Step } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'instruction-overridden',
  title: 'Write CMD, ENTRYPOINT and HEALTHCHECK once in a stage',
  category: 'running',
  severity: 'warning',
  fix: 'none',
  hadolint: ['DL3012', 'DL4003', 'DL4004'],
  buildkit: ['MultipleInstructionsDisallowed'],
  needs: ['CMD again', 'ENTRYPOINT again', 'HEALTHCHECK again'],
  *check({ model }) {
    for (const { steps } of model.stages) {
      const last = new Map<string, Step>();
      for (const step of steps) {
        const { keyword, range } = step.instruction;
        if (!/^(CMD|ENTRYPOINT|HEALTHCHECK)$/.test(keyword)) continue;
        const before = last.get(keyword);
        last.set(keyword, step);
        if (before === undefined) continue;
        yield {
          range: before.instruction.range,
          message: `Delete this \`${keyword}\` or the one behind it: in a stage only the last one counts, and this one does nothing.`,
          related: [{ range, message: 'Takes its place.' }],
        };
      }
    }
  },
});
