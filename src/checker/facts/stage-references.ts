import { once } from '../model/memo.ts';
import type { Model, Stage, Step } from '../model/types.ts';
import { type Range, sliceOf } from '../text.ts';

/** A place that names a stage or an image to take files from: `COPY --from=`, `ADD --from=` or `RUN --mount=from=`. */
interface StageReference {
  readonly value: string;
  readonly range: Range;
  readonly step: Step;
  readonly stage: Stage;
}

/** Every such place whose value is known. */
export function stageReferences(model: Model): readonly StageReference[] {
  return once(model, allReferences);
}

function allReferences(model: Model): StageReference[] {
  const found: StageReference[] = [];
  for (const stage of model.stages) {
    for (const step of stage.steps) {
      const from = step.copy?.from;
      if (from?.value !== undefined) found.push({ value: from.value, range: from.range, step, stage });
      for (const mount of step.mounts) {
        if (mount.from === undefined || mount.from.includes('$')) continue;
        const flag = sliceOf(model.file.text, mount.range);
        const at = flag.search(/\bfrom=/);
        const start = mount.range.start + at + 'from='.length;
        const range = at < 0 ? mount.range : { start, end: start + mount.from.length };
        found.push({ value: mount.from, range, step, stage });
      }
    }
  }
  return found;
}
