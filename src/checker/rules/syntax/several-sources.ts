import { insertAt } from '../../text.ts';
import { isWritten } from '../../fixes/edits.ts';
import { baseName, resolvePath } from '../../model/paths.ts';
import type { Argument, Stage, Step } from '../../model/types.ts';
import type { Finding } from '../../rule.ts';

/** Folders of Alpine's base image, and those below which it has others. */
const FOLDERS =
  /^\/((bin|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)$|(dev|etc|home|lib|proc|run|sys|usr|var)\/|$)/;

/**
 * `COPY a.txt b.txt /dst`: BuildKit copies one source after the other to that place, so that each file takes that of the
 * one before unless a folder is there already (moby/buildkit, dispatchCopy and fsutil's Copy, 2026-08).
 */
export function* overwrittenSources(stages: readonly Stage[], text: string): Iterable<Finding> {
  for (const { base, distro, from, steps } of stages) {
    // The triggers of a stage stand on it.
    const below = from.keyword === 'ONBUILD' ? base.stage : undefined;
    if ((below?.base ?? base).name !== 'alpine' && (below?.distro ?? distro) !== 'scratch') continue;
    // Whatever names a folder may have made it. Read up to where somebody asks.
    const before = below?.steps.filter(({ instruction }) => instruction.onbuild === undefined) ?? [];
    const words = new Set<string>();
    let read = 0;
    for (const [index, step] of steps.entries()) {
      const destination = fileForSeveral(step);
      const path = destination?.value === undefined ? undefined : resolvePath(destination.value, step.before.workdir);
      if (destination === undefined || path === undefined || FOLDERS.test(path)) continue;
      for (const each of [...before.splice(0), ...steps.slice(read, index)])
        for (const word of wordsOf(each)) words.add(word);
      read = index;
      if (words.has(baseName(path))) continue;
      yield {
        range: destination.range,
        severity: 'warning',
        message: `End the destination with \`/\`: without it, and without a folder \`${path}\` that is there already, each file is written over the one before.`,
        fix: isWritten(text, destination)
          ? { title: 'Add a slash', edits: [insertAt(destination.range.end, '/')] }
          : undefined,
      };
    }
  }
}

function wordsOf({ instruction }: Step): string[] {
  return instruction.body.text.split(/[^\w.-]+/);
}

/** The destination of two files or more that does not say that it is a folder. */
function fileForSeveral({ copy, instruction }: Step): Argument | undefined {
  const { sources = [], destination } = copy ?? {};
  if (sources.length < 2 || instruction.flags.some(({ name }) => name === 'parents')) return undefined;
  const isArchive = (value: string): boolean =>
    instruction.keyword === 'ADD' && /\.(t?[gx]z|tar|bz2|tbz2?|zst)$/.test(value);
  const areFiles = sources.every(
    ({ value }) => value !== undefined && /[^/]\.\w+$/.test(value) && !/[*?[]|:\/\//.test(value) && !isArchive(value),
  );
  return areFiles && destination?.value !== undefined && !/(^|\/)\.{0,2}$/.test(destination.value)
    ? destination
    : undefined;
}
