import type { BuildContext, Model, Stage } from '../../model/types.ts';
import { findStage } from '../../model/copy.ts';
import { baseName } from '../../model/paths.ts';
import { once } from '../../model/memo.ts';
import { parentOf } from '../../model/stage-chain.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { stageReferences } from '../../facts/stage-references.ts';
import { isLikelyTarget } from '../../facts/target-names.ts';
import { lineStart } from '../../text.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'stage-unused',
  title: 'Remove a stage that nothing needs',
  category: 'stages',
  severity: 'info',
  fix: 'suggestion',
  tally: ['no-unreachable-stages'],
  needs: ['FROM again'],
  *check({ model, text }) {
    const { stages, target } = model;
    // A variable may stand for any stage.
    if (target === undefined || stages.length === 1 || stages.some((stage) => needsUnknown(stage))) return;
    // A slip in a name is the rule copy-from-unknown; which stage it means is not known.
    const names = new Set(stages.flatMap(({ name }) => name ?? []));
    for (const { value } of stageReferences(model)) {
      if (!/^\d+$|[/:@.]/.test(value) && !names.has(value.toLowerCase()) && !isOfficialImage(value)) return;
    }
    const needed = new Set<Stage>();
    const outside = builtOutside(model.context);
    if (outside === 'any') return;
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
        stage.name !== undefined &&
        stage !== target &&
        (named.has(stage.name) || !needed.has(stage)) &&
        !used.has(stage),
    );
    for (const stage of unused) {
      if (stage.name !== undefined && ends.length > 1) continue;
      const name = stage.name === undefined ? 'this stage' : `the stage \`${stage.name}\``;
      yield {
        range: stage.from.range,
        message: `Remove ${name}, or copy from it: no other stage uses it, so \`docker build\` leaves it out. If it is built with \`--target\`, say so above it with \`# belay target=${stage.name ?? String(stage.index)}\`.`,
        fix: used.has(stage) ? undefined : makeFix(stage, model, text),
      };
    }
  },
});

/** The variable of `FROM ${VARIANT}`, `FROM app-$TARGETOS` or `--from=$SOURCE` may be given when it is built. */
function needsUnknown({ from, steps }: Stage): boolean {
  return (
    /^[^:@/]*\$/.test(from.args[0]?.raw ?? '') ||
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

/** Some COPY or mount takes a stage by its number. */
function namesNumbers({ stages }: Model): boolean {
  const isNumber = (from: string | undefined): boolean => from !== undefined && /^\d+$/.test(from);
  return stages.some(({ steps }) =>
    steps.some(({ copy, mounts }) => isNumber(copy?.from?.value) || mounts.some(({ from }) => isNumber(from))),
  );
}

/** From its FROM, with the comments above, to the next one. Numbers of later stages would change, so not where they are used. */
function makeFix(stage: Stage, model: Model, text: string): ProposedFix | undefined {
  const { stages, file } = model;
  const next = stages[stage.index + 1];
  // A stage with a name may be built by what cannot be seen.
  if (next === undefined || once(model, namesNumbers) || (stage.name !== undefined && model.context === undefined))
    return undefined;
  const startOf = ({ from }: Stage): number => {
    return lineStart(text, from.leading[0]?.range.start ?? from.range.start);
  };
  const range = { start: startOf(stage), end: startOf(next) };
  // Parser directives stay where they are.
  if (file.directives.some((directive) => directive.range.start >= range.start && directive.range.start < range.end))
    return undefined;
  return {
    title: `Remove the stage${stage.name === undefined ? '' : ` ${stage.name}`}`,
    edits: [{ range, text: '' }],
  };
}
