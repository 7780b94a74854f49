import { alongChain } from '../../model/stage-chain.ts';
import { commandsLike } from '../../model/commands.ts';
import { isWithin } from '../../model/paths.ts';
import type { Invocation, Stage } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import { insertOption, isWritten } from '../../fixes/edits.ts';
import { pipInstallOf, pipOption, variableFor, type PipInstall } from '../../facts/pip.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'pip-no-cache',
  title: "Keep pip's cache out of the layer",
  category: 'packages',
  severity: 'info',
  fix: 'safe',
  hadolint: ['DL3042'],
  *check({ stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
      // What a builder stage keeps never reaches the image.
      if (stage.inFinalImage && commandsLike(stage, /^(pip|python)/).length > 0) yield* inStage(stage, text);
    }
  },
});

/** One finding a RUN, at its first install. */
function* inStage(stage: Stage, text: string): Iterable<Finding> {
  let isConfigured: boolean | undefined;
  for (const step of stage.steps) {
    if (step.instruction.keyword !== 'RUN') continue;
    const installs = step.invocations.flatMap((invocation) => pipInstallOf(invocation) ?? []);
    if (installs.length === 0) continue;
    const emptied = step.invocations.findLast(empties)?.order ?? -1;
    const left = installs.filter(
      (install) => keepsCache(install) && !isMounted(install) && !(install.invocation.order < emptied),
    );
    const [first] = left;
    if (first === undefined) continue;
    isConfigured ??= alongChain(stage, hasConfiguration);
    if (isConfigured) return;
    yield {
      range: first.invocation.range,
      message:
        'Give `pip install` the option `--no-cache-dir`: without it a copy of every package that pip fetched or built stays in this layer.',
      fix: makeFix(left, text),
    };
  }
}

/** `pip config set …` and pip.conf may say it once for all. */
function hasConfiguration({ fileEvents, steps }: Stage, below = false): boolean {
  return (
    below ||
    fileEvents.some(({ path }) => path !== undefined && /\/pip\.(conf|ini)$/.test(path)) ||
    steps.some(({ invocations }) =>
      invocations.some(({ name, args }) => name?.startsWith('pip') === true && args[0]?.value === 'config'),
    )
  );
}

function keepsCache(install: PipInstall): boolean {
  if (pipOption(install, '--no-cache-dir', '--no-cache', '--dry-run') !== undefined) return false;
  // A variable may hold the option.
  if (install.invocation.args.some(({ value, raw }) => value === undefined && /^"?\$\{?\w*(OPT|FLAG|ARGS)/i.test(raw)))
    return false;
  const { known, value } = variableFor(install.invocation, 'PIP_NO_CACHE_DIR');
  // Any value turns the cache off, `off` and `0` included; an empty one is passed over (seen with pip 23.2.1).
  return known && (value ?? '') === '';
}

/** A cache or tmpfs mount where pip keeps its cache, for whatever user. */
function isMounted(install: PipInstall): boolean {
  const folder = pipOption(install, '--cache-dir') ?? variableFor(install.invocation, 'PIP_CACHE_DIR').value;
  return install.invocation.step.mounts.some(
    ({ type, target }) =>
      (type === 'cache' || type === 'tmpfs') &&
      (target === undefined ||
        target.includes('$') ||
        /\/\.cache(\/pip)?\/?$/.test(target) ||
        isWithin('/root/.cache/pip', target) ||
        (folder !== undefined && isWithin(folder, target))),
  );
}

/** Deletes the cache, for every install before it in the same RUN. */
function empties({ name, args }: Invocation): boolean {
  if (name === 'rm') return args.some(({ value, raw }) => CACHE_PATH.test(value ?? raw.replace(/["']/g, '')));
  const words = args.map(({ value }) => value);
  return /^(pip|python)/.test(name ?? '') && words.includes('cache') && words.includes('purge');
}

const CACHE_PATH = /(?:^|\/)\.cache(?:\/?$|\/\*\/?$|\/pip(?:\/|$))|^\/root\/?(?:\/\.?\*)?$/;

function makeFix(installs: readonly PipInstall[], text: string): ProposedFix | undefined {
  const edits: TextEdit[] = [];
  for (const { command, invocation } of installs) {
    if (!isWritten(text, command)) return undefined;
    edits.push(insertOption(invocation, command.range.end, '--no-cache-dir'));
  }
  return { title: 'Add --no-cache-dir', edits };
}
