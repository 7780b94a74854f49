import { APK_CACHE_FOLDERS } from '../../apk/options.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { commandsLike } from '../../model/commands.ts';
import { once } from '../../model/memo.ts';
import { isWithin } from '../../model/paths.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { FileEvent, Invocation, Mount, PackageEvent, Stage } from '../../model/types.ts';
import { mayCopyTo } from '../../facts/copied-files.ts';
import { insertApkOption } from '../../fixes/edits.ts';
import { cacheUses, fillsCache } from '../../facts/apk-cache.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

const [INDEX_FOLDER = '', CACHE = ''] = APK_CACHE_FOLDERS;

export const rule = defineRule({
  id: 'apk-cache-mount-idle',
  title: 'Let apk keep packages in the cache mount',
  category: 'packages',
  severity: 'warning',
  fix: 'safe',
  needs: ['--mount'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      yield* inStage(stage, text);
    }
  },
});

function* inStage(stage: Stage, text: string): Iterable<Finding> {
  for (const { step, events } of cacheUses(stage)) {
    const mount = step.mounts.find(
      ({ type, target }) => type === 'cache' && target !== undefined && isWithin(INDEX_FOLDER, target),
    );
    if (
      mount === undefined ||
      step.mounts.some(({ target }) => target === undefined || target.includes('$') || isWithin(CACHE, target))
    )
      continue;
    const idle = events.filter((event) => event.kind === 'add' && isIdle(event, stage));
    // Another image than an official one may have set up the cache.
    if (idle.length === 0 || !isOfficialImage(rootOf(stage).base.name ?? '')) continue;
    yield {
      range: mount.range,
      message: `Give \`apk add\` the option \`--cache-dir=${INDEX_FOLDER}\`: without it, or a link at \`${CACHE}\`, apk keeps only the index in this mount and fetches every package again.`,
      related: idle.map(({ invocation }) => ({ range: invocation.range, message: 'Keeps no package.' })),
      fix: makeFix(idle, mount, text),
    };
  }
}

function isIdle(event: PackageEvent, stage: Stage): boolean {
  const { apk, invocation } = event;
  if (!fillsCache(event) || apk?.has('cache-packages') === true || apk?.has('cache-predownload') === true) return false;
  return cacheIsMissing(stage, invocation);
}

/** True when /etc/apk/cache certainly is not there: what files a COPY brings, or a test does, may be anything. */
function cacheIsMissing(stage: Stage, before: Invocation): boolean {
  let order = before.order;
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) {
    const { events, setup } = once(layer, historyOf);
    const last = events.findLast((event) => event.order < order);
    if (last !== undefined) return last.kind === 'delete' && last.invocation?.certain === true;
    if (setup < order) return false;
    order = Infinity;
  }
  return true;
}

/** What a stage does to /etc/apk/cache, and when it calls `setup-apkcache`. */
function historyOf(stage: Stage): { readonly events: readonly FileEvent[]; readonly setup: number } {
  const [setup] = commandsLike(stage, /^setup-apkcache$/);
  return { events: stage.fileEvents.filter(touchesCache), setup: setup?.order ?? Infinity };
}

function touchesCache(event: FileEvent): boolean {
  const { path, kind } = event;
  if (path === undefined) return kind === 'link' || kind === 'copy';
  return isWithin(path, CACHE) || (kind === 'delete' && isWithin(CACHE, path)) || mayCopyTo(event, CACHE);
}

/** apk 2.14.4 and 3.0 keep packages in a folder that `--cache-dir` names. */
function makeFix(idle: readonly PackageEvent[], { target }: Mount, text: string): ProposedFix | undefined {
  if (target?.replace(/\/$/, '') !== INDEX_FOLDER) return undefined;
  const edits = idle.map(({ invocation }) => insertApkOption(text, invocation, `--cache-dir=${INDEX_FOLDER}`));
  return edits.includes(undefined)
    ? undefined
    : { title: `Add --cache-dir=${INDEX_FOLDER}`, edits: edits.flatMap((edit) => edit ?? []) };
}
