import { readIgnoreFile } from '../../forecast/docker-ignore.ts';
import { withoutEnd } from '../../text.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'copy-ignored',
  title: 'Do not copy what .dockerignore leaves out',
  category: 'stages',
  severity: 'error',
  fix: 'none',
  buildkit: ['CopyIgnoredFile'],
  needs: ['context'],
  *check({ model }) {
    const text = model.context?.read('.dockerignore');
    // Where a line takes files back, a folder is left out and its files are not.
    if (text === undefined || /^[ \t]*!/m.test(text)) return;
    const { leavesOut } = readIgnoreFile(text);
    const isAllIgnored = /^[ \t]*(\*|\*\*|\*\*\/\*)[ \t]*$/m.test(text);
    for (const { steps } of model.stages) {
      for (const { copy, instruction } of steps) {
        if (copy === undefined || copy.from !== undefined) continue;
        for (const { value, range } of copy.sources) {
          if (isAllIgnored && /^(\.|\.?\/)$/.test(value ?? '')) {
            yield {
              range,
              severity: 'warning',
              message: `Take \`*\` out of \`.dockerignore\` or name behind it with \`!\` what the build needs: it leaves out everything, so this \`${instruction.keyword}\` brings nothing.`,
            };
            continue;
          }
          const path = value === undefined ? '' : withoutEnd(value.replace(/^(\.?\/)+/, ''), '/');
          if (!/^[\w.-][^*?[:]*$/.test(path) || /^\.{1,2}(\/|$)/.test(path) || !leavesOut(path)) continue;
          yield {
            range,
            message: `Take \`${path}\` out of \`.dockerignore\`, or do not copy it: what is listed there is not sent to the build, so this \`${instruction.keyword}\` stops with "not found".`,
          };
        }
      }
    }
  },
});
