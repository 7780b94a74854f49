import { baseName } from '../../model/paths.ts';
import type { BuildContext, Stage } from '../../model/types.ts';
import { sliceOf } from '../../text.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'dockerignore-missing',
  title: 'List in .dockerignore what stays out',
  category: 'safety',
  severity: 'warning',
  fix: 'none',
  needs: ['context'],
  *check({ model, text }) {
    const { context } = model;
    // `app.Dockerfile.dockerignore` beside `app.Dockerfile` counts as well.
    if (context === undefined || context.paths.some((path) => path.endsWith('.dockerignore'))) return;
    for (const stage of model.stages) {
      if (!stage.reached) continue;
      const step = stage.steps.find(
        ({ copy }) =>
          copy !== undefined &&
          copy.from === undefined &&
          copy.sources.some(({ value }) => value !== undefined && /^(\.\/?|\/|\*|\.\/\*)$/.test(value)),
      );
      if (step === undefined) continue;
      const what = readsHistory(stage, context, text)
        ? 'what the build does not need, but without `.git`, which it reads'
        : '`.git` and what the build does not need';
      const harm = stage.inFinalImage
        ? 'without that file also its history, local secrets and installed dependencies'
        : 'so every change to any file, of the history and of installed dependencies too, makes this layer and those behind it anew';
      yield {
        range: step.instruction.range,
        ...(!stage.inFinalImage && { severity: 'info' }),
        message: `Add a \`.dockerignore\` with ${what}: this line copies the whole folder, ${stage.inFinalImage ? 'and ' : ''}${harm}.`,
      };
      return;
    }
  },
});

/** `git describe` in a step, in a Makefile or in a script of the context that a step runs: the version comes from the history. */
function readsHistory({ steps }: Stage, context: BuildContext, text: string): boolean {
  const invocations = steps.flatMap((step) => step.invocations);
  const isAsked = steps.some(
    ({ instruction: { keyword, range } }) => keyword === 'RUN' && ASKS_GIT.test(sliceOf(text, range)),
  );
  if (isAsked) return true;
  const words = invocations.flatMap(({ name = '', program = '', args }) => [
    ...(name === 'make' ? ['Makefile', 'makefile', 'GNUmakefile'] : []),
    program,
    ...args.map(({ value = '' }) => value),
  ]);
  const names = new Set(words.map((word) => baseName(word)));
  return context.paths.some((path) => names.has(baseName(path)) && ASKS_GIT.test(context.read(path) ?? ''));
}

const ASKS_GIT = /\bgit[ \t][^\n|;&]{0,80}\b(?:describe|log|rev-parse|rev-list|show|symbolic-ref)\b/;
