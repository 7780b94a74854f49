import { isOfficialImage } from '../data/official-images.ts';
import { commandsLike } from '../model/commands.ts';
import { SharedMap } from '../model/shared-map.ts';
import { alongChain, rootOf } from '../model/stage-chain.ts';
import type { PackageSpec } from '../apk/types.ts';
import type { Invocation, PackageEvent, Stage } from '../model/types.ts';
import { nearest } from '../syntax/suggest.ts';
import { isShell, isScriptFlag } from '../model/wrappers.ts';
import { swallowedWord } from './swallowed.ts';

/** `apk del` of a group that does not exist. */
interface StrayDeletion {
  readonly event: PackageEvent;
  readonly spec: PackageSpec;
  /** The group that was meant, when one has a name like it. */
  readonly meant: string | undefined;
}

/** A stage makes few groups; noise is not followed to its end. */
const MAX_CANDIDATES = 12;

/**
 * The deletions of one stage that name a group which neither the stage nor anything below it makes. Nothing is said
 * where somebody else may have made it: a base that is not known, a script, a name in a variable.
 */
export function strayDeletions(stage: Stage): StrayDeletion[] {
  const deletions = stage.packageEvents.flatMap((event) =>
    event.kind === 'del' && event.apk !== undefined ? event.packages.map((spec) => ({ event, spec })) : [],
  );
  if (!deletions.some(({ spec }) => mayBeGroup(spec))) return [];
  const names = alongChain(stage, namesOf);
  // What `set` has taken for arguments may have been the command that makes the group.
  if (names.unknown || commandsLike(stage, /^set$/).some((each) => swallowedWord(each) !== undefined)) return [];
  const { base } = rootOf(stage);
  const script = firstScript(stage);
  const found: StrayDeletion[] = [];
  for (const { event, spec } of deletions) {
    const name = spec.name;
    if (name === undefined || !mayBeGroup(spec) || names.all.has(name) || stage.baseProvides.has(name)) continue;
    if (base.kind !== 'image' || keepsGroup(base.name ?? '', name)) continue;
    const meant = nearest(name, names.groups);
    if (meant === undefined) {
      const isKnownBase = isOfficialImage(base.name ?? '');
      if (!name.startsWith('.') || !isKnownBase || event.step.index >= script) continue;
    }
    found.push({ event, spec, meant });
  }
  return found;
}

/** A word without a dot is a group when it says so; any other may be a package that the base holds. */
function mayBeGroup({ name, kind }: PackageSpec): boolean {
  return (
    kind === 'package' && name !== undefined && (name.startsWith('.') || /build|deps/.test(name)) && !/[*?[]/.test(name)
  );
}

/** What is added to a stage and to those below it. */
interface Names {
  readonly all: SharedMap<true>;
  /** The nearest ones. */
  readonly groups: readonly string[];
  /** A group with a name that is not known is made. */
  readonly unknown: boolean;
}

function namesOf({ packageEvents }: Stage, below: Names = { all: new SharedMap(), groups: [], unknown: false }): Names {
  const adds = packageEvents.filter(({ kind }) => kind === 'add');
  if (adds.length === 0) return below;
  const all = below.all.copy();
  const groups = new Set<string>();
  let { unknown } = below;
  for (const { apk, packages } of adds) {
    for (const { name } of packages) if (name !== undefined) all.set(name, true);
    if (apk?.virtual === undefined) continue;
    const { name = '' } = apk.virtual;
    if (name === '') unknown = true;
    all.set(name, true);
    groups.add(name);
  }
  for (const name of below.groups) groups.add(name);
  return { all, groups: [...groups].slice(0, MAX_CANDIDATES), unknown };
}

/** The official images keep the groups that hold their libraries: `.python-rundeps`, `.httpd-so-deps`. */
function keepsGroup(image: string, name: string): boolean {
  return image !== 'alpine' && /run|so-deps/.test(name);
}

/** The first step that runs a script, in which a group may be made. */
function firstScript(stage: Stage): number {
  const index = stage.steps.findIndex(
    ({ instruction, invocations }) => instruction.keyword === 'RUN' && invocations.some(isScript),
  );
  return index < 0 ? Infinity : index;
}

/** A script of the author's own, in which anything may happen. */
export function isScript({ name, program, args }: Invocation): boolean {
  if (name === undefined || program === undefined) return true;
  if (program.includes('/') && !/^\/(usr\/(local\/)?)?s?bin\//.test(program)) return true;
  if (name.endsWith('.sh') || name === '.' || name === 'source' || name === 'eval') return true;
  return (
    isShell(name) &&
    args.some(({ value }) => value !== undefined && !/^-|\s/.test(value)) &&
    !args.some(({ value }) => isScriptFlag(value))
  );
}
