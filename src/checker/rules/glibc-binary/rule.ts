import { glibcDownload } from '../../data/glibc-downloads.ts';
import { alongChain } from '../../model/stage-chain.ts';
import { once } from '../../model/memo.ts';
import type { Argument, Model, Stage } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'glibc-binary',
  title: 'Download the build for musl',
  category: 'musl',
  severity: 'warning',
  fix: 'none',
  needs: ['wget', 'curl', 'aria2c', 'ADD'],
  *check({ model, alpineStagesWithOnbuild }) {
    for (const stage of alpineStagesWithOnbuild) {
      if (stage.libc !== 'musl') continue;
      for (const { words } of downloads(stage)) {
        for (const word of words) {
          const sign = glibcDownload(word.value ?? word.raw);
          if (sign === undefined || isForGlibc(model, stage)) continue;
          yield {
            range: word.range,
            message: `Take the build for musl, a package of Alpine, or a base with glibc: ${sign}, and on Alpine such a program ends with "not found", because the loader that it names is missing.`,
          };
          break;
        }
      }
    }
  },
});

/** What wget, curl and ADD fetch from elsewhere. */
function* downloads(stage: Stage): Iterable<{ readonly words: readonly Argument[] }> {
  for (const { copy, instruction, invocations } of stage.steps) {
    if (copy !== undefined && instruction.keyword === 'ADD') yield { words: copy.sources.filter(isUrl) };
    if (instruction.keyword !== 'RUN') continue;
    for (const { name, args } of invocations) {
      if (name === 'wget' || name === 'curl' || name === 'aria2c') yield { words: args.filter(isUrl) };
    }
  }
}

function isUrl({ value, raw }: Argument): boolean {
  return /^["']?(https?|ftp):\/\//.test(value ?? raw);
}

function isForGlibc(model: Model, stage: Stage): boolean {
  return alongChain(stage, hasLoader) || once(model, copiedToGlibc).has(stage);
}

/** A package that runs simple glibc programs, or a glibc of its own (which is the rule glibc-shim). */
function hasLoader({ packageEvents }: Stage, below = false): boolean {
  return (
    below ||
    packageEvents.some(({ packages }) =>
      packages.some(({ name, raw }) => /^(gcompat|libc6-compat)$|glibc/.test(name ?? raw)),
    )
  );
}

/** Stages that fetch for another one. */
function copiedToGlibc({ stages }: Model): ReadonlySet<Stage | undefined> {
  return new Set(
    stages.flatMap(({ libc, steps }) => (libc === 'musl' ? [] : steps.map(({ copy }) => copy?.fromStage))),
  );
}
