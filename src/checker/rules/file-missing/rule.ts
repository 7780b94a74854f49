import { failingSteps, isFound, isOnDistribution, modelStep, quoted } from '../../facts/foretold.ts';
import { healthcheckOf } from '../../facts/health.ts';
import { foretoldImage } from '../../facts/start-script.ts';
import { isForDevelopers } from '../../facts/toolbox.ts';
import { wordOf } from '../../facts/word-of.ts';
import type { Because } from '../../forecast/types.ts';
import { findFile } from '../../model/presence.ts';
import { baseName, isWithin } from '../../model/paths.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import type { Stage, Step } from '../../model/types.ts';
import { defineRule, type Finding, type ProposedFix, type RuleContext } from '../../rule.ts';
import { enumerate } from '../../lists.ts';
import { isLeftOut } from './git-ignore.ts';
import { nearest } from '../../syntax/suggest.ts';
import { insertAt, withoutEnd } from '../../text.ts';

export const rule = defineRule({
  id: 'file-missing',
  title: 'Name files that are there and can be run',
  category: 'running',
  severity: 'error',
  fix: 'suggestion',
  runsLast: true,
  yieldsTo: [
    'apk-edge-mix',
    'bash-missing',
    'command-one-word',
    'copy-ignored',
    'copy-from-unknown',
    'glibc-binary',
    'set-swallows',
    'shell-removed',
    'stage-libc-mismatch',
    'tini-path',
    'venv-moved',
    'virtual-empty',
    'workdir-relative',
    'syntax',
  ],
  *check(context) {
    const forecast = context.forecast();
    if (forecast === undefined) return;
    const failing = failingSteps(forecast);
    const beside = fromBeside(context, failing);
    if (beside !== undefined) yield beside.finding;
    for (const { step, because } of failing) {
      if (beside?.reasons.has(because) === true) continue;
      for (const each of found(context, because, step.exit, 'the build stops:'))
        yield isMadeBefore(context, because) ? { ...each, severity: 'info' } : each;
    }
    yield* checkWithoutShell(context);
    const { because, exit, outcome, absent } = forecast.start;
    if (failing.length === 0 && outcome === 'starts' && absent !== undefined) yield* withoutScript(context, absent);
    if (failing.length > 0 || outcome !== 'fails' || because === undefined) return;
    // What the lines of ONBUILD bring is there in the image that is started.
    if (context.model.target?.triggers !== undefined) return;
    if (mayBeMounted(context, because) || isProject(context)) return;
    for (const each of found(context, because, exit, 'the container does not start:'))
      yield isOwnFolder(context, because) ? { ...each, severity: 'warning' } : each;
  },
});

/** Sources that are missing from the context and that lie beside the Dockerfile, in a folder of it: the file means that folder. */
function fromBeside(
  { model: { context }, path = '' }: RuleContext,
  failing: ReturnType<typeof failingSteps>,
): { readonly finding: Finding; readonly reasons: ReadonlySet<Because> } | undefined {
  const folders = path.split(/[\\/]/).slice(0, -1);
  const missing = failing.flatMap(({ because }) =>
    because.cause?.kind === 'source' && because.cause.from === 'context'
      ? [{ because, source: withoutEnd(because.cause.path.replace(/^\.?\/+/, ''), '/') }]
      : [],
  );
  const [first] = missing;
  if (context === undefined || first === undefined) return undefined;
  const all = new Set(context.paths.flatMap((each) => [each, ...foldersOf(each)]));
  const folder = folders
    .map((_, i) => folders.slice(i).join('/'))
    .find((each) => missing.some(({ source }) => all.has(`${each}/${source}`)));
  if (folder === undefined) return undefined;
  const there = missing.filter(({ source }) => all.has(`${folder}/${source}`));
  const names = [...new Set(there.map(({ source }) => `\`${source}\``))];
  const isOne = names.length === 1;
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), `${String(names.length - NAMED)} more`] : names;
  const written = isOne ? `, or write \`${folder}/${there[0]?.source ?? ''}\`` : '';
  return {
    finding: {
      range: there[0]?.because.range ?? first.because.range,
      message: `Build with \`${folder}\` as the context${written}: ${enumerate(shown)} ${isOne ? 'lies' : 'lie'} there, and the context that was given has no such ${isOne ? 'path' : 'paths'}, so the build stops.`,
      related: there.slice(1).map(({ because }) => ({ range: because.range, message: 'The same holds here.' })),
    },
    reasons: new Set(there.map(({ because }) => because)),
  };
}

/** So many paths are named. */
const NAMED = 3;

