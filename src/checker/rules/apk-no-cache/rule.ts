import type { PackageEvent, Stage } from '../../model/types.ts';
import { sliceOf, type TextEdit } from '../../text.ts';
import { isForDevelopers } from '../../facts/toolbox.ts';
import { cacheUses, hasCacheMount } from '../../facts/apk-cache.ts';
import { oneForAllFacts } from '../../facts/one-fact.ts';
import { insertApkOption, removeCommands, replaceApkOption } from '../../fixes/edits.ts';
import { codeList, settled } from '../../lists.ts';
import { commandsLike } from '../../model/commands.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-no-cache',
  title: "Keep apk's index out of the layer",
  category: 'packages',
  severity: 'warning',
  fix: 'safe',
  hadolint: ['DL3019'],
  needs: ['apk add', 'apk update', 'apk upgrade'],
  *check({ alpineStagesWithOnbuild, model, path, text }) {
    const isNote = isForDevelopers(model.target, path);
    for (const stage of alpineStagesWithOnbuild) {
      // What a builder stage keeps never reaches the image.
      if (!stage.inFinalImage) continue;
      for (const each of inStage(stage, text)) yield isNote ? { ...each, severity: 'info' } : each;
    }
  },
  *together(findings, context) {
    for (const each of oneForAllFacts(findings, context, tell)) {
      const { fix } = each;
      yield fix === undefined ? each : { ...each, fix: { ...fix, title: titleOf(fix.edits, context.text) } };
    }
  },
});

/** For RUNs that do not need the same change: how each is to be written. */
function tell(facts: readonly string[], _: Finding, also: string): string {
  const kinds = [...new Set(facts.flatMap((fact) => fact.split(' ')))];
  const written = ['add', 'upgrade'].flatMap((kind) => (kinds.includes(kind) ? `apk ${kind} --no-cache` : []));
  const without = kinds.includes('update') ? ', without `apk update`' : '';
  const rest = kinds.includes('rm') ? REMOVAL : '';
  return `Write ${codeList(written.length === 0 ? ['apk add --no-cache'] : written)}${without}${rest}: the package index that apk stores otherwise stays in the layer and in every image built on it.${also}`;
}

/** The command, and not `--update-cache`. */
const UPDATE = /(?<!-)\bupdate\b/;

/** What the edits do, which may be those of several RUNs. */
function titleOf(edits: readonly TextEdit[], text: string): string {
  const isAdded = (edit: TextEdit): boolean => edit.text.includes('--no-cache');
  const removes = edits.some((edit) => !isAdded(edit) && UPDATE.test(sliceOf(text, edit.range)));
  const adds = edits.some(isAdded);
  return removes ? `Remove apk update${adds ? ' and add --no-cache' : ''}` : 'Add --no-cache';
}

const REMOVAL = ', and leave out the later `rm`, which then fails';

/** `RUN apk del make && rm /var/cache/apk/*`, behind others: without `-f` it fails where nothing is left to remove. */
function needsFiles(stage: Stage, { order }: PackageEvent): boolean {
  return commandsLike(stage, /^rm$/).some(
    (rm) =>
      rm.order > order &&
      rm.args.some(({ value }) => value !== undefined && /^\/var\/cache\/apk\/.*\*/.test(value)) &&
      !rm.args.some(({ value }) => /^-(-force|\w*f)/.test(value ?? '')) &&
      !stage.packageEvents.some(
        (event) => event.step === rm.step && event.order < rm.order && /^(add|update|upgrade)$/.test(event.kind),
      ),
  );
}

/** One finding a RUN, at the first command that leaves something behind. */
function* inStage(stage: Stage, text: string): Iterable<Finding> {
  let alone: number | undefined;
  for (const { step, events, left } of cacheUses(stage)) {
    const [first] = left;
    if (first === undefined || hasCacheMount(step)) continue;
    // An `apk update` with neither `apk add` nor `apk upgrade` behind it is the rule apk-update-alone.
    if (left.every(({ kind, order }) => kind === 'update' && !events.some((other) => isLater(other, order)))) {
      alone ??= first.order;
      continue;
    }
    // The index of an earlier RUN is used again, and lies in that layer.
    const isUpdated = alone !== undefined && alone < first.order;
    const needed = needsFiles(stage, first);
    const rest = needed ? REMOVAL : '';
    yield {
      range: first.invocation.range,
      inShort: [...new Set([...left.map(({ kind }) => kind).sort(), ...(needed ? ['rm'] : [])])].join(' '),
      message: left.some(({ kind }) => kind === 'update')
        ? `Remove \`apk update\`${optionFor(left)}${rest}: the package index that \`apk update\` stores stays in this layer, and \`--no-cache\` fetches a fresh one without keeping it.`
        : isUpdated
          ? `Give \`apk ${first.kind}\` the option \`--no-cache\`, and leave out the \`RUN apk update\` before it${rest}: the package index that apk stores stays in the image and in every one built on it.`
          : `Give \`apk ${first.kind}\` the option \`--no-cache\`${rest}: without it the package index stays in this layer and in every image built on it.`,
      // `--no-network` reads the index that the update fetched.
      fix: needed || events.some(({ apk }) => apk?.has('no-network')) ? undefined : makeFix(left, text),
    };
  }
}

/** What else has to be changed, for the commands that do not have the option. */
function optionFor(left: readonly PackageEvent[]): string {
  const kinds = [...new Set(left.flatMap(({ kind }) => (kind === 'update' ? [] : `\`apk ${kind}\``)))];
  return kinds.length === 0 ? '' : ` and give ${kinds.join(' and ')} the option \`--no-cache\``;
}

function isLater(event: PackageEvent, order: number): boolean {
  return (event.kind === 'add' || event.kind === 'upgrade') && event.order > order;
}

/** `apk update` goes; everything else gets the option, in place of `--update-cache` where that stands. */
function makeFix(left: readonly PackageEvent[], text: string): ProposedFix | undefined {
  const updates = left.filter(({ kind }) => kind === 'update').map(({ invocation }) => invocation);
  const step = left[0]?.step;
  const edits: TextEdit[] = [];
  if (updates.length > 0) {
    const removed = step === undefined ? undefined : removeCommands(text, step, updates);
    if (removed === undefined) return undefined;
    edits.push(...removed);
  }
  for (const { kind, apk, invocation } of left) {
    if (kind === 'update') continue;
    const update = apk?.options.find(({ name }) => name === 'update-cache');
    const added =
      update === undefined
        ? insertApkOption(text, invocation, '--no-cache')
        : replaceApkOption(text, invocation, update, '--no-cache');
    if (added === undefined) return undefined;
    edits.push(...(Array.isArray(added) ? added : [added]));
  }
  return { title: titleOf(edits, text), edits: settled(edits) };
}
