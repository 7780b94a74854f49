import { newestRelease } from '../../data/alpine-releases.ts';
import type { Base } from '../../model/types.ts';
import { hasBranchTags, tagWithBranch } from '../../data/alpine-variants.ts';
import { asksForNewest } from '../../fixes/instruction-edits.ts';
import { defineRule } from '../../rule.ts';
import { sliceOf } from '../../text.ts';

export const rule = defineRule({
  id: 'base-floating',
  title: 'Say which Alpine branch the image is built on',
  category: 'releases',
  severity: 'info',
  fix: 'suggestion',
  *check({ model, text, today }) {
    const seen = new Set<string>();
    for (const { base, from, reached } of model.stages) {
      const { name, tag, reference, range } = base;
      if (!reached || base.kind !== 'image' || name === undefined || tag === undefined || reference === undefined)
        continue;
      if (
        base.digest !== undefined ||
        !(isAlpine3(base) || (hasBranchTags(name) && isFloating(tag))) ||
        seen.has(reference)
      )
        continue;
      const written = sliceOf(text, range);
      // Where a variable holds the tag, whoever builds chooses.
      if (!written.includes(isAlpine3(base) ? ':3' : 'alpine')) continue;
      seen.add(reference);
      const better = isAlpine3(base) ? newestRelease(today)?.branch : tagWithBranch(name, tag);
      const isWritten = written === reference;
      yield {
        range,
        message: `${better === undefined ? 'Choose a tag that says the Alpine branch' : `Say the Alpine branch in the tag, \`${better}\``}: \`${tag}\` moves to a newer branch some day, and with it every package that \`apk add\` installs.`,
        fix:
          better === undefined || !isWritten || asksForNewest(from)
            ? undefined
            : {
                title: `Use ${better}`,
                edits: [{ range: { start: range.end - tag.length, end: range.end }, text: better }],
              },
      };
    }
  },
});

/** `alpine:3` is the newest branch of 3. */
function isAlpine3({ name, tag }: Base): boolean {
  return name === 'alpine' && tag === '3';
}

/** `-alpine` without a branch. A full version (`3.14.2-alpine`) stands still as soon as the next one is out. */
function isFloating(tag: string): boolean {
  return /(^|-)alpine(-(slim|perl|otel))?$/.test(tag) && !/^\d+\.\d+\.\d+/.test(tag);
}
