import type { DependencyInstall } from '../../facts/dependency-installs.ts';
import { runsAny } from '../../model/commands.ts';
import type { Argument, Invocation, Model } from '../../model/types.ts';

/** Files of a package manager that say that other files of the source are needed too. */
export const NEEDS_MORE =
  /"workspaces"|"(pre|post)?install"|"prepare"|"(file|link|workspace|portal|patch):|patchedDependencies|"type":\s{0,9}"path"|"post-(install|autoload)|=>\s{0,9}\.|^[ \t]{0,20}(-[rce]\b|\.)|\bgemspec\b|\bpath:/m;
/** A part of a project of several packages. */
const PART = /^(-[rFw]$|--(recursive|filter|workspaces?|workspace-root)\b)/;
/** Another folder. */
const ELSEWHERE = /^(-C$|--(prefix|cwd|dir|directory|project)\b)/;
const NODE = /^(npm|yarn|pnpm|npx)$/;
/** Where the parts of a project lie by custom. */
const PART_FOLDER = /(^|\/)(apps|packages|services|libs)\/./;
const SEVERAL = /^(turbo|lerna|nx|rush|workspaces?)$/;
const WORKSPACE_FILE = /(^|\/)(pnpm-workspace\.yaml|lerna\.json|turbo\.json|nx\.json)$/;
/** Options of the first Yarn; the later ones know some of them, but call them by other names. */
const OF_YARN_1 =
  /^--(frozen-lockfile|pure-lockfile|prod|production|network-timeout|ignore-(engines|optional|platform)|non-interactive|silent)(=|$)/;
/** Settings that npm, yarn and pnpm read, and that stand alone. */
const SETTINGS = ['.npmrc', '.yarnrc'];

/** `npm`, or a helper that starts it: `with-secrets.sh pnpm build --filter=web`. */
function isOfNode(name: string, before: readonly Argument[]): boolean {
  return NODE.test(name) || before.some(({ value }) => NODE.test(value ?? ''));
}

/**
 * Whether an install with npm, yarn or pnpm is one of several packages, as its words, other commands of the stage, what the file
 * copies or the context say.
 */
export function isOfWorkspace(
  { args, step }: Invocation,
  { manifests }: DependencyInstall,
  { context, file, stages }: Pick<Model, 'context' | 'file' | 'stages'>,
): boolean {
  if (manifests?.[0] !== 'package.json') return false;
  const commands = step.stage.steps.flatMap(({ invocations }) => invocations);
  return (
    args.some(({ value, raw }) => PART.test(value ?? raw)) ||
    step.stage.steps.some(({ before: { workdir = '' } }) => PART_FOLDER.test(workdir)) ||
    commands.some(
      ({ name = '', args: words }) =>
        SEVERAL.test(name) ||
        words.some(
          ({ value = '' }, i) => SEVERAL.test(value) || (PART.test(value) && isOfNode(name, words.slice(0, i))),
        ) ||
        (name === 'cd' && PART_FOLDER.test(words[0]?.value ?? '')),
    ) ||
    file.comments.some((comment) => /\bmonorepo\b/i.test(comment.text)) ||
    stages.some(({ steps }) =>
      steps.some(({ copy }) => copy?.sources.some(({ value, raw }) => WORKSPACE_FILE.test(value ?? raw)) === true),
    ) ||
    context?.paths.some((path) => !path.includes('/') && WORKSPACE_FILE.test(path)) === true ||
    context?.read('package.json')?.includes('"workspaces"') === true
  );
}

/** What has to be copied for an install; undefined where that is not certain to be a few files. */
export function manifestsFor(
  invocation: Invocation,
  install: DependencyInstall,
  model: Pick<Model, 'context' | 'file' | 'stages'>,
): readonly string[] | undefined {
  const { context } = model;
  const { name, args, cwd, step } = invocation;
  const { manifests } = install;
  if (manifests === undefined || manifests.length === 0) return manifests;
  const words = args.map(({ value, raw }) => value ?? raw);
  const isNode = manifests[0] === 'package.json';
  if (cwd !== step.before.workdir || words.some((word) => ELSEWHERE.test(word) || (word !== '-r' && PART.test(word))))
    return undefined;
  // The project itself is installed too.
  if (name === 'poetry' && !words.includes('--no-root')) return undefined;
  if (isOfWorkspace(invocation, install, model)) return undefined;
  if (context === undefined || context.paths.length === 0) {
    // Composer runs scripts of the project and looks through its classes.
    if (name === 'composer' && !(words.includes('--no-scripts') && words.includes('--no-autoloader'))) return undefined;
    // pnpm's settings and patches, the modules of a `pom.xml`, and Yarn itself since its second major lie in other files.
    if (
      name === 'pnpm' ||
      name === 'mvn' ||
      (name === 'yarn' && (runsAny(step.stage, 'corepack') || !words.some((word) => OF_YARN_1.test(word))))
    )
      return undefined;
    // Where the command does without a lock file, there may be none: then a pattern copies nothing.
    const needsLock = words.some((word) => /^(ci|--(frozen|immutable|deployment).*)$/.test(word));
    return needsLock ? manifests : manifests.map((each) => (/[.-]lock\b/.test(each) ? `${each}*` : each));
  }
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
