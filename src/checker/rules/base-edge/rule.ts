import { newestRelease } from '../../data/alpine-releases.ts';
import { once } from '../../model/memo.ts';
import { parentStages } from '../../model/stage-chain.ts';
import type { Model, Stage } from '../../model/types.ts';
import { isDevelopmentFile, isDevelopmentTarget } from '../../facts/target-names.ts';
import { oneForEachFact } from '../../facts/one-fact.ts';
import { defineRule, type Finding, type ProposedFix, type RuleContext } from '../../rule.ts';

export const rule = defineRule({
  id: 'base-edge',
  title: 'Build on a release of Alpine, not on edge',
  category: 'releases',
  severity: 'warning',
  fix: 'suggestion',
  check: findingsIn,
  together: oneForEachFact,
});

/** `edge/Dockerfile`, `Dockerfile.edge`, `Dockerfile-Newest`: the variant for those who want it. */
const EDGE_FILE = /(^|[/._-])(edge|newest)([/._-]|$)/i;

function* findingsIn({ model, path, text, today }: RuleContext): Iterable<Finding> {
  if (!model.stages.some(({ release }) => release === 'edge')) return;
  if (isDevelopmentFile(path) || EDGE_FILE.test(path ?? '')) return;
  const newest = newestRelease(today)?.branch;
  const parents = parentStages(model);
  for (const stage of model.stages) {
    const { base, release, name } = stage;
    if (release !== 'edge' || base.kind !== 'image' || (!stage.reached && !parents.has(stage))) continue;
    if (isDevelopmentTarget(name)) continue;
    const advice =
      newest === undefined ? 'Choose a release branch' : `Choose a release branch such as \`alpine:${newest}\``;
    const { start, end } = base.range;
    const written = text.slice(start, end);
    const fix: ProposedFix | undefined =
      newest !== undefined &&
      base.name === 'alpine' &&
      base.digest === undefined &&
      written === base.reference &&
      !once(model, hasRepositories)
        ? {
            title: `Use ${newest}`,
            edits: [{ range: { start: end - (base.tag?.length ?? 0), end }, text: newest }],
          }
        : undefined;
    yield {
      range: base.range,
      // What it takes is there alone, and goes with it.
      ...(asksTesting(stage) && { severity: 'info' }),
      message: `${advice}: edge is Alpine's development branch, so each build may get other versions, and a package may be broken or gone on that day.`,
      fix,
    };
  }
}

/** `apk add mkcert --repository …/edge/testing`: no release has it. */
function asksTesting({ packageEvents, steps }: Stage): boolean {
  return (
    packageEvents.some(
      ({ apk }) => apk?.options.some(({ value }) => value?.includes('/edge/testing') === true) === true,
    ) || steps.some(({ instruction: { keyword, body } }) => keyword === 'RUN' && body.text.includes('/edge/testing'))
  );
}

/** What stands in repositories of its own goes with edge, not with a release. */
function hasRepositories({ stages }: Model): boolean {
  return stages.some(
    ({ packageEvents, fileEvents }) =>
      packageEvents.some(({ apk }) => apk?.has('repository') === true) ||
      fileEvents.some(({ path }) => path === '/etc/apk/repositories'),
  );
}
