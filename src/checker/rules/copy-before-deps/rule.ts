import { resolvePath } from '../../model/paths.ts';
import type { BuildContext, Invocation, Model, Stage, Step } from '../../model/types.ts';
import { insertAfter } from '../../fixes/instruction-edits.ts';
import { removeInstruction } from '../../fixes/edits.ts';
import { installOf, type DependencyInstall } from '../../facts/dependency-installs.ts';
import { hasDependencies } from './has-dependencies.ts';
import { manifestsFor } from './manifests.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { isShell } from '../../model/wrappers.ts';
import { codeList } from '../../lists.ts';
import { sliceOf } from '../../text.ts';

export const rule = defineRule({
  id: 'copy-before-deps',
  title: 'Install dependencies before you copy the source',
  category: 'stages',
  severity: 'warning',
  fix: 'suggestion',
  *check({ model, text }) {
    for (const stage of model.stages) {
      const finding = stage.reached ? inStage(stage, text, model) : undefined;
      if (finding !== undefined) yield finding;
    }
  },
});

function inStage(stage: Stage, text: string, { context, stages }: Model): Finding | undefined {
  const at = stage.steps.findIndex((step) => copiesWholeContext(step));
  const copy = stage.steps[at];
  if (copy === undefined || isOnlyManifests(context)) return undefined;
  let isPrepared = false;
  for (const step of stage.steps.slice(at + 1)) {
    if (step.instruction.keyword !== 'RUN') continue;
    for (const invocation of step.invocations) {
      const install = installOf(invocation);
      isPrepared ||= isOwnScript(invocation);
      if (install === undefined) continue;
      if (install.manifests?.length !== 0 && (isPrepared || hasDependencies(copy, step, invocation, install, stages)))
        continue;
      return {
        range: copy.instruction.range,
        message: `${advice(install)}: every change to any file invalidates this layer, and \`${nameOf(invocation)}\` behind it then runs again.`,
        related: [{ range: invocation.range, message: 'Runs again after every change to the source.' }],
        fix: isLast(stage, step) ? makeFix(copy, step, manifestsFor(invocation, install, context), text) : undefined,
      };
    }
  }
  return undefined;
}

/** Nothing is installed in a later step, where the source would still stand in front of it. */
function isLast({ steps }: Stage, { index }: Step): boolean {
  return !steps
    .slice(index + 1)
    .some(({ instruction, invocations }) => instruction.keyword === 'RUN' && invocations.some(installOf));
}

/** `./prepare.sh`, `sh scripts/prepare.sh`: a script of the source, which may write what is then installed. */
function isOwnScript({ name, program = '', args }: Invocation): boolean {
  return program.startsWith('.') || (isShell(name) && args[0]?.value?.startsWith('-') === false);
}

/** `COPY . .`: everything, from the context and not from a stage. */
function copiesWholeContext(step: Step): boolean {
  const { copy } = step;
  return (
    copy !== undefined &&
    copy.from === undefined &&
    copy.sources.some(({ value }) => value !== undefined && /^(\.\/?|\/|\*|\.\/\*)$/.test(value))
  );
}

const MANIFEST =
  /(^|\/)(Dockerfile[^/]{0,200}|Containerfile|\.dockerignore|package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|requirements[^/]{0,200}\.txt|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(\.lock)?|go\.(mod|sum)|Gemfile(\.lock)?|composer\.(json|lock)|Cargo\.(toml|lock))$/;

/** A context of manifests alone: copying it whole copies nothing that changes often. */
function isOnlyManifests(context: BuildContext | undefined): boolean {
  return context !== undefined && context.paths.length > 0 && context.paths.every((path) => MANIFEST.test(path));
}

function advice({ manifests }: DependencyInstall): string {
  if (manifests?.length === 0) return 'Copy the source after the packages are installed';
  const names = manifests === undefined ? 'the files that list the dependencies' : codeList(manifests);
  return `Copy ${names} first, install, and copy the rest afterwards`;
}

function nameOf(invocation: Invocation): string {
  return [invocation.name, ...invocation.args.slice(0, 1).map(({ value, raw }) => value ?? raw)].join(' ');
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
  // So may another command of the same RUN.
  if (
    install.invocations.some(
      (other) => installOf(other) === undefined && !/^(set|cd|rm|apk|apt-get|echo|mkdir)$/.test(other.name ?? ''),
    )
  )
    return undefined;
  // `./` is where the source goes, and where the install runs.
  const destination = resolvePath(copy.copy.destination?.value ?? '', copy.before.workdir);
  if (manifests.length > 0 && destination?.replace(/\/$/, '') !== copy.before.workdir?.replace(/\/$/, ''))
    return undefined;
  const { range } = copy.instruction;
  const line = sliceOf(text, range);
  const source = copy.copy.sources[0];
  if (source === undefined || line.includes('\n')) return undefined;
  const before = text.slice(range.start, source.range.start);
  const names = manifests.join(' ');
  const first =
    manifests.length === 0 ? removeInstruction(text, copy.instruction) : { range, text: `${before}${names} ./` };
  return {
    title: 'Copy the source after the install',
    edits: [first, insertAfter(text, install.instruction, line)],
  };
}
