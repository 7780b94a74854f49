import type { Instruction } from '../../../../src/checker/index.ts';
import { stagesOf, textOf } from '../edit.ts';
import type { Operator } from '../edit.ts';

/** Two neighbours in the other order: instructions of a stage, commands of a RUN, stages of a file. */
export const orderSwapped: Operator = (file) => {
  const swap = (a: { start: number; end: number }, b: { start: number; end: number }): string =>
    file.text.slice(0, a.start) +
    textOf(file, b) +
    file.text.slice(a.end, b.start) +
    textOf(file, a) +
    file.text.slice(b.end);
  const stages = stagesOf(file);
  const inStages = stages.flatMap(({ instructions }) =>
    pairs(instructions.filter(({ keyword }) => keyword !== 'EXPOSE')).map(([a, b]) => swap(a.range, b.range)),
  );
  const whole = pairs(stages).map(([a, b]) => {
    const end = (stage: typeof a): number => (stage.instructions.at(-1) ?? stage.from).range.end;
    return swap({ start: a.from.range.start, end: end(a) }, { start: b.from.range.start, end: end(b) });
  });
  const inRuns = file.instructions
    .filter(({ keyword, heredocs }) => keyword === 'RUN' && heredocs.length === 0)
    .flatMap((run) => swappedCommands(file.text, run));
  return [...inStages, ...inRuns, ...whole];
};

/** `a && b && c`: each two of them swapped. */
function swappedCommands(text: string, { range }: Instruction): string[] {
  const own = text.slice(range.start, range.end);
  const [, head = '', list = ''] = /^(RUN(?:\s+--\S+|\s+\\\n)*\s+)([^[].*)$/is.exec(own) ?? [];
  const joints = /(\s*(?:\\\n\s*)?&&\s*|;\s*\\\n\s*)/;
  const parts = list.split(joints);
  return Array.from({ length: Math.max(0, (parts.length - 1) / 2) }, (_, at) => {
    const [a = '', b = ''] = [parts[2 * at], parts[2 * at + 2]];
    const swapped = parts.with(2 * at, b).with(2 * at + 2, a);
    return text.slice(0, range.start) + head + swapped.join('') + text.slice(range.end);
  });
}

function pairs<T>(things: readonly T[]): [T, T][] {
  return things.slice(1).map((thing, at): [T, T] => [things[at] as T, thing]);
}
