/**
 * The little that the recorder must know of a Dockerfile: its stages, the images that it names and which
 * instruction stands on which line.
 */

/** A place in the text that names an image of a registry. */
export interface ImageReference {
  /** Variables from ARGs before the first FROM are filled in. */
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

export interface OutlineStage {
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
  const stages: { name: string | undefined; parent: number | undefined; instructions: OutlineInstruction[] }[] = [];
  const images: ImageReference[] = [];
  const globals = new Map<string, string>();

  const stageNamed = (name: string): number =>
    stages.findLastIndex((stage, index) => stage.name === name.toLowerCase() || String(index) === name);
  const addImage = (written: string, start: number): void => {
    const reference = expand(written, globals);
    if (reference !== 'scratch' && reference !== '') images.push({ reference, start, end: start + written.length });
  };

  for (const { instruction, start } of instructionsOf(text)) {
    if (instruction.keyword === 'FROM') {
      const match = /^FROM\s+(?:--\S+\s+)*(?<image>\S+)(?:\s+AS\s+(?<name>\S+))?/i.exec(instruction.text);
      const image = match?.groups?.image;
      if (image === undefined) continue;
      const parent = stages.findLastIndex((stage) => stage.name === image.toLowerCase());
      if (parent < 0) addImage(image, start + instruction.text.indexOf(image, instruction.text.search(/\s/)));
      stages.push({
        name: match?.groups?.name?.toLowerCase(),
        parent: parent < 0 ? undefined : parent,
        instructions: [],
      });
      continue;
    }
    const stage = stages.at(-1);
    if (stage === undefined) {
      const argument = /^ARG\s+(\w+)=["']?([^"'\s]*)/i.exec(instruction.text);
      if (argument?.[1] !== undefined) globals.set(argument[1], argument[2] ?? '');
      continue;
    }
    stage.instructions.push(instruction);
    if (!/^(?:COPY|RUN)$/.test(instruction.keyword)) continue;
    for (const flag of instruction.text.matchAll(/(?:--from=|--mount=\S*?\bfrom=)([^\s,]+)/g)) {
      const source = flag[1] ?? '';
      if (stageNamed(source) < 0) addImage(source, start + flag.index + flag[0].length - source.length);
    }
  }
  return { stages, images };
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

/** Splits into instructions, as BuildKit does: continuations, comments between them, heredocs. */
function* instructionsOf(text: string): Generator<{ instruction: OutlineInstruction; start: number }> {
  const escape = /^\s*#\s*escape\s*=\s*`/i.test(text) ? '`' : '\\';
  const lines = [...text.matchAll(/[^\n]*(?:\n|$)/g)];
  const content = (index: number): string => (lines[index]?.[0] ?? '').replace(/\r?\n$/, '');
  for (let index = 0; index < lines.length; index++) {
    const keyword = /^\s*([A-Za-z]+)(?:\s|$)/.exec(content(index))?.[1];
    if (keyword === undefined) continue;
    const first = index;
    const isComment = (at: number): boolean => /^\s*(?:#.*)?$/.test(content(at)) && at > first;
    while (index + 1 < lines.length && (isComment(index) || content(index).trimEnd().endsWith(escape))) index++;
    const start = (lines[first]?.index ?? 0) + content(first).search(/\S/);
    const end = (): number => (lines[index]?.index ?? 0) + content(index).trimEnd().length;
    for (const [, name] of text.slice(start, end()).matchAll(/<<-?\s*["']?(\w+)["']?/g)) {
      if (!/^(?:RUN|COPY|ADD)$/i.test(keyword)) break;
      do index++;
      while (index < lines.length - 1 && content(index).replace(/^\t+/, '') !== name);
    }
    yield { instruction: { keyword: keyword.toUpperCase(), text: text.slice(start, end()), line: first + 1 }, start };
  }
}

function expand(written: string, values: ReadonlyMap<string, string>): string {
  return written.replace(
    /\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g,
    (whole, braced?: string, fallback?: string, bare?: string) => {
      const value = values.get(braced ?? bare ?? '');
      return (value === '' ? undefined : value) ?? fallback ?? value ?? whole;
    },
  );
}
