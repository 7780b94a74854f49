import { analyze, lineStarts, positionAt, type Model } from '../checker/index.ts';

/**
 * The little that the recorder must know of a Dockerfile: its stages, the images that it names and which
 * instruction stands on which line.
 */

/** A place in the text that names an image of a registry. */
interface ImageReference {
  /** Variables are filled in where they are known. */
  readonly reference: string;
  /** Offsets of the reference as written. */
  readonly start: number;
  readonly end: number;
}

export interface OutlineInstruction {
  /** Upper case. */
  readonly keyword: string;
  /** As written, continuations included. */
  readonly text: string;
  /** Its first line, from 1. */
  readonly line: number;
}

interface OutlineStage {
  readonly name: string | undefined;
  /** Index of the stage that this one is built FROM; undefined when it is an image. */
  readonly parent: number | undefined;
  /** Without FROM. */
  readonly instructions: readonly OutlineInstruction[];
}

export interface Outline {
  readonly stages: readonly OutlineStage[];
  /** In order; `scratch` and stages are not among them. */
  readonly images: readonly ImageReference[];
}

/** Reads a Dockerfile. Never throws: what it does not understand it leaves out. */
export function outline(text: string): Outline {
  const model = analyze(text);
  const starts = lineStarts(text);
  const stages = model.stages.map((stage) => ({
    name: stage.name,
    // What ONBUILD lines do lies half way behind the stage that has them.
    parent: stage.base.stage && Math.floor(stage.base.stage.index),
    instructions: stage.steps.map(({ instruction: { keyword, range } }) => ({
      keyword,
      text: text.slice(range.start, range.end),
      line: positionAt(starts, range.start).line,
    })),
  }));
  return { stages, images: [...imagesOf(model, text)].sort((a, b) => a.start - b.start) };
}

/** The chain of instructions that makes an image: those of the stages it is built FROM, then its own. */
export function targetInstructions(file: Outline, target?: string): OutlineInstruction[] {
  const named = file.stages.findIndex(
    (stage, index) => stage.name === target?.toLowerCase() || String(index) === target,
  );
  const chain = (index: number): OutlineInstruction[] => {
    const stage = file.stages[index];
    if (stage === undefined) return [];
    return [...(stage.parent === undefined ? [] : chain(stage.parent)), ...stage.instructions];
  };
  return chain(target === undefined ? file.stages.length - 1 : named);
}

function* imagesOf(model: Model, text: string): Generator<ImageReference> {
  for (const stage of model.stages) {
    const { kind, reference, range } = stage.base;
    if (kind === 'image' && reference !== undefined) yield { reference, ...range };
    const isStage = (name: string): boolean =>
      model.stages
        .slice(0, stage.index)
        .some((other) => other.name === name.toLowerCase() || String(other.index) === name);
    for (const { copy, mounts } of stage.steps) {
      const from = copy?.from;
      if (from?.value !== undefined && !isStage(from.value)) yield { reference: from.value, ...from.range };
      for (const mount of mounts) {
        if (mount.from === undefined || isStage(mount.from)) continue;
        const start = text.indexOf(`from=${mount.from}`, mount.range.start) + 'from='.length;
        yield { reference: mount.from, start, end: start + mount.from.length };
      }
    }
  }
}
