import { renamedPackage } from '../../apk/renamed-packages.ts';
import type { PackageSpec } from '../../apk/types.ts';
import type { Model, Stage } from '../../model/types.ts';
import { alpineRelease } from '../../data/alpine-releases.ts';
import { compareVersions } from '../../data/versions.ts';
import { rootOf } from '../../model/stage-chain.ts';
import { removeApkOption } from '../../fixes/edits.ts';
import { oneForEachFix } from '../../facts/one-fact.ts';
import { branchIn, LIST, repositoryChanges, repositoryUses, type RepositoryUse } from '../../facts/repositories.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-edge-mix',
  title: 'Take packages from the branch of the base image',
  category: 'packages',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['apk --repository', '>', 'tee', 'sed'],
  *check({ alpineStagesWithOnbuild, model, text, today }) {
    for (const stage of alpineStagesWithOnbuild) {
      const seen = new Set<number>();
      for (const use of repositoryUses(stage)) {
        const { branch, repository } = branchIn(use.url) ?? {};
        // One finding a command, however many repositories it names.
        if (branch === undefined || !isOther(branch, stage) || !isStable(stage) || seen.has(use.invocation.order))
          continue;
        seen.add(use.invocation.order);
        const found = describe(use, branch, stage, text, model, repository === 'testing');
        // What a release lacks that has ended, it gets no more.
        const { ended = today } = alpineRelease(stage.release ?? '') ?? {};
        yield stage.release === undefined || today < ended ? found : { ...found, fix: undefined };
      }
      for (const { replacement, invocation } of repositoryChanges(stage)) {
        const branch = /(?:^|[^\w.])(edge|latest-stable|v\d{1,4}\.\d{1,4})(?![\w.])/.exec(replacement)?.[1];
        if (branch === undefined || !isOther(branch, stage) || !isStable(stage)) continue;
        yield { range: invocation.range, message: untagged(branch, stage) };
      }
    }
  },
  together: oneForEachFix,
});

/** The base is a release, as far as its tag tells; a tag with an unknown part may be edge. */
function isStable(stage: Stage): boolean {
  const { base } = rootOf(stage);
  return (
    stage.release !== 'edge' &&
    base.kind === 'image' &&
    (stage.release !== undefined || base.tag !== undefined || base.digest === undefined)
  );
}

/** `latest-stable` is another branch from the next release on. */
function isOther(branch: string, { release }: Stage): boolean {
  return branch === 'edge' || (release !== undefined && branch !== `v${release}`);
}

/** `rm /etc/apk/repositories`, or `>` in place of `>>`, and `apk upgrade` behind it. */
function movesAll({ invocation: { order } }: RepositoryUse, stage: Stage): boolean {
  return (
    (stage.packageEvents.findLast(({ kind }) => kind === 'upgrade')?.order ?? -1) > order &&
    stage.fileEvents.some((event) => event.kind === 'delete' && event.path === LIST && event.order < order)
  );
}

function describe(
  use: RepositoryUse,
  branch: string,
  stage: Stage,
  text: string,
  model: Model,
  isTesting: boolean,
): Finding {
  const { tag, range } = use;
  if (tag !== undefined) {
    return {
      range,
      severity: 'info',
      message: `Ask for \`@${tag}\` only where the base's own branch lacks a package: what a package of ${nameOf(branch)} needs and ${own(stage)} lacks comes from ${nameOf(branch)} too, and no release tests them together.`,
    };
  }
  if (isOneOlder(use, branch, stage)) {
    return {
      range,
      severity: 'info',
      message: `Move to a version that ${own(stage)} has when you can: nobody promises fixes for ${nameOf(branch)} once it has ended, and a program of it runs with the libraries of ${own(stage)}.`,
    };
  }
  return {
    range,
    // Where the list is written anew and all is upgraded, the whole base becomes that branch.
    ...((saysWhy(use, branch, text, model) || movesAll(use, stage) || isData(use)) && { severity: 'info' }),
    message: untagged(branch, stage, isTesting),
    fix: isExplained(use, model) ? undefined : makeFix(use, text),
  };
}

