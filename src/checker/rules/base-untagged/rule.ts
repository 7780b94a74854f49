import { newestRelease } from '../../data/alpine-releases.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { asksForNewest } from '../../fixes/instruction-edits.ts';
import { isWritten } from '../../fixes/edits.ts';
import type { Base, Stage } from '../../model/types.ts';
import { defaultBehind } from '../../facts/arg-defaults.ts';
import { handedInNames } from '../../facts/handed-in.ts';
import { placeOfTag } from '../../facts/image-uses.ts';
import { oneForEachFact } from '../../facts/one-fact.ts';
import { isOfProject } from '../../facts/own-images.ts';
import { adviceOnGivenUp, hasNoRelease, releaseOf, saysRelease } from '../../facts/release-names.ts';
import { isUnused } from '../../facts/unused-stages.ts';
import { isExample, isInTests } from '../../facts/target-names.ts';
import { defineRule, type Finding, type ProposedFix, type RuleContext } from '../../rule.ts';

export const rule = defineRule({
  id: 'base-untagged',
  title: 'Say which release the base image is',
  category: 'releases',
  severity: 'warning',
  fix: 'suggestion',
  hadolint: ['DL3006', 'DL3007'],
  check: findingsIn,
  together: oneForEachFact,
});

function* findingsIn({ model, path, text, today }: RuleContext): Iterable<Finding> {
  for (const stage of model.stages) {
    const { base } = stage;
    if (base.kind !== 'image' || base.digest !== undefined) continue;
    if (base.tag !== undefined && base.tag !== 'latest') continue;
    if (base.tag === undefined && (isHandedIn(base.name ?? '') || handedInNames(model).has(base.name ?? ''))) continue;
    if (saysRelease(base.name ?? '')) continue;
    // A name for what is handed in by `--build-context`: no build of this file fetches it.
    if (!stage.reached && stage.steps.length === 0 && !isOfficialImage(base.name ?? '')) continue;
    const givenUp = adviceOnGivenUp(base.name ?? '');
    const branch = base.name === 'alpine' ? newestRelease(today)?.branch : undefined;
    const example = branch === undefined ? releaseOf(base.name ?? '') : `\`alpine:${branch}\``;
    const written = base.tag === undefined ? 'no tag' : '`latest`';
    yield {
      range: base.range,
      comesFrom: defaultBehind(stage, placeOfTag(base), model),
      ...((isOfProject(model, base.name ?? '') ||
        hasNoRelease(base.name ?? '') ||
        isGiven(stage) ||
        givenUp !== undefined ||
        isUnused(stage, model) ||
        isInTests(path) ||
        (isExample(path) && !isOfficialImage(base.name ?? '')) ||
        stage.from.leading.some((comment) => /\blatest\b/i.test(comment.text)) ||
        onlyPassesOn(stage)) && {
        severity: 'info',
      }),
      message:
        givenUp ??
        `Name a release, ${example}: ${written} means whatever is newest on the day of the build, so the same file gives another image next month.`,
      fix: branch === undefined ? undefined : makeFix(stage, base, branch, text),
    };
  }
}

/**
 * `FROM base` is handed in (`--build-context base=…`, a target of a bake file) or made on this machine: no registry has
 * such a name.
 */
function isHandedIn(name: string): boolean {
  return !name.includes('/') && !isOfficialImage(name);
}

/** Commands of BusyBox that pack, move and delete what they are given. */
const PASSES_ON = /^(cd|chmod|chown|cp|echo|find|gunzip|gzip|ln|ls|mkdir|mv|printf|rm|set|tar|touch|true|unzip|xargs)$/;

/** A stage beside the image that takes nothing from its base but such commands: what leaves it is the same next month. */
function onlyPassesOn({ inFinalImage, packageEvents, base, steps }: Stage): boolean {
  return (
    !inFinalImage &&
    /^(alpine|busybox)$/.test(base.name ?? '') &&
    packageEvents.length === 0 &&
    steps.some(({ copy }) => copy !== undefined) &&
    steps.every(
      ({ instruction: { keyword }, invocations }) =>
        keyword !== 'RUN' || (invocations.length > 0 && invocations.every(({ name = '' }) => PASSES_ON.test(name))),
    )
  );
}

/** `ARG BUILDER=registry.example.org/team/builder:latest`, `FROM $BUILDER`: who builds says which. */
function isGiven({ from, base }: Stage): boolean {
  const parts = from.args[0]?.parts ?? [];
  return parts.length === 1 && parts[0]?.kind === 'variable' && !isOfficialImage(base.name ?? '');
}

function makeFix(
  { from }: Stage,
  { range, reference = '', tag }: Base,
  branch: string,
  text: string,
): ProposedFix | undefined {
  const word = from.args[0];
  if (word?.raw !== reference || !isWritten(text, word) || asksForNewest(from)) return undefined;
  const start = tag === undefined ? range.end : range.end - tag.length - 1;
  return {
    title: `Use Alpine ${branch}`,
    edits: [{ range: { start, end: range.end }, text: `:${branch}` }],
  };
}
