import { compareBranches, newestRelease } from '../../data/alpine-releases.ts';
import { oldestBuilt } from '../../data/alpine-variants.ts';
import { endedReleases } from '../../facts/ended-releases.ts';
import { isHeldBack } from '../../facts/held-back.ts';
import { imageUses, officialName, type ImageUse } from '../../facts/image-uses.ts';
import { oneForAllFacts } from '../../facts/one-fact.ts';
import { namesVersion } from '../../facts/path-versions.ts';
import { isGivenUp, runtimeEnd } from '../../facts/runtime-ends.ts';
import { enumerate } from '../../lists.ts';
import { givesCertificates } from '../../facts/passing-stages.ts';
import { isForOldReleases, isForTests } from '../../facts/target-names.ts';
import { NONE } from '../../lists.ts';
import { baseName } from '../../model/paths.ts';
import { once } from '../../model/memo.ts';
import { commandsLike } from '../../model/commands.ts';
import type { Model } from '../../model/types.ts';
import { lineStarts, positionAt } from '../../text.ts';
import { defineRule, type Finding, type RuleContext } from '../../rule.ts';

export const rule = defineRule({
  id: 'runtime-ended',
  title: 'Move to a release of the language or server that is supported',
  category: 'releases',
  severity: 'warning',
  fix: 'none',
  tally: ['ruby/eol-ruby-version'],
  *check({ model, path, today }) {
    const uses = imageUses(model);
    const lines = new Map<string, Set<string>>();
    // `3.10-slim` and `3.10-alpine` are one line.
    for (const { name, tag = '' } of uses)
      lines.set(name, (lines.get(name) ?? new Set()).add(tag.split('-', 1)[0] ?? ''));
    for (const use of uses) {
      if (use.digest !== undefined && use.isExplained) continue;
      const facts = factsOf(use, today, model);
      if (facts === undefined) continue;
      const isMeant =
        (lines.get(use.name)?.size ?? 0) >= MANY ||
        namesVersion(path, facts.line) ||
        isForOldReleases(path) ||
        (use.isBase && isHeldBack(model, use.stage.base.reference, facts.line));
      const { range, comesFrom, isUnused } = use;
      yield {
        range,
        ...facts.told,
        comesFrom,
        ...((isMeant || isUnused || isForTests(path, model.target?.name) || givesCertificates(use.stage, model)) && {
          severity: 'info',
        }),
      };
    }
  },
  *together(findings, context) {
    yield* oneForAllFacts(
      findings.filter(({ severity }) => severity !== undefined),
      context,
      tell,
    );
    const own = findings.filter(({ severity }) => severity === undefined);
    if (own.length > 0) yield* oneForAllFacts(withLines([...own, ...alpineToo(context)], context.text), context, tell);
  },
});

