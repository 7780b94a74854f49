import type { BuildContext, Invocation, Model, Stage, Step } from '../../model/types.ts';
import { insertAfter, lineBreak } from '../../fixes/instruction-edits.ts';
import { removeInstruction } from '../../fixes/edits.ts';
import { fetchOf, installOf, type DependencyInstall, type Fetch } from '../../facts/dependency-installs.ts';
import { hasDependencies, isInstalledBefore } from './has-dependencies.ts';
import {
  compilesInPlace,
  folderAt,
  goesLater,
  goesOn,
  hasNested,
  isForScripts,
  isSure,
  mayMakeManifests,
  mayWantMore,
  runsSource,
} from './certainty.ts';
import { lateCopies } from './late-copies.ts';
import { isOfWorkspace, manifestsFor } from './manifests.ts';
import { isLikelyTarget } from '../../facts/target-names.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { parentOf, rootOf } from '../../model/stage-chain.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { isShell } from '../../model/wrappers.ts';
import { codeList, NONE } from '../../lists.ts';
import { baseName, resolvePath } from '../../model/paths.ts';
import { globMatcher } from '../../glob/name-pattern.ts';
import { sliceOf } from '../../text.ts';

export const rule = defineRule({
  id: 'copy-before-deps',
  title: 'Install dependencies before you copy the source',
  category: 'stages',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['COPY', 'ADD'],
  *check({ model, text }) {
    if (isOnlyManifests(model.context)) return;
    const ends = new Map<Stage, Progress>();
    const reported = new Set<Step>();
    for (const stage of model.stages) {
      const parent = parentOf(stage);
      const progress = { ...((parent && ends.get(parent)) ?? { copy: undefined, isPrepared: false, fetched: NONE }) };
      ends.set(stage, progress);
      for (const step of stage.steps) {
        // One finding a copy: what stands behind it, and in stages above, changes nothing.
        if (progress.copy !== undefined && reported.has(progress.copy)) break;
        const found = follow(step, progress, model);
        const { copy } = progress;
        if (found === undefined || copy === undefined || !stage.reached) continue;
        reported.add(copy);
        yield describe(copy, found, text, model);
      }
    }
    yield* lateCopies(model, (step) => copiesWholeContext(step) && !reported.has(step));
  },
});

/** How far a stage, and those that it stands on, have come. */
interface Progress {
  /** The first step that copies everything. */
  copy: Step | undefined;
  /** Since then a script of the source has run. */
  isPrepared: boolean;
  /** Tools whose dependencies were there before it. */
  fetched: readonly string[];
}

interface Found {
  readonly invocation: Invocation;
  readonly install: DependencyInstall | undefined;
  readonly fetch: Fetch | undefined;
}

