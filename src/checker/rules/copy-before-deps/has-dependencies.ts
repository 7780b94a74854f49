import { type DependencyInstall, installOf } from '../../facts/dependency-installs.ts';
import { resolvePath } from '../../model/paths.ts';
import { alongChain } from '../../model/stage-chain.ts';
import type { Invocation, Stage, Step } from '../../model/types.ts';

/** Leaves away what is there already, or takes it from there. */
const REDUCES = /^(--omit(=dev)?|--only=prod(uction)?|--production(=true)?|--prod|-P|--no-dev|--prefer-offline)$/;

/** What is installed, or only fetched, by kind. */
type Kinds = ReadonlyMap<string, 'installed' | 'fetched'>;

/**
 * Whether an install behind the source finds the dependencies there: fetched in front of it, brought from another stage, or
 * installed, and it takes some away.
 */
export function hasDependencies(
  copy: Step,
  step: Step,
  invocation: Invocation,
  install: DependencyInstall,
  stages: readonly Stage[],
): boolean {
  const { steps } = copy.stage;
  const kind = kindOf(invocation, install);
  const before = inFrontOf(copy, kind);
  if (before === 'fetched' || (before !== undefined && invocation.args.some(({ value }) => REDUCES.test(value ?? ''))))
    return true;
  // The first install leaves the scripts out, the second one runs them, with the source.
  if (before === 'installed' && !withoutScripts(invocation) && copy.stage.steps.slice(0, copy.index).some(hasNoScripts))
    return true;
  const sources = [
    ...steps.slice(0, step.index).map((each) => each.copy?.fromStage),
    ...step.mounts.map(({ from }) => stages.find(({ name }) => name !== undefined && name === from?.toLowerCase())),
  ];
  return sources.some((source) => source !== undefined && alongChain(source, kindsOf).has(kind));
}

function withoutScripts({ args }: Invocation): boolean {
  return args.some(({ value }) => /^(--ignore-scripts|--no-scripts)(=true)?$/.test(value ?? ''));
}

function hasNoScripts({ invocations }: Step): boolean {
  return invocations.some((each) => installOf(each) !== undefined && withoutScripts(each));
}

/** What was done in front of the source, in this stage or one that it stands on. */
function inFrontOf({ stage: { steps, base }, index }: Step, kind: string): 'installed' | 'fetched' | undefined {
  const below: Kinds = base.stage === undefined ? new Map() : alongChain(base.stage, kindsOf);
  return kindsIn(steps.slice(0, index), below).get(kind);
}

/** Whether the same was installed in front of the source already, by the same command. */
export function isInstalledBefore(copy: Step, invocation: Invocation, install: DependencyInstall): boolean {
  return install.manifests?.length !== 0 && inFrontOf(copy, placeOf(invocation, install)) === 'installed';
}

function kindsOf({ steps }: Stage, below: Kinds | undefined): Kinds {
  return kindsIn(steps, below);
}

function kindsIn(steps: readonly Step[], below: Kinds = new Map()): Kinds {
  const found = steps
    .filter((step) => step.instruction.keyword === 'RUN' && !isForgotten(step))
    .flatMap(({ invocations }) => invocations)
    .flatMap((each) => {
      const install = installOf(each);
      const isFetch = each.args.some(({ value }) => /^(fetch|download|deps\.get,?)$/.test(value ?? ''));
      return install === undefined || install.manifests?.length === 0
        ? []
        : [kindOf, placeOf].map((key) => [key(each, install), isFetch ? 'fetched' : 'installed'] as const);
    });
  return found.length === 0 ? below : new Map([...below, ...found]);
}

/** What is installed goes to a mount, and not to the layer: the folder itself is mounted, or that of the packages. */
function isForgotten({ mounts, before: { workdir } }: Step): boolean {
  return mounts.some(({ type, target = '' }) =>
    type === 'bind'
      ? resolvePath(target, workdir)?.replace(/(.)\/$/, '$1') === workdir
      : type === 'cache' && /(^|\/)(node_modules|vendor|\.?venv|site-packages)\/?$/.test(target),
  );
}

/** What is installed, and in which folder: two projects may lie in one image. */
function placeOf(invocation: Invocation, install: DependencyInstall): string {
  const { cwd = '', args } = invocation;
  return [
    kindOf(invocation, install),
    cwd,
    ...args.flatMap(({ raw }, i) => (isFolder(raw) || isFolder(args[i - 1]?.raw) ? raw : [])),
  ].join(' ');
}

function isFolder(word = ''): boolean {
  return /^(--(prefix|cwd|dir|working-dir|directory)(=|$)|-[Cdr]$)/.test(word);
}

/** npm, yarn and pnpm put the same packages into the same folder. */
function kindOf({ name }: Invocation, { manifests }: DependencyInstall): string {
  return manifests?.[0] ?? name ?? '';
}
