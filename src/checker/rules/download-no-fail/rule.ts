import { type Finding, defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'download-no-fail',
  // What the reader should do, in a few words and in the imperative.
  title: 'TODO',
  category: 'safety',
  severity: 'warning',
  // The kind of every fix that it returns: 'safe' (same result, better file), 'suggestion' or 'none'.
  fix: 'none',
  *check({ model }): Iterable<Finding> {
    // Ask the model, never the text. What is not known is undefined: report nothing on a guess.
    for (const stage of model.stages) {
      if (!stage.inFinalImage) continue;
      for (const step of stage.steps) {
        for (const invocation of step.invocations) {
          if (invocation.name !== 'TODO') continue;
          yield { range: invocation.range, message: 'TODO what to do first; then why, in one or two plain sentences.' };
        }
      }
    }
  },
});
