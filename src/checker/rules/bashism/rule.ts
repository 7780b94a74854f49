import { isOfficialOrCopy } from '../../data/official-images.ts';
import { rootOf } from '../../model/stage-chain.ts';
import { shorten } from '../../syntax/dockerfile/read-words.ts';
import { walkShell } from '../../syntax/shell/walk.ts';
import type { Model, Step } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import { runsAsh } from '../../facts/ash.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { constructsOf, SUSPECT, type Found } from './constructs.ts';
import { ADVICE } from './advice.ts';
import { addTo } from '../../lists.ts';

export const rule = defineRule({
  id: 'bashism',
  title: 'Write what BusyBox ash understands',
  category: 'musl',
  severity: 'warning',
  fix: 'suggestion',
  hadolint:
    'SC3005 SC3006 SC3009 SC3011 SC3024 SC3028 SC3029 SC3030 SC3032 SC3034 SC3044 SC3050 SC3053 SC3054 SC3059'.split(
      ' ',
    ),
  *check({ model, alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      for (const step of stage.steps) {
        if (step.script === undefined || !SUSPECT.test(textOf(step.instruction)) || !runsAsh(step)) continue;
        yield* inStep(model, step, text);
      }
    }
  },
});

function textOf({ body, heredocs }: Step['instruction']): string {
  return heredocs.length === 0 ? body.text : body.text + heredocs.map((each) => each.body.text).join('\n');
}

/** One finding a construct in an instruction, at its first place; the fix mends all of them. */
function* inStep(model: Model, step: Step, text: string): Iterable<Finding> {
  const byKind = new Map<Found['kind'], Found[]>();
  if (step.script === undefined) return;
  walkShell(step.script, (node) => {
    for (const found of constructsOf(node, { text, step, model })) {
      addTo(byKind, found.kind, found);
    }
  });
  // SHELL is inherited, so what somebody else's image set is not to be seen here.
  const isOfficial = isOfficialOrCopy(rootOf(step.stage).base.name ?? '');
  for (const [kind, all] of byKind) {
    const [first] = all;
    if (first === undefined) continue;
    const edits: TextEdit[] = all.flatMap(({ edit }) => edit ?? []);
    yield {
      range: first.range,
      ...(isOfficial ? {} : { severity: 'info' as const }),
      message: ADVICE[kind].join(': ').replace('NAME', () => shorten(first.name ?? '')),
      fix: edits.length === all.length ? { title: 'Write it for ash', edits } : undefined,
    };
  }
}
