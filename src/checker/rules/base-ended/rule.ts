import { ALPINE_RELEASES, alpineRelease, compareBranches, newestRelease } from '../../data/alpine-releases.ts';
import { tagWithBranch, VARIANT_BRANCH } from '../../data/alpine-variants.ts';
import { packageClass } from '../../apk/package-classes.ts';
import { renamedPackage } from '../../apk/renamed-packages.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { Base, Model, Stage, Step } from '../../model/types.ts';
import { replaceInWord } from '../../fixes/edits.ts';
import { oneForEachFact } from '../../facts/one-fact.ts';
import { compilesItself } from '../../facts/toolbox.ts';
import { runtimeEnd } from '../../facts/runtime-ends.ts';
import { sliceOf } from '../../text.ts';
import { defineRule, type Finding, type ProposedFix, type RuleContext } from '../../rule.ts';

export const rule = defineRule({
  id: 'base-ended',
  title: 'Move to a supported Alpine release',
  category: 'releases',
  severity: 'warning',
  fix: 'suggestion',
  *check(context) {
    // Where one image of a release goes along with its language and another does not, that one is the warning.
    const found = [...findingsIn(context)];
    const own = found.filter(({ severity }) => severity === undefined);
    yield* oneForEachFact(own);
    yield* oneForEachFact(
      found.filter(({ severity, message }) => severity !== undefined && !own.some((each) => each.message === message)),
    );
  },
});

function* findingsIn({ model, text, today, isRunning }: RuleContext): Iterable<Finding> {
  const branch = newestRelease(today)?.branch;
  for (const stage of model.stages) {
    const { base, release } = stage;
    if (!/^(image|scratch)$/.test(base.kind) || stage.distro !== 'alpine' || release === undefined) continue;
    const ended = endOf(release, today);
    // A digest with a word about it is somebody's decision.
    if (ended === undefined || (base.digest !== undefined && stage.from.leading.length > 0)) continue;
    // Who moves to a line with support takes another branch with it: that one is the warning.
    const goesAlong = isRunning('runtime-ended') && runtimeEnd(base.name ?? '', base.tag ?? '', today) !== undefined;
    yield {
      ...(goesAlong && { severity: 'info' }),
      range: base.kind === 'scratch' ? (stage.steps.find(isRootfs)?.instruction.range ?? base.range) : base.range,
      message: `Move to ${branch === undefined ? 'a newer release' : `Alpine ${branch}`}: the support of Alpine ${release} ended ${ended}, and nobody promises security fixes since.`,
      fix:
        branch === undefined ||
        mayLackPackages(stage, model) ||
        isLinkedElsewhere(stage, branch, model) ||
        asksForNsswitch(stage, release, model, text) ||
        isFarForCode(stage, release, branch, model)
          ? undefined
          : makeFix(stage, base, release, branch, text),
    };
  }
}

/** `ADD alpine-minirootfs-… /` */
function isRootfs({ copy }: Step): boolean {
  return copy?.sources.some(({ raw }) => raw.includes('alpine-minirootfs')) === true;
}

/** When the support of a branch ended, in words; undefined when it has not, or when nothing is known. */
function endOf(release: string, today: string): string | undefined {
  const known = alpineRelease(release);
  if (known !== undefined) return known.ended <= today ? `on ${known.ended}` : undefined;
  const oldest = ALPINE_RELEASES.at(-1);
  return oldest !== undefined && compareBranches(release, oldest.branch) < 0 ? `before ${oldest.ended}` : undefined;
}

/** Names that carry a version go with the release that they belong to: `php81-fpm`, `postgresql13`, `libssl1.1`. */
const VERSIONED =
  /^(php|postgresql|clang|llvm|lld|gcc|openjdk|erlang|nodejs|ruby|lua|tcl|mongodb|freeradius|zabbix)-?\d|\d\.\d/;

