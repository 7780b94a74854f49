import { isPlainWord } from '../../fixes/edits.ts';
import { librariesOfImage, libraryOf } from '../../data/runtime-libraries.ts';
import { baseName } from '../../model/paths.ts';
import { chainOf, rootOf, standingOn } from '../../model/stage-chain.ts';
import type { Invocation, Model, PackageEvent, Stage, Step } from '../../model/types.ts';
import { isForProduction, isToolbox } from '../../facts/toolbox.ts';
import { linkedBy } from '../../facts/linking.ts';
import { isBuildGroup } from '../../facts/groups.ts';
import { installPackages } from '../../fixes/package-edits.ts';
import { appendCommand } from '../../fixes/script-edits.ts';
import { strayDeletions } from '../../facts/stray-deletions.ts';
import { wantedAt, type Wanted } from '../../facts/apk-world.ts';
import { codeList } from '../../lists.ts';
import { packageClass } from '../../apk/package-classes.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'virtual-not-removed',
  title: 'Delete build dependencies in the RUN that added them',
  category: 'virtual',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['apk --virtual'],
  *check(context) {
    const { model, path, text } = context;
    const final = model.target;
    if (final?.distro !== 'alpine') return;
    const groups = wantedAt(final).filter(
      ({ added, isGroup, deleted, perhapsDeleted }) =>
        isGroup && deleted === undefined && !perhapsDeleted && added.invocation.certain,
    );
    if (groups.length === 0) return;
    // What others compile in or build on needs its group.
    if (!isForProduction(final, path) || (isToolbox(final) && !chainOf(final).some(usesPackages))) return;
    // A misspelled deletion is the rule virtual-undefined.
    const misspelled = new Set(
      chainOf(final)
        .flatMap(strayDeletions)
        .map(({ meant }) => meant),
    );
    for (const group of groups) {
      const { name, added } = group;
      if (misspelled.has(name) || !isBuildGroup(group) || mayDelete(added.step, name)) continue;
      const kept = startedFrom(group, final);
      const isShared = isForOthers(added.step.stage, final, model);
      const advice = isShared
        ? `Begin the final stage with a base of its own, without the group \`${name}\` that other stages compile with`
        : `${isUsedHere(added) && !isUsedLater(added, final) ? 'End this `RUN` with' : 'Compile in this `RUN` too, and end it with'} \`apk del ${name}\``;
      yield {
        range: added.invocation.range,
        // More than one command has to change, or the group holds what is still needed.
        ...((isShared || kept !== undefined || outOf(group) !== '') && { severity: 'info' }),
        message: `${kept === undefined ? (isShared ? '' : outOf(group)) : `Install \`${kept}\`, which the container starts, by a command of its own. `}${advice}: nothing deletes ${isShared ? 'it' : `the group \`${name}\``}, so everything that the build needed stays in the image.`,
        fix:
          kept === undefined && !isShared ? (makeFix(group, final, text) ?? context.splitStage?.(context)) : undefined,
      };
    }
  },
});

/** What may be there for the container: it must not go with the group. */
function outOf({ packages, added: { step } }: Wanted): string {
  const inImage = librariesOfImage(rootOf(step.stage).base.name ?? '') ?? [];
  const names = packages.flatMap(({ name = '' }) => {
    if (packageClass(name) === 'runtime') return OF_BUILDS.test(name) ? [] : [name];
    const library = libraryOf(name);
    return library === undefined || inImage.includes(library) || step.stage.installed.has(library) ? [] : [library];
  });
  const wanted = [...new Set(names)].filter(Boolean).slice(0, 3);
  return wanted.length === 0
    ? ''
    : `Install what is still needed later, ${codeList(wanted)} perhaps, by a command of its own. `;
}

/** Tools that fetch and unpack. */
const OF_BUILDS =
  /^(bash|curl|findutils|git|gnupg|openssh(-client)?|patch|perl|python[23]?|rsync|tar|unzip|wget|xz|zip)$/;

/** A stage beside the final one stands on this one, so a deletion here would take the group from it. */
function isForOthers(stage: Stage, final: Stage, model: Model): boolean {
  const own = new Set(chainOf(final));
  return stage !== final && [...standingOn(stage, model)].some((other) => !own.has(other));
}

/** The package of a group that brings what the container starts: `tini`, or the program itself. */
function startedFrom({ packages }: Wanted, { process: { init, program } }: Stage): string | undefined {
  const started = [init, baseName(program[0] ?? '')];
  return packages.find(({ name }) => name !== undefined && started.includes(name))?.name;
}

/** What may need a group of packages; another `apk` does not, and neither does what cleans up. */
function mayNeed({ name = '', inSubstitution }: Invocation): boolean {
  return !inSubstitution && !/^(apk|set|echo|true|rm|:)$/.test(name);
}

/** The same RUN goes on with it. */
function isUsedHere({ step, order }: PackageEvent): boolean {
  return step.invocations.some((other) => other.order > order && mayNeed(other));
}

/** A later `RUN` does what may need it, more than to lay out files and accounts. */
function isUsedLater({ step }: PackageEvent, final: Stage): boolean {
  return chainOf(final).some((stage) =>
    stage.steps.some(
      (other) =>
        other !== step &&
        other.instruction.keyword === 'RUN' &&
        (stage !== step.stage || other.index > step.index) &&
        stage.index >= step.stage.index &&
        other.invocations.some((each) => mayNeed(each) && !LAYS_OUT.test(each.name ?? '')),
    ),
  );
}

const LAYS_OUT = /^(add(user|group)|cat|cd|ch(mod|own)|cp|find|install|ln|mkdir|mv|printf|sed|test|touch|\[)$/;

/** Something in the stage does more than to install packages. */
function usesPackages({ steps }: Stage): boolean {
  return steps.some(({ instruction, invocations }) => instruction.keyword === 'RUN' && invocations.some(mayNeed));
}

/** `trap 'apk del .fetch-deps' EXIT`, or a script that could not be read to its end. */
function mayDelete({ invocations, script }: Step, group: string): boolean {
  return (
    (script?.errors.length ?? 0) > 0 ||
    invocations.some(({ name, args }) => name === 'trap' && args[0]?.value?.includes(group) === true)
  );
}

/**
 * Only where the same RUN compiles: a later RUN may still need the group. Libraries that went with the
 * headers are installed by their own names.
 */
function makeFix({ name, added, packages }: Wanted, final: Stage, text: string): ProposedFix | undefined {
  const { step } = added;
  if (!isPlainWord(name) || !isUsedHere(added) || isUsedLater(added, final)) return undefined;
  const edit = appendCommand(text, step, `apk del ${name}`);
  if (edit === undefined) return undefined;
  const { stage } = step;
  const inImage = librariesOfImage(rootOf(stage).base.name ?? '') ?? [];
  const libraries = packages
    .flatMap((each) => libraryOf(each.name ?? '') ?? [])
    .filter((library) => !inImage.includes(library) && !stage.installed.has(library) && isLinked(library, step));
  return {
    title: `Delete ${name} at the end of the RUN`,
    edits: libraries.length > 0 ? [edit, installPackages(text, libraries, { step, inTheEnd: true })] : [edit],
  };
}

function isLinked(library: string, { invocations }: Step): boolean {
  return invocations.some((invocation) => {
    const linked = linkedBy(invocation);
    return linked === 'any' || linked?.has(library) === true;
  });
}
