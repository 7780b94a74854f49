import { wantedInStep } from '../../facts/apk-world.ts';
import { type DependencyInstall, installOf } from '../../facts/dependency-installs.ts';
import { once } from '../../model/memo.ts';
import { baseName, resolvePath } from '../../model/paths.ts';
import type { BuildContext, Invocation, Stage, Step } from '../../model/types.ts';
import { NEEDS_MORE } from './manifests.ts';

/** What the file does not show of an install behind the source, so that it is a note, or has no fix, or is left alone. */

/**
 * Whether the file shows what the install needs: nothing, what was copied for it, or lists by their names. Of others only the
 * project tells, which may be one of several parts, with scripts and settings of its own; and of Go only `go.mod`, which may
 * have a folder of the source in place of a module.
 */
export function isSure(
  install: DependencyInstall | undefined,
  areThere: boolean,
  isKnown: boolean,
  context: BuildContext | undefined,
): boolean {
  const { manifests = [] } = install ?? {};
  const [first] = manifests;
  if (install?.manifests?.length === 0) return true;
  // Maven and its like: modules of a project.
  if (install === undefined) return context !== undefined;
  if (manifests.some((path) => NEEDS_MORE.test(context?.read(path) ?? ''))) return false;
  // Scripts of `package.json` and `composer.json`, settings, parts of a workspace: without the context nobody knows.
  if (context === undefined) return false;
  if (first === 'go.mod') return context.read('go.mod') !== undefined && context.read('go.work') === undefined;
  return areThere || isKnown || (first !== undefined && baseName(first).endsWith('.txt'));
}

/** `npm ci --ignore-scripts && … && npm ci`: the second one is there for the scripts, and they may want the source. */
export function isForScripts({ name, step }: Invocation): boolean {
  const installs = step.invocations.filter((each) => each.name === name && installOf(each) !== undefined);
  const without = installs.filter(({ args }) => args.some(({ value }) => value === '--ignore-scripts'));
  return without.length > 0 && without.length < installs.length;
}

/** `apk add gcc && /src/more-packages.sh`: the same RUN needs the source, so it cannot stand in front of it. */
export function runsSource({ copy, before }: Step, { step }: Invocation): boolean {
  const target = folderAt(copy?.destination?.value, before.workdir);
  return step.invocations.some(
    ({ program = '', cwd }) =>
      program.includes('/') &&
      target !== undefined &&
      target !== '/' &&
      resolvePath(program, cwd)?.startsWith(`${target}/`),
  );
}

/** Another project in a folder of the source is installed as well: a script of the first one may need it. */
export function hasNested(copy: Step, { name, step, cwd = '' }: Invocation): boolean {
  const target = resolvePath(copy.copy?.destination?.value ?? '', copy.before.workdir)?.replace(/\/$/, '');
  return step.stage.steps
    .slice(step.index, step.index + 20)
    .some(({ invocations }) =>
      invocations.some(
        (each) =>
          each.name === name &&
          each.cwd !== cwd &&
          each.cwd?.startsWith(`${target ?? ''}/`) === true &&
          installOf(each)?.manifests?.length !== 0 &&
          installOf(each) !== undefined,
      ),
    );
}

/** The same RUN builds with what it has installed, so the source has to be there. */
export function goesOn({ step, order }: Invocation): boolean {
  return step.invocations.some(
    (each) => each.order > order && installOf(each) === undefined && !NEEDS_NO_SOURCE.test(each.name ?? ''),
  );
}

/** Commands between the source and the install that may need the one and make what the other reads. */
export function mayMakeManifests(copy: Step, install: Invocation): boolean {
  const { stage, index } = install.step;
  const first = copy.stage === stage ? copy.index + 1 : 0;
  return stage.steps
    .slice(first, index + 1)
    .some(
      ({ instruction, invocations }) =>
        instruction.keyword === 'RUN' &&
        invocations.some(
          (each) =>
            each.order < install.order &&
            !NEEDS_NO_SOURCE.test(each.name ?? '') &&
            !SETS_UP.test(each.name ?? '') &&
            installOf(each) === undefined,
        ),
    );
}

/**
 * A group that a later step deletes: what stands between compiles with it, and the rule virtual-removed-later wants all of that in
 * one RUN.
 */
export function goesLater({ step: { stage, index }, order, args, name }: Invocation): boolean {
  if (name !== 'apk' || !args.some(({ value = '' }) => /^(-t|--virtual(=.*)?)$/.test(value))) return false;
  const group = stage.packageEvents.find((event) => event.order === order)?.apk?.virtual?.name;
  return group !== undefined && (once(stage, deletions).get(group) ?? -1) > index;
}

/** By name the last step that deletes it. */
function deletions({ packageEvents }: Stage): ReadonlyMap<string, number> {
  return new Map(
    packageEvents.flatMap(({ kind, step, packages }) =>
      kind === 'del' ? packages.flatMap(({ name }) => (name === undefined ? [] : [[name, step.index] as const])) : [],
    ),
  );
}

/** `replace … => ../libs` in `go.mod` and `"prepare"` in `package.json` want other files too. */
export function mayWantMore({ name, args }: Invocation): boolean {
  return (
    name === 'go' || (/^(npm|yarn|pnpm)$/.test(name ?? '') && !args.some(({ value }) => value === '--ignore-scripts'))
  );
}

/**
 * The packages are deleted by the RUN that installs them, and that RUN compiles the source: a RUN of their own would leave them
 * in the image.
 */
export function compilesInPlace(step: Step): boolean {
  const ofSource = step.invocations.some(
    (each) => !NEEDS_NO_SOURCE.test(each.name ?? '') && installOf(each)?.manifests?.length !== 0,
  );
  return ofSource && wantedInStep(step).some(({ deleted }) => deleted !== undefined);
}

export function folderAt(path: string | undefined, workdir: string | undefined): string | undefined {
  return path === undefined ? undefined : resolvePath(path, workdir)?.replace(/(.)\/$/, '$1');
}

/** Commands that need nothing of the source. */
const NEEDS_NO_SOURCE =
  /^(apk|apt-get|apt|set|echo|printf|curl|wget|tar|unzip|chmod|chown|mkdir|rm|ln|mv|adduser|addgroup|useradd|groupadd|export|true|:|scanelf|awk|sort)$/;

/** Tools that are told something, or told their version, before they install. */
const SETS_UP =
  /^(corepack|npm|yarn|pnpm|bun|pip[\d.]*|python[\d.]*|bundle|gem|composer|poetry|uv|go|mix|git|cd|addgroup|usermod|ls|id|which)$/;
