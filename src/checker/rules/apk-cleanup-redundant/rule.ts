import type { ApkCommand, ApkOption } from '../../apk/types.ts';
import type { Invocation, PackageEvent, Stage } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import {
  asksIndex,
  cacheUses,
  empties,
  fillsCache,
  hasCacheMount,
  isOnlyCleanup,
  type CacheUse,
} from '../../facts/apk-cache.ts';
import { removeApkOption, removeCommands } from '../../fixes/edits.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-cleanup-redundant',
  title: 'Use `--no-cache` alone',
  category: 'packages',
  severity: 'info',
  fix: 'safe',
  needs: ['apk --no-cache'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      for (const use of cacheUses(stage)) {
        yield* hasCacheMount(use.step) ? inMount(use) : inRun(use, stage, text);
      }
    }
  },
});

/** `--no-cache` keeps apk away from the mount. */
function* inMount({ events }: CacheUse): Iterable<Finding> {
  for (const { kind, apk } of events) {
    const option = kind === 'add' ? optionOf(apk, 'no-cache') : undefined;
    if (option === undefined) continue;
    yield {
      range: option.range,
      message:
        'Choose between `--no-cache` and the mount: with the option apk neither reads nor writes the index that the mount keeps for it.',
    };
  }
}

/** One finding a RUN, at the first thing that `--no-cache` makes superfluous. */
function* inRun({ events, left }: CacheUse, stage: Stage, text: string): Iterable<Finding> {
  const adds = events.filter(({ kind, apk }) => (kind === 'add' || kind === 'upgrade') && apk !== undefined);
  if (adds.length === 0 || !adds.some(({ apk }) => apk?.has('no-cache'))) return;
  const updates = adds.every(({ apk }) => apk?.has('no-cache')) ? idleUpdates(events, left, stage) : [];
  const cleanups = idleCleanups(events, updates);
  const options = adds.flatMap(({ apk, invocation }) => {
    const option = apk?.has('no-cache') === true ? optionOf(apk, 'update-cache') : undefined;
    return option === undefined ? [] : [{ invocation, option }];
  });
  const [first] = [
    ...updates.map(({ invocation }) => ({
      range: invocation.range,
      message:
        'Remove `apk update`: `apk add --no-cache` fetches an index of its own and does not read the stored one.',
    })),
    ...options.map(({ option }) => ({
      range: option.range,
      message: `Remove \`${option.written}\`: with \`--no-cache\` apk fetches a fresh index anyway.`,
    })),
    ...cleanups.map(({ invocation }) => ({
      range: invocation.range,
      message: "Remove this: `--no-cache` leaves nothing in apk's cache that could be cleaned up.",
    })),
  ].sort((a, b) => a.range.start - b.range.start);
  if (first !== undefined) yield { ...first, fix: makeFix([...updates, ...cleanups], options, text) };
}

/** Updates whose index nobody reads. Where it also stays in the image, that is the rule apk-no-cache. */
function idleUpdates(events: readonly PackageEvent[], left: readonly PackageEvent[], stage: Stage): PackageEvent[] {
  const kept = new Set(stage.inFinalImage ? left : []);
  return events.filter((event) => event.kind === 'update' && event.invocation.certain && !kept.has(event));
}

/** Clean-ups behind commands of which none fills the cache. */
function idleCleanups(events: readonly PackageEvent[], updates: readonly PackageEvent[]): PackageEvent[] {
  const idle: PackageEvent[] = [];
  const idleFills = new Set(updates);
  let asked = false;
  for (const event of events) {
    if (fillsCache(event) && !idleFills.has(event)) return idle;
    asked ||= asksIndex(event);
    if (asked && empties(event) && event.invocation.certain && isOnlyCleanup(event)) idle.push(event);
  }
  return idle;
}

function optionOf(apk: ApkCommand | undefined, name: string): ApkOption | undefined {
  return apk?.options.find((option) => option.name === name);
}

function makeFix(
  commands: readonly PackageEvent[],
  options: readonly { readonly invocation: Invocation; readonly option: ApkOption }[],
  text: string,
): ProposedFix | undefined {
  const edits: TextEdit[] = [];
  const [first] = commands;
  if (first !== undefined) {
    const removed = removeCommands(
      text,
      first.step,
      commands.map(({ invocation }) => invocation),
    );
    if (removed === undefined) return undefined;
    edits.push(...removed);
  }
  for (const { invocation, option } of options) {
    const edit = removeApkOption(text, invocation, option);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return { title: 'Remove what --no-cache makes superfluous', edits };
}
