import type { DependencyInstall } from '../../facts/dependency-installs.ts';
import type { BuildContext, Invocation } from '../../model/types.ts';

/** Files of a package manager that say that other files of the source are needed too. */
const NEEDS_MORE =
  /"workspaces"|"(pre|post)?install"|"prepare"|"(file|link|workspace|portal|patch):|patchedDependencies|"type":\s{0,9}"path"|"post-(install|autoload)|=>\s{0,9}\.|^[ \t]{0,20}(-[rce]\b|\.)|\bgemspec\b|\bpath:/m;
/** A part of a project of several packages, or another folder. */
const PART = /^(-[rFwC]$|--(recursive|filter|workspaces?|workspace-root|prefix|cwd|dir|directory|project)\b)/;
const SEVERAL = /^(turbo|lerna|nx|rush|workspaces?)$/;
/** Settings that npm, yarn and pnpm read, and that stand alone. */
const SETTINGS = ['.npmrc', '.yarnrc'];

/** What has to be copied for an install; undefined where that is not certain to be a few files. */
export function manifestsFor(
  { name, args, cwd, step }: Invocation,
  { manifests }: DependencyInstall,
  context: BuildContext | undefined,
): readonly string[] | undefined {
  if (manifests === undefined || manifests.length === 0) return manifests;
  const words = args.map(({ value, raw }) => value ?? raw);
  const isNode = manifests[0] === 'package.json';
  if (cwd !== step.before.workdir || words.some((word) => PART.test(word) && (isNode || word !== '-r')))
    return undefined;
  // The project itself is installed too.
  if (name === 'poetry' && !words.includes('--no-root')) return undefined;
  const others = step.stage.steps.flatMap(({ invocations }) => invocations);
  if (
    isNode &&
    others.some((each) => SEVERAL.test(each.name ?? '') || each.args.some(({ value }) => SEVERAL.test(value ?? '')))
  )
    return undefined;
  if (context === undefined || context.paths.length === 0) return manifests;
  const paths = new Set(context.paths);
  const there = manifests.filter((path) => paths.has(path));
  if (there[0] !== manifests[0] || there.some((path) => NEEDS_MORE.test(context.read(path) ?? ''))) return undefined;
  if (!isNode) return there;
  if (
    context.paths.some((path) =>
      /^(pnpm-workspace\.yaml|lerna\.json|\.yarn\/.*|\.yarnrc\.yml|.*\/package\.json)$/.test(path),
    )
  )
    return undefined;
  return [...there, ...SETTINGS.filter((path) => paths.has(path))];
}
