import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'dockerignore-missing',
  title: 'List in .dockerignore what stays out',
  category: 'safety',
  severity: 'warning',
  fix: 'none',
  needs: ['context'],
  *check({ model }) {
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
      yield {
        range: step.instruction.range,
        message: `Add a \`.dockerignore\` with \`.git\` and what the build does not need: this line copies the whole folder, and without that file also its history, local secrets and installed dependencies.`,
      };
      return;
    }
  },
});
