import { compareBranches, newestRelease } from '../../data/alpine-releases.ts';
import { tagWithBranch, VARIANT_BRANCH } from '../../data/alpine-variants.ts';
import { isSharedName } from '../../data/shared-package-names.ts';
import { packageClass } from '../../apk/package-classes.ts';
import { renamedPackage } from '../../apk/renamed-packages.ts';
import { commandsLike } from '../../model/commands.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { Base, Invocation, Stage } from '../../model/types.ts';
import { addTo } from '../../lists.ts';
import { replaceInWord } from '../../fixes/edits.ts';
import { oneForAllFacts } from '../../facts/one-fact.ts';
import { compilesItself } from '../../facts/toolbox.ts';
import { namesVersion } from '../../facts/path-versions.ts';
import { isHeldBack, REASON } from '../../facts/held-back.ts';
import { endedReleases } from '../../facts/ended-releases.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { baseName } from '../../model/paths.ts';
import { sliceOf } from '../../text.ts';
import { onlyPassesOn } from '../../facts/passing-stages.ts';
import { isForOldReleases, isForTests } from '../../facts/target-names.ts';
import { defineRule, type ProposedFix, type RuleContext } from '../../rule.ts';

export const rule = defineRule({
  id: 'base-ended',
  title: 'Move to a supported Alpine release',
  category: 'releases',
  severity: 'warning',
  fix: 'suggestion',
  runsLast: true,
  yieldsTo: ['runtime-ended'],
  *check(context) {
    const { model, path, text, today, found, isKnownPackage } = context;
    const branch = newestRelease(today)?.branch;
    const onBase = new Map<Stage, Stage[]>();
    for (const stage of model.stages) addTo(onBase, rootOf(stage), stage);
    // One warning about what is out of support is enough for a file: that of runtime-ended names these releases too.
    const isSaid = found.some((each) => each.rule === 'runtime-ended' && each.isTold);
    for (const { stage, release, inShort, range, comesFrom, isUnused } of endedReleases(context)) {
      const own = onBase.get(stage) ?? [];
      const isMeant =
        namesVersion(path, release) ||
        isForOldReleases(path) ||
        isExplained(stage, own) ||
        isHeldBack(model, stage.base.reference, release);
      yield {
        ...((isSaid || isMeant || isUnused || isForTests(path, model.target?.name) || onlyPassesOn(stage)) && {
          severity: 'info',
        }),
        range,
        inShort,
        comesFrom,
        message: `Move to ${branch === undefined ? 'a newer release' : `Alpine ${branch}`}${withVersion(stage.base)}: the support of ${inShort}, and nobody promises security fixes since.`,
        fix:
          isMeant ||
          branch === undefined ||
          mayLackPackages(own, isKnownPackage) ||
          isLinkedElsewhere(own, stage.base, branch) ||
          asksForNsswitch(own, release, text) ||
          own.some(dependsOnCode) ||
          own.some(runsUnread) ||
          own.some((each) => commandsLike(each, /^ssh-keygen$/).some(asksForDsa))
            ? undefined
            : makeFix(stage, release, branch, text),
      };
    }
  },
  together: (findings, context) =>
    oneForAllFacts(findings, context, (facts, { message, inShort = '' }) =>
      message.replace(inShort, () => facts.join(', that of ')),
    ),
});

/** A comment above says why it is this release: it names another one, or this one or a package of these stages with a reason. */
function isExplained({ from: { leading }, release }: Stage, stages: readonly Stage[]): boolean {
  if (leading.length === 0) return false;
  const words = new Set(leading.flatMap(({ text }) => text.split(/[^\w.+-]+|[.:](?=\s|$)/)));
  const releases = [...words].flatMap((word) => /^v?(3\.\d{1,2})(\.\d{1,2})?$/.exec(word)?.[1] ?? []);
  if (releases.some((each) => each !== release)) return true;
  if (!leading.some(({ text }) => REASON.test(text))) return false;
  return (
    releases.length > 0 ||
    stages.some(({ packageEvents }) =>
      packageEvents.some(({ packages }) => packages.some(({ name }) => name !== undefined && words.has(name))),
    )
  );
}

