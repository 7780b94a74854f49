import { isPlainWord } from '../../fixes/edits.ts';
import { once } from '../../model/memo.ts';
import type { Model, Stage } from '../../model/types.ts';
import { stageReferences } from '../../facts/stage-references.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { insertAt } from '../../text.ts';

export const rule = defineRule({
  id: 'copy-from-index',
  title: 'Copy from a stage by its name',
  category: 'stages',
  severity: 'info',
  fix: 'safe',
  needs: ['--from', '--mount'],
  *check({ model }) {
    for (const { value, range, stage } of stageReferences(model)) {
      if (!/^\d+$/.test(value)) continue;
      const source = model.stages[Number(value)];
      // A number without a stage is the rule copy-from-unknown.
      if (source === undefined || source.index >= stage.index) continue;
      const name = source.name;
      yield {
        range,
        message: `${name === undefined ? `Name stage ${value} with \`AS\` and copy from that name` : `Copy from \`${name}\``}: the number ${value} means another stage as soon as somebody puts one in front of it.`,
        fix: makeFix(model, source, range),
      };
    }
  },
});

function makeFix(model: Model, source: Stage, range: { start: number; end: number }): ProposedFix | undefined {
  const written = source.from.args[2]?.raw;
  const name = written ?? freeName(model, source);
  if (name === undefined || !isPlainWord(name)) return undefined;
  const edits = [{ range, text: name }];
  const image = source.from.args[0];
  if (written === undefined && image !== undefined) {
    edits.unshift(insertAt(image.range.end, ` AS ${name}`));
  }
  return { title: `Use the name ${name}`, edits };
}

/** `build`; `stage-0` where that is taken, or where several stages are to get a name, each its own. */
function freeName(model: Model, source: Stage): string | undefined {
  const taken = new Set(model.stages.map((stage) => stage.name));
  const unnamed = once(model, unnamedSources);
  return ['build', `stage-${source.index}`, `stage-${source.index}-files`]
    .slice(unnamed.size > 1 ? 1 : 0)
    .find((name) => !taken.has(name));
}

/** Stages without a name that others copy from by their number. */
function unnamedSources(model: Model): ReadonlySet<Stage> {
  const sources = stageReferences(model).map(({ value }) =>
    /^\d+$/.test(value) ? model.stages[Number(value)] : undefined,
  );
  return new Set(
    sources.flatMap((source) => (source === undefined || source.from.args[2] !== undefined ? [] : [source])),
  );
}