/** `a` and `a/b` for `a/b/c`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

/**
 * `CMD ["node", "main.js"]`, and nothing brings the file. It may be mounted, as developers do; without the context a note.
 */
function* withoutScript(context: RuleContext, script: string): Iterable<Finding> {
  const { model, path } = context;
  const { target } = model;
  const range = target?.process.instruction?.range;
  const isMounted = target === undefined || target.triggers !== undefined || isInVolume(context, script);
  if (range === undefined || isMounted || isForDevelopers(target, path) || !copiesFiles(target)) return;
  const near = model.context?.paths.filter((each) => baseName(each) === baseName(script)) ?? [];
  const hint = near.length === 1 ? ` (the context has \`${near[0] ?? ''}\`)` : '';
  yield {
    range,
    severity: model.context === undefined ? 'info' : 'warning',
    message: `Name a file that is there, or copy this one${hint}: nothing brings \`${script}\`, so the program starts and ends at once with an error.`,
  };
}

/** A source that `.gitignore` names, or that a program for releases puts there: something makes it before the build starts. */
function isMadeBefore({ model: { context }, path: own = '' }: RuleContext, { cause }: Because): boolean {
  if (context === undefined || cause?.kind !== 'source' || cause.from !== 'context') return false;
  const isReleased = /goreleaser/i.test(own) || context.paths.some((each) => each.startsWith('.goreleaser'));
  return isReleased || isLeftOut(withoutEnd(cause.path.replace(/^\.?\/+/, ''), '/'), context.read('.gitignore') ?? '');
}

/** A volume or a folder of the host may bring the program when the container starts. */
function mayBeMounted(context: RuleContext, { cause }: Because): boolean {
  return cause?.kind === 'program' && isInVolume(context, cause.path);
}

