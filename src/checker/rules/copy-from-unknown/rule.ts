import { isPlainWord } from '../../fixes/edits.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { once } from '../../model/memo.ts';
import type { Model, Stage } from '../../model/types.ts';
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
  needs: ['--from', '--mount'],
  *check({ model }) {
    for (const { value, range, stage } of stageReferences(model)) {
      const name = value.toLowerCase();
      const found = firstOf(once(model, firstByName).get(name), stageAt(model, value));
      if (found !== undefined && found.index < stage.index) continue;
      if (found !== undefined) {
        const which = found === stage ? 'this stage itself' : 'a stage further down';
        yield {
          range,
          message: `Copy from an earlier stage: \`${value}\` is ${which}, and a build can only copy from what stands above.`,
        };
        continue;
      }
      // `image:tag`, `image@digest` and `user/image` are images; so is a bare official name such as `busybox`, and what a stage
      // stands on.
      if (/[/:@]/.test(value) || isOfficialImage(name) || once(model, bases).has(value)) continue;
      const above = model.stages.slice(Math.max(0, stage.index - MOST_COMPARED), stage.index);
      const names = above.flatMap((other) => other.name ?? []);
      const close = nearest(value, names);
      // A name like no other here, where every stage has one, is handed in: `--build-context assets=…`.
      const isMistake = close !== undefined || /^\d+$/.test(value) || names.some((other) => other.includes(name));
      if (!isMistake && names.length === above.length) continue;
      yield {
        range,
        // What nothing here is called like may be handed in, too.
        ...(close === undefined && !/^\d+$/.test(value) && names.length > 0 ? { severity: 'warning' as const } : {}),
        message: message(value, close, names),
        fix:
          close === undefined || !isPlainWord(close)
            ? undefined
            : { title: `Copy from ${close}`, edits: [{ range, text: close }] },
      };
    }
  },
});

/** How many of the stages above are looked at for a name that was meant: those next to the copy. */
const MOST_COMPARED = 100;
const MOST_NAMED = 10;

function firstByName({ stages }: Model): ReadonlyMap<string, Stage> {
  const all = new Map<string, Stage>();
  for (const stage of stages) if (stage.name !== undefined && !all.has(stage.name)) all.set(stage.name, stage);
  return all;
}

function bases({ stages }: Model): ReadonlySet<string | undefined> {
  return new Set(stages.map(({ base }) => base.reference));
}

function stageAt({ stages }: Model, value: string): Stage | undefined {
  return /^\d+$/.test(value) ? stages[Number(value)] : undefined;
}

function firstOf(a: Stage | undefined, b: Stage | undefined): Stage | undefined {
  return a === undefined || b === undefined ? (a ?? b) : a.index < b.index ? a : b;
}

function message(value: string, close: string | undefined, names: readonly string[]): string {
  const advice =
    close !== undefined
      ? `Copy from \`${close}\``
      : names.length > 0
        ? `Copy from ${names.length > MOST_NAMED ? `a stage above such as ${codeList(names.slice(-MOST_NAMED), 'or')}` : codeList(names, 'or')}`
        : 'Name a stage with `AS` and copy from that';
  return `${advice}: no stage above is called \`${value}\`, so the build looks for an image of that name in the registry and fails.`;
}
