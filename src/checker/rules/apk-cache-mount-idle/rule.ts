import { APK_CACHE_FOLDERS } from '../../apk/cache.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { isWithin } from '../../model/paths.ts';
import { rootOf } from '../../model/presence.ts';
import type { FileEvent, Invocation, Mount, PackageEvent, Stage } from '../../model/types.ts';
import { mayCopyTo } from '../support/copies.ts';
import { insertApkOption } from '../support/edits.ts';
import { cacheUses, fillsCache } from '../support/apk-cache.ts';
import { defineRule, type Finding, type Fix } from '../types.ts';

const [INDEX_FOLDER = '', CACHE = ''] = APK_CACHE_FOLDERS;

export const rule = defineRule({
  id: 'apk-cache-mount-idle',
  title: 'Let apk keep packages in the cache mount',
  category: 'packages',
  severity: 'warning',
  fix: 'safe',
  lesson: 'apk-cache',
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      // Another image may have set up the cache.
      if (isOfficialImage(rootOf(stage).base.name ?? '')) yield* inStage(stage, text);
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
    if (idle.length === 0) continue;
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
  for (let layer: Stage | undefined = stage; layer !== undefined; layer = layer.base.stage) {
    const events = layer === stage ? layer.fileEvents.filter(({ order }) => order < before.order) : layer.fileEvents;
    const last = events.findLast(touchesCache);
    if (last !== undefined) return last.kind === 'delete' && last.invocation?.certain === true;
    if (
      layer.steps.some(({ invocations }) =>
        invocations.some(({ name, order }) => name === 'setup-apkcache' && (layer !== stage || order < before.order)),
      )
    )
      return false;
  }
  return true;
}

function touchesCache(event: FileEvent): boolean {
  const { path, kind } = event;
  if (path === undefined) return kind === 'link' || kind === 'copy';
  return isWithin(path, CACHE) || (kind === 'delete' && isWithin(CACHE, path)) || mayCopyTo(event, CACHE);
}

/** apk 2.14.4 and 3.0 keep packages in a folder that `--cache-dir` names. */
function makeFix(idle: readonly PackageEvent[], { target }: Mount, text: string): Fix | undefined {
  if (target?.replace(/\/$/, '') !== INDEX_FOLDER) return undefined;
  const edits = idle.map(({ apk }) => apk && insertApkOption(text, apk, `--cache-dir=${INDEX_FOLDER}`));
  return edits.includes(undefined)
    ? undefined
    : { kind: 'safe', title: `Add --cache-dir=${INDEX_FOLDER}`, edits: edits.flatMap((edit) => edit ?? []) };
}
