import { newestRelease } from '../../data/alpine-releases.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { asksForNewest } from '../../fixes/instruction-edits.ts';
import { isWritten } from '../../fixes/edits.ts';
import type { Base, Model, Stage } from '../../model/types.ts';
import { defaultBehind } from '../../facts/arg-defaults.ts';
import { handedInNames } from '../../facts/handed-in.ts';
import { placeOfTag } from '../../facts/image-uses.ts';
import { oneForEachFact } from '../../facts/one-fact.ts';
import { isOfProject } from '../../facts/own-images.ts';
import { adviceOnGivenUp, hasNoRelease, releaseOf, saysRelease } from '../../facts/release-names.ts';
import { givesCertificates, onlyPassesOn } from '../../facts/passing-stages.ts';
import { isUnused } from '../../facts/unused-stages.ts';
import { isExample, isForTests } from '../../facts/target-names.ts';
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
    const branch = base.name === 'alpine' ? (ownVersion(model) ?? newestRelease(today)?.branch) : undefined;
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
        isForTests(path, model.target?.name) ||
        isForTests(undefined, stage.name) ||
        isOnlyCopied(stage) ||
        /nightly/i.test(path ?? '') ||
        isExample(path) ||
        isParameter(stage) ||
        stage.from.leading.some((comment) => /\blatest\b/i.test(comment.text)) ||
        onlyPassesOn(stage) ||
        givesCertificates(stage, model)) && {
        severity: 'info',
      }),
      message:
        givenUp ??
        `Name a release, ${example}: ${written} means whatever is newest on the day of the build, so the same file gives another image next month.`,
      fix: branch === undefined ? undefined : makeFix(stage, base, branch, text),
    };
  }
}

/** `ARG ALPINE_VERSION=3.23` in front of the first FROM: the file has a place for the release already. */
function ownVersion({ globalArgs, file }: Model): string | undefined {
  const name = ['ALPINE_VERSION', 'ALPINE_VER', 'ALPINE_RELEASE', 'ALPINE_TAG'].find((each) =>
    /^3\.\d/.test(globalArgs.get(each) ?? ''),
  );
  return name !== undefined && file.text.includes(`alpine:\${${name}}`) ? `\${${name}}` : undefined;
}

/**
 * `FROM base` is handed in (`--build-context base=…`, a target of a bake file) or made on this machine: no registry has
 * such a name.
 */
function isHandedIn(name: string): boolean {
  return !name.includes('/') && !isOfficialImage(name);
}

/** `FROM acme/tool-bin AS bin`, and `COPY --from=bin`: it may be an image of the same project, which the build is handed. */
function isOnlyCopied({ base, steps, inFinalImage }: Stage): boolean {
  return steps.length === 0 && !inFinalImage && !isOfficialImage(base.name ?? '');
}

/** `ARG BASHVER=latest`, `FROM bash:$BASHVER`: the tag is what whoever builds chooses. */
function isParameter({ from, base }: Stage): boolean {
  const parts = from.args[0]?.parts ?? [];
  return base.tag === 'latest' && parts.length > 1 && parts.at(-1)?.kind === 'variable';
}

/** `ARG BASE_IMAGE=alpine:latest`, `FROM $BASE_IMAGE`; or with an image of one's own: who builds says which. */
function isGiven({ from, base }: Stage): boolean {
  const parts = from.args[0]?.parts ?? [];
  return (
    parts.length === 1 &&
    parts[0]?.kind === 'variable' &&
    (!isOfficialImage(base.name ?? '') || /BASE|IMAGE/.test(parts[0].name))
  );
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
    title: branch.startsWith('$') ? `Use alpine:${branch}` : `Use Alpine ${branch}`,
    edits: [{ range: { start, end: range.end }, text: `:${branch}` }],
  };
}
