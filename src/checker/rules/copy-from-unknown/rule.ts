import { isOfficialImage } from '../../data/official-images.ts';
import { nearest } from '../../syntax/suggest.ts';
import { stageReferences } from '../../facts/stage-references.ts';
import { defineRule } from '../../rule.ts';
import { codeList } from '../../lists.ts';

export const rule = defineRule({
  id: 'copy-from-unknown',
  title: 'Copy from a stage that exists',
  category: 'stages',
  severity: 'error',
  fix: 'suggestion',
  hadolint: ['DL3022'],
  *check({ model }) {
    for (const { value, range, stage } of stageReferences(model)) {
      const name = value.toLowerCase();
      const found = model.stages.find(
        (other) => other.name === name || (/^\d+$/.test(value) && other.index === Number(value)),
      );
      if (found !== undefined && found.index < stage.index) continue;
      if (found !== undefined) {
        const which = found === stage ? 'this stage itself' : 'a stage further down';
        yield {
          range,
          message: `Copy from an earlier stage: \`${value}\` is ${which}, and a build can only copy from what stands above.`,
        };
        continue;
      }
      // `image:tag`, `image@digest` and `user/image` are images; so is a bare official name such as `busybox`.
      if (/[/:@]/.test(value) || isOfficialImage(name)) continue;
      const above = model.stages.slice(0, stage.index);
      const names = above.flatMap((other) => other.name ?? []);
      const close = nearest(value, names);
      // A name like no other here, where every stage has one, is handed in: `--build-context assets=…`.
      const isMistake = close !== undefined || /^\d+$/.test(value) || names.some((other) => other.includes(name));
      if (!isMistake && names.length === above.length) continue;
      yield {
        range,
        message: message(value, close, names),
        fix:
          close === undefined
            ? undefined
            : { kind: 'suggestion', title: `Copy from ${close}`, edits: [{ range, text: close }] },
      };
    }
  },
});

function message(value: string, close: string | undefined, names: readonly string[]): string {
  const advice =
    close !== undefined
      ? `Copy from \`${close}\``
      : names.length > 0
        ? `Copy from ${codeList(names, 'or')}`
        : 'Name a stage with `AS` and copy from that';
  return `${advice}: no stage above is called \`${value}\`, so the build looks for an image of that name in the registry and fails.`;
}