/** Each fact says in which line it stands, where that is not the line of the first. */
function withLines(findings: readonly Finding[], text: string): Finding[] {
  const starts = lineStarts(text);
  const lineOf = ({ range }: Finding): number => positionAt(starts, range.start).line;
  const [first] = findings;
  // The same fact in several lines is said once, with the first of them.
  const said = new Map<string, string>();
  return findings.map((each) => {
    const { inShort } = each;
    if (first === undefined || inShort === undefined) return each;
    const key = inShort.replace(/ \(take [^()]*\)$/, '');
    if (!said.has(key))
      said.set(
        key,
        lineOf(each) === lineOf(first)
          ? inShort
          : inShort.replace(/^(`[^`]+`( [\w.-]+)?|Alpine \S+)(?= ended)/, `$1 (line ${String(lineOf(each))})`),
      );
    return { ...each, inShort: said.get(key) };
  });
}

function tell(facts: readonly string[]): string {
  return `Move to releases with support: ${enumerate(facts)}. Nobody has promised fixes since.`;
}

/** What base-ended says as a note then: a reader of the warnings learns of all that is out of support. */
function* alpineToo(context: RuleContext): Iterable<Finding> {
  const { today, ignores, isRunning } = context;
  const branch = newestRelease(today)?.branch;
  if (!isRunning('base-ended') || branch === undefined) return;
  const decided = new Set(ignores.flatMap(({ id, instruction }) => (id === 'base-ended' ? instruction : [])));
  for (const { range, inShort, instruction, isUnused } of endedReleases(context)) {
    if (decided.has(instruction) || isUnused) continue;
    yield { range, inShort: `${inShort} (take ${branch})`, message: `The support of ${inShort}.` };
  }
}

/** So many lines of one image in a file are there on purpose: for the clients of old servers, or to test with each. */
const MANY = 3;

/** The line that has ended, and what is said of it, alone and beside others. */
interface Facts {
  readonly line: string;
  readonly told: Pick<Finding, 'message' | 'inShort'>;
}

/**
 * Up to this line the image of Node.js has `corepack`, which Node.js brought (nodejs/node, pull request 57825), and `yarn`
 * (nodejs/docker-node, pull request 2422, which is about 26; no line between the two has support). Read 2026-11-30.
 */
const LAST_WITH_YARN = 24;

/** `corepack enable`, `yarn install`, `CMD ["yarn", "start"]`, where nothing installs it. */
function needsYarn({ stages }: Model): boolean {
  const calls = stages.flatMap((stage) => commandsLike(stage, /^(corepack|npm|yarn)$/));
  return (
    (calls.some(({ name }) => name !== 'npm') || stages.some(({ process }) => process.program.includes('yarn'))) &&
    !calls.some(({ name, args }) => name === 'npm' && args.some(({ value }) => /^(corepack|yarn)\b/.test(value ?? '')))
  );
}

/** As far as the table knows. */
function isBuiltOn(image: string | undefined, line: string, branch: string): boolean {
  const oldest = image === undefined ? undefined : oldestBuilt(image, line);
  return oldest !== undefined && compareBranches(branch, oldest) >= 0;
}

function factsOf({ name, tag = '' }: ImageUse, today: string, model: Model): Facts | undefined {
  if (isGivenUp(name, tag)) {
    const message =
      'Use a maintained image of Java, such as `eclipse-temurin`: `openjdk` was given up in 2022, and its finished releases are not built any more.';
    return { line: 'openjdk', told: { message, inShort: '`openjdk` ended in 2022 (take `eclipse-temurin`)' } };
  }
  const end = runtimeEnd(name, tag, today);
  if (end === undefined) return undefined;
  const { version, ended, supported } = end;
  const withYarn =
    baseName(name) === 'node' && once(model, needsYarn)
      ? supported.filter((line) => Number(line) <= LAST_WITH_YARN)
      : NONE;
  const lines = (withYarn.length > 0 ? withYarn : supported).slice(0, 3);
  const newer = enumerate(lines, 'or');
  // Lines of Node.js have one number, those of Python two.
  const line = version.split('.', supported[0]?.split('.').length).join('.');
  // Another line may not be built on the old branch.
  const [, branch] = /-alpine(3\.\d{1,3})$/.exec(tag) ?? [];
  const hasBranch = branch !== undefined && !lines.every((each) => isBuiltOn(officialName(name), each, branch));
  const onBranch = hasBranch ? ', and to an Alpine branch that it is built on' : '';
  // Another major version of these does not read the files of this one, or not without being told.
  const withData = /^(mariadb|mongo|mysql|postgres)$/.test(baseName(name))
    ? ', and the data of its containers with it'
    : '';
  const message = `Move \`${name}\` to a line with support, ${newer}${onBranch}${withData}: that of ${version} ended ${ended}, and nobody has promised fixes since.`;
  return {
    line,
    told: {
      message,
      inShort: `\`${name}\` ${version} ended ${ended} (take ${newer}${hasBranch ? ', on a newer Alpine' : ''})`,
    },
  };
}
