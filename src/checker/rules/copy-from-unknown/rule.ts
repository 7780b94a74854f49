import { isPlainWord, isWritten, removeWord } from '../../fixes/edits.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { once } from '../../model/memo.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { Range, TextEdit } from '../../text.ts';
import { nearest } from '../../syntax/suggest.ts';
import { stageReferences } from '../../facts/stage-references.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { codeList } from '../../lists.ts';

export const rule = defineRule({
  id: 'copy-from-unknown',
  title: 'Copy from a stage that exists',
  category: 'stages',
  severity: 'error',
  fix: 'suggestion',
  hadolint: ['DL3022'],
  *check({ model }) {
    yield* slips(model);
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

/** What comes close to `--from=…`, or is that, among the files. */
const SLIPPED = /^[-–—]*from=([\w.-]+)$/i;

/** `--from` without its dashes or its `=`, and one that stands behind a file: it is taken for a file then. */
function* slips(model: Model): Generator<Finding> {
  const { text } = model.file;
  const names = once(model, firstByName);
  for (const stage of model.stages) {
    const isAbove = (name: string): boolean => (names.get(name.toLowerCase())?.index ?? Infinity) < stage.index;
    for (const { copy } of stage.steps) {
      const words = copy?.destination === undefined ? [] : [...copy.sources, copy.destination];
      const [first, second] = words;
      if (copy?.from !== undefined || first === undefined || second === undefined || words.length < 3) continue;
      if (first.raw.toLowerCase() === 'from' && words.length > 3 && isAbove(second.raw) && isWritten(text, second)) {
        const range = { start: first.range.start, end: second.range.end };
        yield slip(second.raw, range, [{ range, text: `--from=${second.raw}` }]);
      }
      for (const word of words) {
        const name = SLIPPED.exec(word.raw)?.[1];
        if (name === undefined || !isAbove(name) || !isWritten(text, word)) continue;
        const inFront = { start: first.range.start, end: first.range.start };
        const removed = word === first ? undefined : removeWord(text, word);
        const edits =
          word === first
            ? [{ range: word.range, text: `--from=${name}` }]
            : removed && [{ range: inFront, text: `--from=${name} ` }, removed];
        yield slip(name, word.range, edits);
      }
    }
  }
}

function slip(name: string, range: Range, edits: readonly TextEdit[] | undefined): Finding {
  const option = `--from=${name}`;
  return {
    range,
    // A context may hold files of such names.
    severity: 'warning',
    message: `Write \`${option}\` in front of the files: here it is read as the name of a file in the build context, so nothing is copied from the stage \`${name}\`.`,
    fix: edits && { title: `Write ${option}`, edits },
  };
}

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
