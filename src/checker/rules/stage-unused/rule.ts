import type { Model, Stage } from '../../model/types.ts';
import { once } from '../../model/memo.ts';
import { unusedStages } from '../../facts/unused-stages.ts';
import { lineStart } from '../../text.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'stage-unused',
  title: 'Remove a stage that nothing needs',
  category: 'stages',
  severity: 'info',
  fix: 'suggestion',
  tally: ['no-unreachable-stages'],
  needs: ['FROM again'],
  *check({ model, text }) {
    for (const { stage, isUsed } of unusedStages(model)) {
      const name = stage.name === undefined ? 'this stage' : `the stage \`${stage.name}\``;
      yield {
        range: stage.from.range,
        message: `Remove ${name}, or copy from it: no other stage uses it, so \`docker build\` leaves it out. If it is built with \`--target\`, say so above it with \`# belay target=${stage.name ?? String(stage.index)}\`.`,
        fix: isUsed ? undefined : makeFix(stage, model, text),
      };
    }
  },
});

/** Some COPY or mount takes a stage by its number. */
function namesNumbers({ stages }: Model): boolean {
  const isNumber = (from: string | undefined): boolean => from !== undefined && /^\d+$/.test(from);
  return stages.some(({ steps }) =>
    steps.some(({ copy, mounts }) => isNumber(copy?.from?.value) || mounts.some(({ from }) => isNumber(from))),
  );
}

/** From its FROM, with the comments above, to the next one. Numbers of later stages would change, so not where they are used. */
function makeFix(stage: Stage, model: Model, text: string): ProposedFix | undefined {
  const { stages, file } = model;
  const next = stages[stage.index + 1];
  // A stage with a name may be built by what cannot be seen.
  if (next === undefined || once(model, namesNumbers) || (stage.name !== undefined && model.context === undefined))
    return undefined;
  const startOf = ({ from }: Stage): number => {
    return lineStart(text, from.leading[0]?.range.start ?? from.range.start);
  };
  const range = { start: startOf(stage), end: startOf(next) };
  // Parser directives stay where they are.
  if (file.directives.some((directive) => directive.range.start >= range.start && directive.range.start < range.end))
    return undefined;
  return {
    title: `Remove the stage${stage.name === undefined ? '' : ` ${stage.name}`}`,
    edits: [{ range, text: '' }],
  };
}