/** Names that carry a version go with the release that they belong to: `php81-fpm`, `postgresql13`, `libssl1.1`. */
const VERSIONED =
  /^(php|postgresql|clang|llvm|lld|gcc|openjdk|erlang|nodejs|ruby|lua|tcl|mongodb|freeradius|zabbix)-?\d|\d\.\d/;

/**
 * Something that is installed may not be there in another release: a version, an old name, an open word.
 * @param stages that of the base, and those on top
 */
function mayLackPackages(stages: readonly Stage[], isKnown: RuleContext['isKnownPackage']): boolean {
  return stages
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
              (sort === 'package' && !name.startsWith('.') && !isSharedName(name) && !isKnown(name)) ||
              renamedPackage(name) !== undefined),
        ),
    );
}

/** Bases whose programs need no library of the image that they are copied to, or that make files for a browser. */
const STANDS_ALONE = /(^|\/)(golang|rust|node|maven|gradle)$/;

/** What another stage compiles is linked to libraries of its own release: both have to move together. */
function isLinkedElsewhere(stages: readonly Stage[], base: Base, branch: string): boolean {
  return stages.some(({ steps }) =>
    steps.some(({ copy }) => {
      const from = copy?.fromStage && rootOf(copy.fromStage);
      return (
        from?.libc === 'musl' &&
        from.release !== branch &&
        from.base.reference !== base.reference &&
        !STANDS_ALONE.test(from.base.name ?? '')
      );
    }),
  );
}

/** `RUN [ ! -e /etc/nsswitch.conf ] && …` ends the build where the base has the file, which it has since this branch. */
const NSSWITCH_SINCE = '3.16';
const ASKS_FOR_NSSWITCH = /(\[|\btest) ! -[ef] \/etc\/nsswitch\.conf( \])?[ \t]{0,20}(\\\r?\n[ \t]{0,40})?&&/;

function asksForNsswitch(stages: readonly Stage[], release: string, text: string): boolean {
  if (compareBranches(release, NSSWITCH_SINCE) >= 0) return false;
  return stages.some(({ steps }) =>
    steps.some(
      ({ instruction: { keyword, range } }) => keyword === 'RUN' && ASKS_FOR_NSSWITCH.test(sliceOf(text, range)),
    ),
  );
}

/** OpenSSH 10 makes no such keys any more. */
function asksForDsa({ args }: Invocation): boolean {
  return args.some(({ value }) => value === 'dsa' || value === '-tdsa');
}

/** The languages whose programs depend on the version that comes with the branch. */
const LANGUAGE =
  /^(go|python[23]?|py3?-.+|nodejs(-current|-npm)?|npm|yarn|ruby(-.+)?|perl|php|lua|ghc|cabal|uwsgi(-.+)?|dotnet.*)$/;

/** Two years and more further, compilers and languages are others, and what is written for the old ones may not build. */
function dependsOnCode(stage: Stage): boolean {
  return (
    compilesItself(stage) ||
    stage.packageEvents.some(
      ({ kind, packages }) =>
        kind === 'add' && packages.some(({ name = '' }) => LANGUAGE.test(name) || packageClass(name) === 'build'),
    )
  );
}

/** `ruby:3.4.1-alpine3.20`: a full version is built on the branches of its time alone. */
function withVersion({ kind, name = '', tag = '' }: Base): string {
  // Which tags the image of somebody else has, nobody here knows.
  if (kind === 'image' && !isOfficialImage(name)) return ', by a newer image';
  return name !== 'alpine' && (/^\d+\.\d+\.\d+-/.test(tag) || (baseName(name) === 'node' && /^\d+\.\d+-/.test(tag)))
    ? `, and to a version of \`${baseName(name)}\` that is built on it`
    : '';
}

/** A script of the project, or of whoever builds on this image: what it asks of the release is not known. */
function runsUnread({ steps }: Stage): boolean {
  return steps.some(
    ({ instruction, invocations }) =>
      instruction.keyword === 'ONBUILD' ||
      (instruction.keyword === 'RUN' &&
        invocations.some(({ program = '' }) => /^\.?\.?\/(?!usr\/|s?bin\/)/.test(program))),
  );
}

/** For Alpine itself, and for official images whose tag with the newer branch is known to exist. */
function makeFix({ from, base }: Stage, release: string, branch: string, text: string): ProposedFix | undefined {
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
