import type { PackageEvent, Stage } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import { fillsCache, hasCacheMount, isCleanedAfter } from '../support/apk-cache.ts';
import { insertApkOption, removeFromChain } from '../support/edits.ts';
import { defineRule, type Finding, type Fix } from '../types.ts';

export const rule = defineRule({
  id: 'apk-no-cache',
  title: "Keep apk's index out of the layer",
  category: 'packages',
  severity: 'warning',
  fix: 'safe',
  hadolint: ['DL3019'],
  lesson: 'apk-cache',
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      // What a builder stage keeps never reaches the image.
      if (stage.inFinalImage) yield* inStage(stage, text);
    }
  },
});

/** One finding a RUN, at the first command that leaves something behind. */
function* inStage(stage: Stage, text: string): Iterable<Finding> {
  for (const step of new Set(stage.packageEvents.map((event) => event.step))) {
    if (hasCacheMount(step)) continue;
    const left = stage.packageEvents.filter((event) => event.step === step && fillsCache(event) && !isCleanedAfter(event, stage.packageEvents));
    const first = left[0];
    // A lone `apk update` is the rule apk-update-alone.
    if (first === undefined || left.every(({ kind }) => kind === 'update') && !hasAdd(stage, first)) continue;
    const command = first.apk?.command ?? 'add';
    yield {
      range: first.invocation.range,
      message:
        first.kind === 'update'
          ? 'Remove `apk update` and give `apk add` the option `--no-cache`: the package index that `apk update` stores stays in this layer, and `--no-cache` fetches a fresh one without keeping it.'
          : `Give \`apk ${command}\` the option \`--no-cache\`: without it the package index stays in this layer and in every image built on it.`,
      fix: makeFix(left, text),
    };
  }
}

function hasAdd(stage: Stage, update: PackageEvent): boolean {
  return stage.packageEvents.some((event) => event.step === update.step && event.kind === 'add');
}

/** `apk update` goes; everything else gets the option. */
function makeFix(events: readonly PackageEvent[], text: string): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const { kind, apk, invocation } of events) {
    const edit = apk === undefined ? undefined : kind === 'update' ? removeFromChain(text, invocation) : insertApkOption(apk, '--no-cache');
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return { kind: 'safe', title: 'Add --no-cache', edits };
}
