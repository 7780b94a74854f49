import { isOfficialImage } from '../data/official-images.ts';
import { findStage } from '../model/copy.ts';
import { once } from '../model/memo.ts';
import { baseName } from '../model/paths.ts';
import { parentOf } from '../model/stage-chain.ts';
import type { BuildContext, Model, Stage } from '../model/types.ts';
import { stageReferences } from './stage-references.ts';
import { isLikelyTarget } from './target-names.ts';

/** A stage that no build is known to need. */
interface UnusedStage {
  readonly stage: Stage;
  /** By a stage that nothing needs either. */
  readonly isUsed: boolean;
}

/** The stages that nothing uses, and which no name says to be targets of their own. */
export function unusedStages(model: Model): readonly UnusedStage[] {
  return once(model, collect);
}

/** BuildKit neither builds the stage nor pulls what it stands on. */
export function isUnused(stage: Stage, model: Model): boolean {
  return !stage.reached && once(model, asSet).has(stage);
}

function asSet(model: Model): ReadonlySet<Stage> {
  return new Set(unusedStages(model).map(({ stage }) => stage));
}

function collect(model: Model): UnusedStage[] {
  const { stages, target } = model;
  // A variable may stand for any stage.
  if (target === undefined || stages.length === 1 || stages.some((stage) => needsUnknown(stage))) return [];
  // A slip in a name is the rule copy-from-unknown; which stage it means is not known.
  const names = new Set(stages.flatMap(({ name }) => name ?? []));
  for (const { value } of stageReferences(model)) {
    if (!/^\d+$|[/:@.]/.test(value) && !names.has(value.toLowerCase()) && !isOfficialImage(value)) return [];
  }
  const needed = new Set<Stage>();
  const outside = builtOutside(model.context);
  if (outside === 'any') return [];
  const named = new Set([...targetsIn(model), ...outside]);
  const byName = new Map(stages.flatMap((stage) => (stage.name === undefined ? [] : [[stage.name, stage] as const])));
  for (const stage of stages) {
    if (
      stage === target ||
      stage === stages.at(-1) ||
      named.has(stage.name ?? '') ||
      (stage.name !== undefined && isLikelyTarget(stage.name))
    ) {
      mark(stage, needed, stages, byName);
    }
  }
  const unused = stages.filter((stage) => !needed.has(stage));
  const used = new Set(unused.flatMap((stage) => neighborsOf(stage, stages, byName)));
  // Several ends: the file is made for several targets, which others choose.
  const ends = stages.filter(
    (stage) =>
      stage.name !== undefined && stage !== target && (named.has(stage.name) || !needed.has(stage)) && !used.has(stage),
  );
  return unused
    .filter(({ name }) => name === undefined || ends.length <= 1)
    .map((stage) => ({ stage, isUsed: used.has(stage) }));
}

/** The variable of `FROM ${VARIANT}`, `FROM app-$TARGETOS` or `--from=$SOURCE` may be given when it is built. */
function needsUnknown({ base, from, steps }: Stage): boolean {
  // Whose default is an image, is hardly given a stage.
  const isImage = base.kind === 'image' && /[:/@]/.test(base.reference ?? '');
  return (
    (!isImage && /^[^:@/]*\$/.test(from.args[0]?.raw ?? '')) ||
    steps.some(
      ({ instruction: { flags, onbuild } }) =>
        flags.some(({ value }) => /^\$|from=\$/.test(value ?? '')) ||
        // The stage that a trigger copies from may stand behind it.
        onbuild?.flags.some(({ name }) => name === 'from' || name === 'mount'),
    )
  );
}

/** `# belay target=test,docs` anywhere in the file. */
function targetsIn({ file }: Model): ReadonlySet<string> {
  return new Set(
    file.comments.flatMap(({ text }) => {
      const list = /^belay\s+target\s*=\s*([\w.-]+(?:\s*,\s*[\w.-]+)*)/.exec(text)?.[1];
      return (
        list
          ?.toLowerCase()
          .split(',')
          .map((name) => name.trim()) ?? []
      );
    }),
  );
}

/** A file that builds images: of make, just, Bake, Compose, a CI system, or a script. */
function isBuildFile(path: string): boolean {
  const name = baseName(path);
  return (
    /^(GNUmakefile|[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|Jenkinsfile|\.gitlab-ci\.yml|skaffold\.yaml)$/.test(name) ||
    /\.(mk|sh|bash)$/.test(name) ||
    (/compose|docker-bake/.test(name) && /\.(ya?ml|hcl|json)$/.test(name)) ||
    /^\.(github|gitlab|circleci|devcontainer)\//.test(path)
  );
}

/** Stages that a file of the context builds by name; `any` where a variable says which. */
function builtOutside(context: BuildContext | undefined): ReadonlySet<string> | 'any' {
  const names = new Set<string>();
  for (const path of context?.paths ?? []) {
    const text = isBuildFile(path) ? (context?.read(path) ?? '') : '';
    for (const [, name = ''] of text.matchAll(/(?:--target[= ]|\btarget["']?\s?[:=])\s?["']?([\w.$-]+)/g)) {
      if (name.includes('$')) return 'any';
      names.add(name.toLowerCase());
    }
  }
  return names;
}

function mark(first: Stage, needed: Set<Stage>, all: readonly Stage[], byName: ReadonlyMap<string, Stage>): void {
  const queue = [first];
  for (let stage = queue.pop(); stage !== undefined; stage = queue.pop()) {
    if (needed.has(stage)) continue;
    needed.add(stage);
    queue.push(...neighborsOf(stage, all, byName));
  }
}

/** The stages that one is built on, copies from and mounts. */
function neighborsOf(stage: Stage, all: readonly Stage[], byName: ReadonlyMap<string, Stage>): Stage[] {
  const found = [stage.base.stage, parentOf(stage)].filter((each) => each !== undefined);
  for (const { copy, mounts } of stage.steps) {
    if (copy?.fromStage !== undefined) found.push(copy.fromStage);
    for (const { from } of mounts) {
      const source = from === undefined ? undefined : findStage(from, { all, byName, before: stage.index });
      if (source !== undefined) found.push(source);
    }
  }
  return found;
}