function isInVolume({ model }: RuleContext, path: string): boolean {
  return model.stages.some(({ steps }) =>
    steps.some(
      ({ instruction }) =>
        instruction.keyword === 'VOLUME' &&
        instruction.args.some(({ raw }) => isWithin(path, withoutEnd(raw.replace(/^["'[]+/, ''), `"'],`))),
    ),
  );
}

/** `/scripts/run.sh`, and no step puts anything into `/scripts`: who starts the container may mount it. */
function isOwnFolder({ model: { target, context } }: RuleContext, { cause }: Because): boolean {
  if (
    context !== undefined ||
    cause?.kind !== 'program' ||
    target === undefined ||
    /^\/((usr\/(local\/)?)?s?bin|lib)\//.test(cause.path)
  )
    return false;
  const folder = cause.path.slice(0, cause.path.lastIndexOf('/'));
  if (folder === '') return false;
  return !chainOf(target).some(({ fileEvents }) =>
    fileEvents.some(({ kind, path }) => kind === 'copy' && path !== undefined && isWithin(path, folder)),
  );
}

/** `CMD ./gradlew build` where no file of the context is copied: who starts the container mounts the project there. */
function isProject({ model: { target } }: RuleContext): boolean {
  const first = target?.process.program[0];
  return target !== undefined && first?.startsWith('.') === true && !copiesFiles(target);
}

function copiesFiles(target: Stage): boolean {
  return chainOf(target).some(({ steps }) => steps.some(({ copy }) => copy !== undefined));
}

function* found(context: RuleContext, because: Because, exit: number | undefined, so: string): Iterable<Finding> {
  const { cause, prints } = because;
  const step = modelStep(context, because.range);
  if (cause === undefined || step === undefined) return;
  // Without the build context, what is copied over an official image is not known either.
  const isShellLess = cause.kind === 'program' && cause.path === '/bin/sh' && hasNoShell(step);
  if (context.model.context === undefined && !isOnDistribution(step) && !isShellLess) return;
  const isFolder = cause.kind === 'execute-bit' && isFolderIn(context, step, cause.path);
  const words = isShellLess
    ? withoutShell(step)
    : isFolder
      ? `Name the program in it: \`${cause.path}\` is a folder`
      : wordsFor(context, cause);
  if (words === undefined) return;
  const path = cause.kind === 'command' ? cause.name : cause.path;
  const whole = step.instruction.range;
  const isWhole = because.range.start === whole.start && because.range.end === whole.end;
  const range = isWhole ? (placeOf(step, path) ?? because.range) : because.range;
  if (isFound(context, rule.yieldsTo ?? [], whole)) return;
  if (path === '/bin/sh' && context.found.some((each) => each.rule === 'shell-removed')) return;
  if (cause.kind === 'interpreter' && context.found.some((each) => each.rule === 'bash-missing')) return;
  const code = exit === undefined ? '' : ` (exit code ${exit})`;
  yield {
    range,
    message: `${words}, so ${so} ${quoted(prints)}${code}.`,
    fix: cause.kind === 'execute-bit' && !isFolder ? executable(step, path) : undefined,
  };
}

/** A folder may not be run either, whatever its mode. */
function isFolderIn({ model, forecast }: RuleContext, { stage }: Step, path: string): boolean {
  return forecast()?.stages[model.stages.indexOf(stage)]?.files.stat(path).kind === 'dir';
}

/** Nothing, or an image for one program: `gcr.io/distroless/static`, `dhi.io/node`. */
function hasNoShell({ stage }: Step): boolean {
  const { base, distro } = rootOf(stage);
  return base.kind === 'scratch' || distro === 'distroless';
}

/** The command of a HEALTHCHECK is started by the shell, too. */
function* checkWithoutShell(context: RuleContext): Iterable<Finding> {
  const { target } = context.model;
  const step = target && healthcheckOf(target)?.step;
  if (step?.instruction.form !== 'shell' || !hasNoShell(step)) return;
  if (foretoldImage(context)?.files.stat('/bin/sh').kind !== 'absent') return;
  yield { range: step.instruction.range, message: `${withoutShell(step)}, so the check fails each time.` };
}

function withoutShell({ instruction: { keyword }, stage }: Step): string {
  const base = rootOf(stage).base.reference ?? 'scratch';
  const advice =
    keyword === 'RUN'
      ? 'Do this in a stage that has a shell, and copy the result'
      : `Write the command of \`${keyword}\` as a JSON array of the program and its words`;
  return `${advice}: \`${base}\` has no shell, and nothing before brings one`;
}

/** What to do, and why, up to "so …"; undefined for what is not about a file. */
function wordsFor({ model }: RuleContext, cause: NonNullable<Because['cause']>): string | undefined {
  switch (cause.kind) {
    case 'source': {
      const path = cause.path.replace(/^\.?\/+/, '');
      if (cause.from !== 'context')
        return `Copy something that is there: nothing in that ${cause.from === 'stage' ? 'stage' : 'image'} makes \`${cause.path}\``;
      const { paths = [] } = model.context ?? {};
      if (paths.includes(path))
        return `Copy the file itself: \`${path}\` is a link, and leads to nothing in the build context`;
      // `package.json` of another service is not meant.
      const [near, another] = paths.filter((each) => baseName(each) === baseName(path) && !each.startsWith('.'));
      const meant = another === undefined && near !== undefined ? near : nearest(path, paths);
      const instead = meant === undefined ? 'Name a file of the build context' : `Write \`${meant}\``;
      return `${instead}: it has no \`${path}\`, or \`.dockerignore\` leaves it out`;
    }
    case 'program':
      return `Put \`${cause.path}\` there first, or name the file that is: nothing brings it`;
    case 'interpreter':
      return `Install what brings \`${cause.interpreter}\`, or begin \`${baseName(cause.path)}\` with \`#!/bin/sh\`: its first line names a program that is not in this image`;
    case 'execute-bit':
      return `Make \`${baseName(cause.path)}\` executable (\`COPY --chmod=755\`): it is there, and may not be run`;
    case 'shebang':
      return `Begin \`${baseName(cause.path)}\` with \`#!/bin/sh\`: it is a script, and without a first line of that kind the kernel cannot start it`;
    default:
      return undefined;
  }
}

function placeOf(step: Step, path: string): Finding['range'] | undefined {
  const source = step.copy?.sources.find(({ value }) => value === path)?.range;
  return source ?? wordOf(step, path)?.range;
}

/** \`--chmod=755\` for the COPY that brings this one file. */
function executable(step: Step, path: string): ProposedFix | undefined {
  const copy = findFile(step.stage, path);
  const instruction = copy?.step.instruction;
  if (copy?.kind !== 'copy' || instruction === undefined || copy.step.copy === undefined) return undefined;
  const { sources } = copy.step.copy;
  const isFile = sources.every(
    ({ value }) => value !== undefined && /\.\w+$|^<<|(?:^|\/)[\w-]+$/.test(value) && !/^\.+$/.test(value),
  );
  if (!isFile || sources.length !== 1) return undefined;
  const flag = instruction.flags.find(({ name }) => name === 'chmod');
  if (flag !== undefined) return { title: 'Make it executable', edits: [{ range: flag.range, text: '--chmod=755' }] };
  const end = instruction.range.start + instruction.keyword.length;
  return { title: 'Make it executable', edits: [insertAt(end, ' --chmod=755')] };
}