/** Takes a step; what it installs behind the source, if it does. */
function follow(step: Step, progress: Progress, { context, stages }: Model): Found | undefined {
  const { instruction, copy, invocations } = step;
  if (copy !== undefined) {
    const isWhole = copiesWholeContext(step);
    if (
      progress.copy === undefined
        ? isWhole || copiesProject(step) !== undefined
        : isWhole && !copiesWholeContext(progress.copy)
    )
      progress.copy = step;
    else if (bringsCache(copy)) note(progress, 'all');
  }
  if (instruction.keyword !== 'RUN') return undefined;
  const copied = progress.copy?.stage;
  // An image of its own is finished; this stage adds to it.
  if (copied !== undefined && copied !== step.stage && copied.process.form !== 'none') return undefined;
  let inPlace: boolean | undefined;
  // What the project installs says more than `npm install -g pnpm` in front of it.
  let tool: Found | undefined;
  for (const invocation of invocations) {
    const fetch = fetchOf(invocation);
    progress.isPrepared ||= clonesHere(invocation);
    if (progress.copy === undefined) {
      if (fetch !== undefined) note(progress, fetch.tool);
      continue;
    }
    const install = installOf(invocation);
    progress.isPrepared ||= isOwnScript(invocation) && fetch === undefined;
    const counts =
      install !== undefined &&
      (install.manifests?.length === 0
        ? copiesWholeContext(progress.copy) &&
          !(inPlace ??= compilesInPlace(step)) &&
          !goesLater(invocation) &&
          // `apk add $(./packages.sh)`: the source says which.
          !invocation.args.some(({ raw }) => /\$\(|`/.test(raw))
        : !progress.isPrepared &&
          !step.mounts.some(({ type }) => type === 'tmpfs') &&
          !hasDependencies(progress.copy, step, invocation, install, stages));
    if (counts && install.manifests?.length === 0) tool ??= { invocation, install, fetch: undefined };
    else if (counts) return { invocation, install, fetch: undefined };
    if (
      install === undefined &&
      fetch !== undefined &&
      !progress.isPrepared &&
      copiesProject(progress.copy) !== 'part' &&
      fetchesAll(fetch, step, { progress, context })
    )
      return { invocation, install: undefined, fetch };
  }
  return tool;
}

/** `git clone … .`: what lists the dependencies may be of that repository. */
function clonesHere({ name, args }: Invocation): boolean {
  return name === 'git' && args.some(({ value }) => value === 'clone') && /^\.\/?$/.test(args.at(-1)?.value ?? '');
}

function note(progress: Progress, tool: string): void {
  if (!progress.fetched.includes(tool)) progress.fetched = [...progress.fetched, tool];
}

/** Out of a folder with packages, or out of another stage into one. */
function bringsCache({ sources, from, destination }: NonNullable<Step['copy']>): boolean {
  return (
    sources.some(({ value, raw }) => CACHES.test(value ?? raw)) ||
    (from !== undefined && /(^|\/)(pkg\/mod|\.m2|\.gradle|\.nuget)(\/|$)/.test(destination?.value ?? ''))
  );
}

/** Folders in which fetched packages lie. */
const CACHES = /(^|\/)(pkg\/mod|go|vendor|\.m2|\.gradle|\.nuget)(\/|$)/;

/** Nothing of it was there before: not from an earlier step, a cache mount, or a base image that is not known. */
function fetchesAll(
  { tool, asksFiles }: Fetch,
  { mounts, stage }: Step,
  { progress, context }: { readonly progress: Progress; readonly context: BuildContext | undefined },
): boolean {
  const { name = '' } = rootOf(stage).base;
  return (
    !progress.fetched.some((each) => each === tool || each === 'all') &&
    !mounts.some(({ type }) => type === 'cache' || type === 'bind') &&
    (isOfficialImage(name) || name.startsWith('mcr.microsoft.com/')) &&
    (asksFiles !== true ||
      context === undefined ||
      (/\S/.test(context.read('go.sum') ?? '') && context.read('vendor/modules.txt') === undefined))
  );
}

function describe(copy: Step, { invocation, install, fetch }: Found, text: string, model: Model): Finding {
  if (install !== undefined && isInstalledBefore(copy, invocation, install))
    return {
      range: copy.instruction.range,
      // Whether both install the same, what runs between the two may decide.
      severity: 'info',
      message: `Leave out the \`${nameOf(invocation)}\` behind this, or the one in front of it: every change to any file invalidates this layer, and what is installed already is then installed again.`,
      related: [{ range: invocation.range, message: 'Runs again after every change to the source.' }],
    };
  const isPart = install !== undefined && isOfWorkspace(invocation, install, model);
  const there = install === undefined ? NONE : copiedOf(copy, install);
  const inside = folderInside(copy, invocation);
  const areThere = inside === '' && there.length > 0 && there.length === install?.manifests?.length;
  // Of a folder it is known that they are not in it where another step brings them.
  const isApart =
    install !== undefined &&
    !copiesWholeContext(copy) &&
    invocation.step.stage === copy.stage &&
    copiedOf(copy, install, invocation.step.index, folderAt('.', invocation.cwd)).length ===
      (install.manifests?.length ?? -1);
  const split = `Split the \`RUN\` with \`${nameOf(invocation)}\`: install in one of its own, and copy the source behind it`;
  const advised = areThere
    ? goesOn(invocation)
      ? split
      : `Move the \`RUN\` with \`${nameOf(invocation)}\` in front of this, since ${codeList(there)} ${there.length === 1 ? 'is' : 'are'} there already`
    : install === undefined
      ? (fetch?.advice ?? '')
      : isApart
        ? goesOn(invocation)
          ? split
          : `Move this behind the \`RUN\` with \`${nameOf(invocation)}\`, which does not need it`
        : isPart
          ? OF_WORKSPACE
          : advice(install, folderOf(copy) + inside, invocation);
  const again = install === undefined ? 'then fetches all dependencies again' : 'then runs again';
  // Whether there are any, and not in the source, only the context tells.
  const isOpen = fetch?.asksFiles === true && model.context === undefined;
  const fix =
    install !== undefined &&
    inside === '' &&
    invocation.step.stage === copy.stage &&
    isLast(invocation) &&
    (areThere || model.context !== undefined || !mayWantMore(invocation)) &&
    copiesWholeContext(copy)
      ? makeFix(copy, invocation.step, areThere ? copiedBefore(copy) : manifestsFor(invocation, install, model), text)
      : undefined;
  return {
    range: copy.instruction.range,
    // Much work for the author, or little for the build, or something runs between the two that the install may need.
    ...((!isSure(install, areThere || isApart, fix !== undefined && model.context !== undefined, model.context) ||
      isForScripts(invocation) ||
      isPart ||
      (install?.manifests?.length === 0 && (runsSource(copy, invocation) || standsApart(copy, invocation, model))) ||
      isOpen ||
      (install !== undefined && hasNested(copy, invocation)) ||
      keepsPackages(invocation.step) ||
      mayMakeManifests(copy, invocation)) && {
      severity: 'info',
    }),
    message: `${fix === undefined ? advised.replace(', install, and', ', with whatever else the install needs, install, and') : advised}${isOpen ? ', unless the source has them all' : ''}: every change to any file${copiesWholeContext(copy) ? '' : ' in it'} invalidates this layer, and \`${nameOf(invocation)}\` behind it ${again}.`,
    related: [{ range: invocation.range, message: 'Runs again after every change to the source.' }],
    fix,
  };
}

/** Several stages stand on the one with the source, or it is a target of its own, and these packages are not for all of them. */
function standsApart(copy: Step, { step }: Invocation, { stages }: Model): boolean {
  if (step.stage === copy.stage) return false;
  return isLikelyTarget(copy.stage.name ?? '') || stages.filter(({ base }) => base.stage === copy.stage).length > 1;
}

/** What lists the dependencies, and was copied to the same folder by steps in front of the source, or of the step `until`. */
function copiedOf(
  { stage, index, copy: source, before }: Step,
  { manifests = [] }: DependencyInstall,
  until = index,
  target = folderAt(source?.destination?.value, before.workdir),
): readonly string[] {
  if (target === undefined) return NONE;
  const sources = stage.steps.slice(0, until).flatMap(({ copy, before: { workdir } }) => {
    const to = copy?.destination?.value;
    if (copy === undefined || copy.from !== undefined || to === undefined) return [];
    if (folderAt(to, workdir) === target) return copy.sources.map(({ value = '' }) => baseName(value));
    // `COPY package.json package.json`
    const [first] = copy.sources;
    const isFile = copy.sources.length === 1 && first?.value !== undefined && baseName(first.value) === baseName(to);
    return isFile && folderAt(`${to}/..`, workdir) === target ? [baseName(to)] : [];
  });
  return manifests.filter((name) => sources.some((each) => each === name || globMatcher(each)?.(name) === true));
}

function isHere(destination: string | undefined, workdir: string | undefined): boolean {
  return (
    destination !== undefined &&
    workdir !== undefined &&
    resolvePath(destination, workdir)?.replace(/\/$/, '') === workdir.replace(/\/$/, '')
  );
}

/** Nothing more to copy; a comment above the source speaks of its place. */
function copiedBefore({ instruction }: Step): readonly string[] | undefined {
  return instruction.leading.length > 0 ? undefined : [];
}

/** Each part of a workspace has a manifest of its own. */
const OF_WORKSPACE =
  'Copy the lockfile and the `package.json` of each package first (`COPY --parents`, `turbo prune --docker`), install, and copy the rest afterwards';

/** What was fetched lies in a cache mount; apk's keeps nothing unless it is told to. */
function keepsPackages({ mounts }: Step): boolean {
  return mounts.some(({ type, target = '' }) => type === 'cache' && !target.includes('apk'));
}

/** Nothing else is installed in a later step, where the source would still stand in front of it. */
function isLast(installing: Invocation): boolean {
  const { stage, index } = installing.step;
  const tool = fetchOf(installing)?.tool;
  return !stage.steps
    .slice(index + 1)
    .some(
      ({ instruction, invocations }) =>
        instruction.keyword === 'RUN' &&
        invocations.some((each) => installOf(each) !== undefined || (fetchOf(each)?.tool ?? tool) !== tool),
    );
}

/** `./prepare.sh`, `sh scripts/prepare.sh`: a script of the source, which may write what is then installed. */
function isOwnScript({ name, program = '', args }: Invocation): boolean {
  return program.startsWith('.') || (isShell(name) && args[0]?.value?.startsWith('-') === false);
}

/** Says why it is one copy, and why here. */
const EXPLAINS =
  /\b(because|since|so that|(needed|required|wanted|used) (by|for) |for (the )?(install|npm|yarn)|on purpose|deliberate(ly)?|intentional(ly)?|(one|single) (COPY|layer)|(entire|whole|full) [\w ]{1,60} for)\b/i;

/** `COPY . .`: everything, from the context and not from a stage, without a word about it. */
function copiesWholeContext(step: Step): boolean {
  const { copy, instruction } = step;
  if (instruction.leading.some(({ text }) => EXPLAINS.test(text))) return false;
  return (
    copy !== undefined &&
    copy.from === undefined &&
    copy.sources.some(({ value }) => value !== undefined && /^(\.\/?|\/|\*|\.\/\*)$/.test(value))
  );
}

/**
 * `COPY frontend ./`: all of a project in a folder, to where its packages are then installed; `COPY src ./src`: the part of it that
 * changes most.
 */
function copiesProject({ copy, instruction, index, stage, before: { workdir } }: Step): 'all' | 'part' | undefined {
  const [source, another] = copy?.sources ?? [];
  if (instruction.leading.some((comment) => EXPLAINS.test(comment.text))) return undefined;
  const folder = /^(?:\.\/)?((?:[\w-]+\/)*([\w-]+))\/?$/.exec(source?.value ?? '');
  const target = resolvePath(copy?.destination?.value ?? '', workdir);
  // `VERSION`, `LICENSE`: files, and what depends on them may be installed.
  if (/^[A-Z][A-Z_.]+$/.test(folder?.[2] ?? '')) return undefined;
  if (folder === null || copy?.from !== undefined || another !== undefined || target === undefined) return undefined;
  // Not further, so that many lines take no longer than they are long.
  const following = stage.steps.slice(index + 1, index + 20);
  const next = following.find(({ instruction }) => instruction.keyword === 'RUN')?.before.workdir;
  const [, path = '', name = ''] = folder;
  if (next !== '/' && isHere(target, next))
    return /file$|deps|gradle|lock|manifest|mvn|package$|patch|prisma|require|wrapper/i.test(path) ? undefined : 'all';
  const isPart =
    /^(src|components|pages|public|views)$/.test(name) && isHere(target, `${next === '/' ? '' : next}/${name}`);
  return isPart ? 'part' : undefined;
}

const MANIFEST =
  /(^|\/)(Dockerfile[^/]{0,200}|Containerfile|\.dockerignore|package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|requirements[^/]{0,200}\.txt|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(\.lock)?|go\.(mod|sum)|Gemfile(\.lock)?|composer\.(json|lock)|Cargo\.(toml|lock))$/;

/** A context of manifests alone: copying it whole copies nothing that changes often. */
function isOnlyManifests(context: BuildContext | undefined): boolean {
  return context !== undefined && context.paths.length > 0 && context.paths.every((path) => MANIFEST.test(path));
}

/** The folder below the copied one in which a command installs, with a slash; empty for the copied one itself. */
function folderInside({ copy, before }: Step, { cwd = '' }: Invocation): string {
  const target = resolvePath(copy?.destination?.value ?? '', before.workdir)?.replace(/\/$/, '');
  return target !== undefined && cwd.startsWith(`${target}/`)
    ? `${cwd.slice(target.length + 1).replace(/\/$/, '')}/`
    : '';
}

/** The folder that a step copies, with a slash; empty for the whole context. */
function folderOf(step: Step): string {
  const [source] = step.copy?.sources ?? [];
  return copiesWholeContext(step) ? '' : `${(source?.value ?? '').replace(/^\.\/|\/$/g, '')}/`;
}

function advice({ manifests }: DependencyInstall, folder: string, { name, args }: Invocation): string {
  if (manifests?.length === 0) return 'Copy the source after the packages are installed';
  // `npm --prefix="$THEME" ci`: they lie elsewhere.
  const isElsewhere = args.some(({ raw }) => /^(--(prefix|cwd|dir|working-dir)(=|$)|-[Cd]$)/.test(raw));
  const names =
    manifests === undefined || isElsewhere
      ? 'the files that list the dependencies'
      : namesOf(
          manifests.map((each) => folder + each),
          name,
          args,
        );
  // Its scripts and its list of classes want files of the source.
  const isWhole = name !== 'composer' || args.some(({ value }) => value === '--no-scripts');
  return isWhole
    ? `Copy ${names} first, install, and copy the rest afterwards`
    : `Copy ${names} first, install with \`--no-scripts --no-autoloader\`, and copy the rest and run \`composer dump-autoload\` afterwards`;
}

/** `npm install` also works where there is no lockfile. */
function namesOf(files: readonly string[], name: string | undefined, args: Invocation['args']): string {
  const [first = '', lock, ...more] = files;
  return name === 'npm' &&
    args.some(({ value }) => /^(i|install)$/.test(value ?? '')) &&
    lock !== undefined &&
    more.length === 0
    ? `\`${first}\` (and \`${lock}\`, if there is one)`
    : codeList(files);
}

function nameOf({ name, args }: Invocation): string {
  const words = args.map(({ value, raw }) => value ?? raw);
  if (words[0] === '-m') return [name, ...words.slice(0, 3)].join(' ');
  return [name, ...words.filter((word) => !word.startsWith('-'))].slice(0, 2).join(' ');
}

function runsScripts({ args }: Invocation): boolean {
  const words = args.map(({ value }) => value);
  return words.includes('install') && !words.includes('--no-scripts');
}

/** Any other command may; one that deletes by a relative path means files of the source. */
function needsSource({ name = '', args }: Invocation): boolean {
  if (name === 'rm') return !args.every(({ value = '' }) => /^[-/]/.test(value));
  return !/^(set|cd|apk|apt-get|echo|mkdir)$/.test(name);
}

/** Manifests in place of the source, and the source behind the step that installs. */
function makeFix(
  copy: Step,
  install: Step,
  manifests: readonly string[] | undefined,
  text: string,
): ProposedFix | undefined {
  if (manifests === undefined || copy.copy?.sources.length !== 1) return undefined;
  // A step between the two may need the source; then the author has to look.
  const between = copy.stage.steps.slice(copy.index + 1, install.index);
  if (between.some(({ instruction }) => !['ENV', 'ARG', 'LABEL', 'EXPOSE'].includes(instruction.keyword)))
    return undefined;
  // So may the scripts of composer.json: those of Laravel and Symfony run files of the source.
  if (install.invocations.some((each) => each.name === 'composer' && runsScripts(each))) return undefined;
  // So may another command of the same RUN.
  if (install.invocations.some((other) => installOf(other) === undefined && needsSource(other))) return undefined;
  // `./` is where the source goes, and where the install runs.
  const destination = resolvePath(copy.copy.destination?.value ?? '', copy.before.workdir);
  if (manifests.length > 0 && destination?.replace(/\/$/, '') !== copy.before.workdir?.replace(/\/$/, ''))
    return undefined;
  const { range } = copy.instruction;
  const line = sliceOf(text, range);
  const source = copy.copy.sources[0];
  if (source === undefined || line.includes('\n')) return undefined;
  const before = text.slice(range.start, source.range.start);
  const there = copiedOf(copy, { manifests: manifests.map((name) => name.replace(/\*$/, '')) });
  const wanted = manifests.filter((name) => !there.includes(name.replace(/\*$/, '')));
  // A comment above the source speaks of its place; patterns alone may match nothing, which the older builder does not take.
  if (
    wanted.length < manifests.length &&
    (wanted.length === 0 ? copy.instruction.leading.length > 0 : wanted.every((name) => name.endsWith('*')))
  )
    return undefined;
  // The whole instruction moves, and the comment above it would stay.
  if (manifests.length === 0 && copy.instruction.leading.length > 0) return undefined;
  const behind = insertAfter(text, install.instruction, line);
  const isApart = /^\r?\n[ \t]*\r?\n/.test(text.slice(range.end, range.end + 200)) && between.length === 0;
  const first =
    wanted.length === 0
      ? removeInstruction(text, copy.instruction)
      : { range, text: `${before}${wanted.join(' ')} ./` };
  return {
    title: 'Copy the source after the install',
    edits: [first, isApart ? { ...behind, text: lineBreak(text) + behind.text } : behind],
  };
}