/** Something that is installed here, or in a stage on top, may not be there in another release: a version, an old name, an open word. */
function mayLackPackages(stage: Stage, { stages }: Model): boolean {
  return stages
    .filter((each) => rootOf(each) === stage)
    .flatMap(({ packageEvents }) => packageEvents)
    .some(
      ({ kind, packages }) =>
        kind === 'add' &&
        packages.some(
          ({ name, constraint, kind: sort }) =>
            sort !== 'conflict' &&
            (name === undefined ||
              constraint !== undefined ||
              VERSIONED.test(name) ||
              renamedPackage(name) !== undefined),
        ),
    );
}

/** Bases whose programs need no library of the image that they are copied to, or that make files for a browser. */
const STANDS_ALONE = /(^|\/)(golang|rust|node|maven|gradle)$/;

/** What another stage compiles is linked to libraries of its own release: both have to move together. */
function isLinkedElsewhere(stage: Stage, branch: string, { stages }: Model): boolean {
  return stages.some(
    (each) =>
      rootOf(each) === stage &&
      each.steps.some(({ copy }) => {
        const from = copy?.fromStage && rootOf(copy.fromStage);
        return (
          from?.libc === 'musl' &&
          from.release !== branch &&
          from.base.reference !== stage.base.reference &&
          !STANDS_ALONE.test(from.base.name ?? '')
        );
      }),
  );
}

/** `RUN [ ! -e /etc/nsswitch.conf ] && …` ends the build where the base has the file, which it has since this branch. */
const NSSWITCH_SINCE = '3.16';
const ASKS_FOR_NSSWITCH = /(\[|\btest) ! -[ef] \/etc\/nsswitch\.conf( \])?[ \t]{0,20}(\\\r?\n[ \t]{0,40})?&&/;

function asksForNsswitch(stage: Stage, release: string, { stages }: Model, text: string): boolean {
  if (compareBranches(release, NSSWITCH_SINCE) >= 0) return false;
  return stages.some(
    (each) =>
      rootOf(each) === stage &&
      each.steps.some(
        ({ instruction: { keyword, range } }) => keyword === 'RUN' && ASKS_FOR_NSSWITCH.test(sliceOf(text, range)),
      ),
  );
}

/** So many branches further, about two years, compilers and languages are others, and what is written for the old ones may not build. */
const FAR = 4;

/** The languages whose programs depend on the version that comes with the branch. */
const LANGUAGE =
  /^(go|python[23]?|py3?-.+|nodejs(-current|-npm)?|npm|yarn|ruby(-.+)?|perl|php|lua|ghc|cabal|uwsgi(-.+)?|dotnet.*)$/;

function isFarForCode(stage: Stage, release: string, branch: string, { stages }: Model): boolean {
  const [major, minor = 0] = release.split('.').map(Number);
  const [newMajor, newMinor = 0] = branch.split('.').map(Number);
  if (major === newMajor && newMinor - minor <= FAR) return false;
  return stages
    .filter((each) => rootOf(each) === stage)
    .some(
      (each) =>
        compilesItself(each) ||
        each.packageEvents.some(
          ({ kind, packages }) =>
            kind === 'add' && packages.some(({ name = '' }) => LANGUAGE.test(name) || packageClass(name) === 'build'),
        ),
    );
}

/** For Alpine itself, and for official images whose tag with the newer branch is known to exist. */
function makeFix({ from }: Stage, base: Base, release: string, branch: string, text: string): ProposedFix | undefined {
  const word = from.args[0];
  const { name, tag, digest, reference } = base;
  if (word === undefined || name === undefined || tag === undefined || digest !== undefined || word.raw !== reference) {
    return undefined;
  }
  const newer =
    name === 'alpine' ? branch : branch === VARIANT_BRANCH ? tagWithBranch(name, tag.replace(release, '')) : undefined;
  const edit = newer === undefined ? undefined : replaceInWord(text, word, `:${tag}`, `:${newer}`);
  return edit && { title: `Use Alpine ${branch}`, edits: [edit] };
}
