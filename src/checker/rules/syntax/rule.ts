import { shellProblems } from '../../syntax/shell-of.ts';
import type { SyntaxProblem } from '../../syntax/types.ts';
import type { Model } from '../../model/types.ts';
import { defineRule, type Severity } from '../types.ts';

export const rule = defineRule({
  id: 'syntax',
  title: 'Write what BuildKit can read',
  category: 'syntax',
  severity: 'error',
  fix: 'suggestion',
  buildkit: ['NoEmptyContinuation'],
  lesson: 'apk-cache',
  *check({ model }) {
    for (const { code, message, range, fix } of [...model.file.problems, ...problemsOfScripts(model)]) {
      const severity = SEVERITY[code];
      yield {
        range,
        ...(severity === undefined ? {} : { severity }),
        message,
        fix: fix && { kind: 'suggestion', title: fix.title, edits: [{ range: fix.range, text: fix.text }] },
      };
    }
  },
});

/** BuildKit still builds these. */
const SEVERITY: Readonly<Partial<Record<SyntaxProblem['code'], Severity>>> = {
  'empty-continuation': 'warning',
  'too-deep': 'info',
};

/** What a shell cannot read, where the shell is one of the Bourne family. */
function* problemsOfScripts({ stages }: Model): Iterable<SyntaxProblem> {
  for (const { steps } of stages) {
    for (const { script, before } of steps) {
      if (script === undefined || script.errors.length === 0) continue;
      if (/(^|\/)(ba|a|da)?sh$/.test(before.shell[0] ?? '')) yield* shellProblems(script).slice(0, 1);
    }
  }
}
