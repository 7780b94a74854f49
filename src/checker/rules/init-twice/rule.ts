import { rootOf } from '../../model/stage-chain.ts';
import { wordOf } from '../../facts/word-of.ts';
import { defineRule } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';

export const rule = defineRule({
  id: 'init-twice',
  title: 'Use one init',
  category: 'running',
  severity: 'info',
  fix: 'none',
  *check({ model }) {
    for (const stage of model.stages) {
      const { process } = stage;
      const step = stage.steps.find(({ instruction }) => instruction === process.instruction);
      if (step === undefined || process.argv === undefined) continue;
      const inits = process.argv.filter((word) => INITS.has(baseName(word)));
      const [first, second] = inits;
      const base = rootOf(stage).base.name;
      const fromBase = base !== undefined && /(^|[-_/])s6|baseimage/.test(baseName(base)) && process.init !== undefined;
      if (first === undefined || (second === undefined && !fromBase)) continue;
      yield {
        range: wordOf(step, second ?? first)?.range ?? step.instruction.range,
        message:
          second === undefined
            ? `Leave \`${first}\` out: \`${base ?? ''}\` brings an init of its own, and only PID 1 reaps orphans.`
            : `Keep one of \`${first}\` and \`${second}\`: only PID 1 reaps orphans, so the second does nothing but warn.`,
      };
    }
  },
});

const INITS = new Set(['tini', 'tini-static', 'dumb-init', 'catatonit', 'docker-init', 's6-svscan']);
