import { compareBranches } from '../../data/alpine-releases.ts';
import { oldestBuilt, tagWithBranch } from '../../data/alpine-variants.ts';
import { releaseEnd } from '../../facts/ended-releases.ts';
import { imageUses, officialName } from '../../facts/image-uses.ts';
import { runtimeEnd } from '../../facts/runtime-ends.ts';
import { isForOldReleases, isForTests } from '../../facts/target-names.ts';
import type { Stage } from '../../model/types.ts';
import { sliceOf } from '../../text.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'variant-not-built',
  title: 'Take an Alpine branch that the image is still built on',
  category: 'releases',
  severity: 'warning',
  fix: 'suggestion',
  *check({ model, path, text, today, isRunning }) {
    const seen = new Set<string>();
    for (const { name, tag = '', digest, range, stage, isBase, isExplained } of imageUses(model)) {
      const { before, version, branch } = readTag(tag) ?? {};
      const image = officialName(name);
      if (image === undefined || before === undefined || branch === undefined || seen.has(`${image}:${tag}`)) continue;
      const oldest = oldestBuilt(image, version);
      if (oldest === undefined || compareBranches(branch, oldest) >= 0) continue;
      if (digest !== undefined && isExplained) continue;
      seen.add(`${image}:${tag}`);
      if (isRunning('base-ended') && releaseEnd(branch, today) !== undefined) continue;
      if (isRunning('runtime-ended') && runtimeEnd(name, tag, today) !== undefined) continue;
      // `alpine3.22` and `lts-alpine3.22` stand at the version of their last day; the same word on a new branch is the newest.
      const moves = version === undefined;
      const newer = moves ? undefined : tagWithBranch(image, before + tag.slice(before.length).replace(/-?3\.\d+/, ''));
      const end = range.end;
      const isWritten = digest === undefined && sliceOf(text, { start: end - tag.length, end }) === tag;
      yield {
        range,
        ...(((isBase && saysBranch(stage, branch)) ||
          isForOldReleases(path) ||
          isForTests(path, model.target?.name)) && { severity: 'info' }),
        message: `Take a newer branch${newer === undefined ? `, ${oldest} or later` : `, \`${newer}\``}${moves ? ', and name the version too, or the newest comes with it' : ''}: \`${image}\` is not built on Alpine ${branch} any more, so \`${tag}\` stays as it is and gets no fixes, neither of Alpine nor of \`${image}\` itself.`,
        fix:
          newer === undefined || !isWritten || (isBase && saysBranch(stage, branch))
            ? undefined
            : { title: `Use ${newer}`, edits: [{ range: { start: end - tag.length, end }, text: newer }] },
      };
    }
  },
});

/** `# Pin Alpine 3.22 (Python 3.12)` above it: somebody has decided, and the newest may not do. */
function saysBranch({ from: { leading } }: Stage, branch: string): boolean {
  return leading.some(({ text }) => text.includes(branch) || /\bpin/i.test(text));
}

/** `3.14-alpine3.22`, `8.4-fpm-alpine3.22`, `21-jre-alpine-3.20`, `lts-alpine3.22`: not what names one release, `3.14.2-…`. */
function readTag(
  tag: string,
): { readonly before: string; readonly version: string | undefined; readonly branch: string } | undefined {
  const match = /^((?:(\d{1,4}(?:\.\d{1,4})?)-)?(?:[a-z]{1,12}-)?alpine)-?(3\.\d{1,3})(?:-[a-z]{1,12})?$/.exec(tag);
  const [, before, version, branch] = match ?? [];
  return before === undefined || branch === undefined ? undefined : { before, version, branch };
}
