import type { Stage } from '../../model/types.ts';
import { rootOf } from '../../model/stage-chain.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'workdir-relative',
  title: 'Give WORKDIR an absolute path',
  category: 'syntax',
  severity: 'warning',
  fix: 'suggestion',
  hadolint: ['DL3000'],
  buildkit: ['WorkdirRelativePath'],
  needs: ['WORKDIR'],
  *check({ stagesWithOnbuild, text }) {
    /** Stages in which some WORKDIR was written, their parents' included. */
    const set = new Set<Stage>();
    for (const stage of stagesWithOnbuild) {
      if (stage.base.stage !== undefined && set.has(stage.base.stage)) set.add(stage);
      for (const step of stage.steps) {
        if (step.instruction.keyword !== 'WORKDIR' || set.has(stage)) continue;
        set.add(stage);
        const word = step.instruction.args[0];
        const first = word?.parts[0];
        // A path that begins with a variable may be absolute; so is `C:\`.
        if (word === undefined || first?.kind !== 'literal' || /^["']?([/\\]|[A-Za-z]:)/.test(first.value)) continue;
        const base = rootOf(stage).base.name;
        const { start } = word.range;
        const at = start + word.raw.search(/[^"']/);
        const path = first.value.replace(/^\.\//, '');
        const isPlain = base === 'alpine' && step.before.workdir === '/' && path !== '' && path !== '.';
        yield {
          range: step.instruction.range,
          message: `Write the whole path${isPlain ? `, \`/${path}\`` : ''}: a relative one starts at the \`WORKDIR\` of the base image, which is not to be seen here and may change with it.`,
          fix:
            isPlain && text.startsWith(first.value, at)
              ? {
                  title: `Use /${path}`,
                  edits: [{ range: { start: at, end: at + first.value.length - path.length }, text: '/' }],
                }
              : undefined,
        };
      }
    }
  },
});
