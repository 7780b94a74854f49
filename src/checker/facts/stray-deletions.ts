import { isOfficialImage } from '../data/official-images.ts';
import { rootOf } from '../model/stage-chain.ts';
import type { PackageSpec } from '../apk/types.ts';
import type { Invocation, PackageEvent, Stage } from '../model/types.ts';
import { nearest } from '../syntax/suggest.ts';
import { isShell, isScriptFlag } from '../model/wrappers.ts';

/** `apk del` of a group that does not exist. */
interface StrayDeletion {
  readonly event: PackageEvent;
  readonly spec: PackageSpec;
  /** The group that was meant, when one has a name like it. */
  readonly meant: string | undefined;
}

/** A stage takes its groups from few others; noise is not followed to its end. */
const MAX_LAYERS = 50;
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
  const names = namesOf(stage);
  if (names.unknown) return [];
  const { base } = rootOf(stage);
  const script = firstScript(stage);
  const found: StrayDeletion[] = [];
  for (const { event, spec } of deletions) {
    const name = spec.name;
    if (name === undefined || !mayBeGroup(spec) || names.all.has(name) || stage.baseProvides.has(name)) continue;
    if (base.kind !== 'image' || keepsGroup(base.name ?? '', name)) continue;
    const meant = nearest(name, names.groups.slice(0, MAX_CANDIDATES));
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

interface Names {
  readonly all: ReadonlySet<string>;
  readonly groups: readonly string[];
  /** A group with a name that is not known is made. */
  readonly unknown: boolean;
}

function namesOf(stage: Stage): Names {
  const all = new Set<string>();
  const groups = new Set<string>();
  let layer: Stage | undefined = stage;
  for (let depth = 0; layer !== undefined; layer = layer.base.stage, depth++) {
    if (depth === MAX_LAYERS) return { all, groups: [...groups], unknown: true };
    for (const { kind, apk, packages } of layer.packageEvents) {
      if (kind !== 'add') continue;
      for (const { name } of packages) if (name !== undefined) all.add(name);
      if (apk?.virtual === undefined) continue;
      if (apk.virtual.name === undefined || apk.virtual.name === '') return { all, groups: [...groups], unknown: true };
      all.add(apk.virtual.name);
      groups.add(apk.virtual.name);
    }
  }
  return { all, groups: [...groups], unknown: false };
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
