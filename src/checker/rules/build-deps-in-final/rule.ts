import { packageClass } from '../../apk/package-classes.ts';
import { libraryOf } from '../../data/runtime-libraries.ts';
import { chainOf, standingOn } from '../../model/stage-chain.ts';
import type { Model, PackageEvent, Stage } from '../../model/types.ts';
import { emptyGroup } from '../../facts/empty-group.ts';
import { isBuildGroup } from '../../facts/groups.ts';
import { isService } from '../../facts/serves.ts';
import { startScript } from '../../facts/start-script.ts';
import { compilesItself, isForProduction, isToolbox } from '../../facts/toolbox.ts';
import { wantedAt, type Wanted } from '../../facts/apk-world.ts';
import { defineRule } from '../../rule.ts';
import { addTo, enumerate } from '../../lists.ts';
import { lineStart } from '../../text.ts';

export const rule = defineRule({
  id: 'build-deps-in-final',
  title: 'Leave compilers and headers out of the final image',
  category: 'virtual',
  severity: 'warning',
  fix: 'suggestion',
  offIn: ['base'],
  needs: ['apk add'],
  *check(context) {
    const { model, path, text } = context;
    const final = model.target;
    if (final?.distro !== 'alpine') return;
    const found = leftBehind(final);
    const [first, ...others] = found.keys();
    if (first === undefined || isToolbox(final) || !isForProduction(final, path)) return;
    const [program] = final.process.program;
    const script = program === undefined ? undefined : startScript(final, program, context);
    if (script !== undefined && COMPILES_IN_SCRIPT.test(script)) return;
    const names = [...new Set([...found.values()].flat())];
    const kept = keptNames(model);
    if (names.some((name) => kept.has(name) || isExplained(name, text))) return;
    const isOne = names.length === 1;
    yield {
      ...(!(names.some(hasCompiler) && isForBuild(first, final, model) && isService(final)) && { severity: 'info' }),
      range: first.invocation.range,
      message: `${advice(first, final, model, names)}: ${list(names)} ${isOne ? 'is' : 'are'} needed to compile and not to run, and ${isOne ? 'stays' : 'stay'} in the image.`,
      ...(others.length > 0 && {
        related: others.map(({ invocation: { range } }) => ({ range, message: 'More of it is installed here.' })),
      }),
      fix: context.splitStage?.(context),
    };
  },
});

/** Something is compiled with it; where nothing is, it may be there for whoever starts the container. */
function isForBuild({ step }: PackageEvent, final: Stage, model: Model): boolean {
  return [...chainOf(final), ...standingOn(step.stage, model)].some(compilesItself);
}

/**
 * A compiler, or headers that bring one along: of those whose libraries are known (`runtime-libraries.ts`) these do in the
 * index of Alpine 3.19, `postgresql16-dev` with clang and `openblas-dev` with gcc.
 */
function hasCompiler(name: string): boolean {
  return !/-(dev|headers)$/.test(name) || /^(postgresql\d*|openblas|llvm\d*|clang\d*)-dev$/.test(name);
}

/** `#  * build-base: so that packages can be compiled here`: the author has decided. */
function isExplained(name: string, text: string): boolean {
  const at = text.indexOf(`${name}:`);
  return at > 0 && /^[ \t]*#[ \t*-]*$/.test(text.slice(lineStart(text, at), at));
}

/** Words of comments that say of something that it stays: `# build-base is not deleted: the entry script compiles`. */
function keptNames({ file }: Model): ReadonlySet<string> {
  return new Set(file.comments.flatMap(({ text }) => (KEEPS.test(text) ? (text.match(/[a-z\d][\w+-]*/gi) ?? []) : [])));
}

const KEEPS = /\b(keep|kept|keeps|keeping)\b|\b(not|never|don't)[ \t]{1,9}(apk )?(del|remov|uninstall)/i;

/** A start script that compiles: that is what the image is for. */
const COMPILES_IN_SCRIPT = /(^|&&|;)[ \t]{0,40}(exec )?(make|cmake|ninja|gcc|g\+\+|cargo|go|abuild|meson)\s/m;

/** Compilers and headers that are in a layer of the image, by the command that put them there. */
function leftBehind(final: Stage): ReadonlyMap<PackageEvent, string[]> {
  const found = new Map<PackageEvent, string[]>();
  // `$PHPIZE_DEPS` is told by its name, a variable that holds other packages too is not.
  const mixed = new Set<string>();
  for (const { packages } of wantedAt(final))
    for (const { name = '', raw } of packages) if (packageClass(name) !== 'build') mixed.add(raw);
  for (const wanted of wantedAt(final)) {
    if (!isLeft(wanted)) continue;
    for (const { name, raw } of wanted.packages) {
      if (name === undefined || packageClass(name) !== 'build') continue;
      addTo(found, wanted.added, raw.startsWith('$') && !mixed.has(raw) ? raw : name);
    }
  }
  return found;
}

/**
 * What is deleted too late is the rule virtual-removed-later, a group that nothing deletes virtual-not-removed, and what was
 * meant for a group that stayed empty virtual-empty.
 */
function isLeft(wanted: Wanted): boolean {
  const { added, deleted, perhapsDeleted, isGroup } = wanted;
  if (!added.invocation.certain || perhapsDeleted || deleted !== undefined) return false;
  const { step, order } = added;
  if (step.stage.packageEvents.some((each) => each.step === step && each.order < order && emptyGroup(each)))
    return false;
  return !isGroup || !isBuildGroup(wanted);
}

function advice({ step }: PackageEvent, final: Stage, model: Model, names: readonly string[]): string {
  const { stages } = model;
  const { name } = step.stage;
  // Nothing compiles here: the headers are there for their libraries.
  if (!chainOf(final).some(compilesItself) && names.every((each) => /-(dev|headers)$/.test(each))) {
    const dev = names.find((each) => libraryOf(each) !== undefined);
    return dev === undefined
      ? 'Leave it out, or install the library alone'
      : `Install the library alone, \`${libraryOf(dev) ?? ''}\` for \`${dev}\``;
  }
  if (step.stage !== final) {
    // The stage only installs; others compile with it.
    const users = [...standingOn(step.stage, model)].filter((each) => each !== final && compilesItself(each));
    const [user] = users;
    if (!chainOf(final).some(compilesItself) && user !== undefined)
      return users.length === 1 && user.name !== undefined
        ? `Install this in the stage \`${user.name}\`, where it is used`
        : 'Install this in a stage of its own, and begin the stages that compile with that one';
    return `Begin the final stage with a base of its own${name === undefined ? '' : ` and copy the result from \`${name}\``}`;
  }
  if (chainOf(final).some(compilesItself)) return 'Compile in a stage of its own and copy the result';
  return stages.length > 1
    ? 'Install this in the stage that compiles'
    : 'Leave it out, or compile in a stage of its own';
}

function list(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return enumerate(quoted.length > 4 ? [...quoted.slice(0, 3), `${quoted.length - 3} more`] : quoted);
}