/** One command alone asks an older release, for packages whose versions it names: what the base's branch no longer has. */
function isOneOlder({ from }: RepositoryUse, branch: string, { release }: Stage): boolean {
  const packages = from?.apk.packages ?? [];
  return (
    packages.length > 0 &&
    packages.every(({ constraint }) => constraint !== undefined && /^[=~]/.test(constraint)) &&
    release !== undefined &&
    compareVersions(branch.slice(1), release) < 0
  );
}

function untagged(branch: string, stage: Stage, isTesting = false): string {
  const advice = isTesting
    ? `Give the repository a tag (\`@testing\` in front of its address, and \`apk add name@testing\`), or build on an Alpine release that has the package`
    : `Take the package from ${own(stage)}, or build on an Alpine release that has it`;
  return `${advice}: with ${nameOf(branch)} in the list apk takes the newest version of everything it installs from any of them, built against other libraries than the base has.`;
}

/** Fonts, documentation and time zones: nothing in them is built against a library. */
function isData({ from }: RepositoryUse): boolean {
  const packages = from?.apk.packages ?? [];
  return packages.length > 0 && packages.every(({ name = '' }) => DATA.test(name));
}

const DATA = /^(font|ttf)-|-(doc|lang|fonts?|themes?)$|^(tzdata|ca-certificates-bundle)$/;

function nameOf(branch: string): string {
  return branch === 'edge' ? '`edge`' : `\`${branch}\``;
}

function own({ release }: Stage): string {
  return release === undefined ? "the base's own branch" : `\`v${release}\``;
}

/** A name that the base's branch may well have: no version, no tag, no name of long ago. */
function isPlain({ kind, name, constraint, repositoryTag }: PackageSpec): boolean {
  return (
    kind === 'package' &&
    constraint === undefined &&
    repositoryTag === undefined &&
    renamedPackage(name ?? '') === undefined
  );
}

/** Comments above the instruction, or in it in front of the command, say what the other repository is asked for. */
function isExplained({ invocation: { step, range } }: RepositoryUse, { file }: Model): boolean {
  const { leading, range: own } = step.instruction;
  const inside = file.comments.filter((each) => each.range.start > own.start && each.range.start < range.start);
  return [...leading, ...inside].some(({ text }) => /edge|latest|new|only|avail|testing|need|version/i.test(text));
}

/** The comment right above names the other branch, or says what the base's lacks: the author has decided. */
function saysWhy({ invocation }: RepositoryUse, branch: string, text: string, { file }: Model): boolean {
  const { leading, range: own } = invocation.step.instruction;
  const inside = file.comments.findLast(({ range }) => range.start > own.start && range.end <= invocation.range.start);
  const isAbove = inside !== undefined && !/[\w"')]/.test(text.slice(inside.range.end, invocation.range.start));
  return [...leading, ...(isAbove ? [inside] : [])].some(
    (comment) => comment.text.includes(branch) || SAYS_WHY.test(comment.text),
  );
}

const SAYS_WHY =
  /\b(until|latest|newer|newest|dropped|removed|missing|lacks?|(only|not|n't|longer) (yet )?(available|in|on|part|there)|only from|testing repo)/i;

/** Without the options apk asks the main and community of the base; testing has no counterpart there. */
function makeFix({ from, invocation }: RepositoryUse, text: string): ProposedFix | undefined {
  if (from?.apk.packages.every(isPlain) !== true) return undefined;
  const options = from.apk.options.filter(({ name }) => name === 'repository');
  const edits = options.map((option) => {
    const { repository } = branchIn(option.value ?? '') ?? {};
    return repository === 'main' || repository === 'community' ? removeApkOption(text, invocation, option) : undefined;
  });
  return edits.includes(undefined)
    ? undefined
    : { title: 'Ask the repositories of the base', edits: edits.flatMap((edit) => edit ?? []) };
}
