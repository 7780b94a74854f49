import { parseDockerfile, type Dockerfile, type Instruction, type Range } from '../../../src/checker/index.ts';

/** Small edits of a Dockerfile's text, for the operators. */

/** Every text that one slip can make of a Dockerfile; none where it has no place for it. */
export type Operator = (file: Dockerfile) => readonly string[];

/** A stage: its FROM, and what follows until the next one. */
interface StageText {
  readonly from: Instruction;
  readonly instructions: readonly Instruction[];
}

export function stagesOf({ instructions }: Dockerfile): readonly StageText[] {
  const stages: { from: Instruction; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') stages.push({ from: instruction, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

export function ofKind({ instructions }: Dockerfile, ...keywords: readonly string[]): readonly Instruction[] {
  return instructions.filter(({ keyword }) => keywords.includes(keyword));
}

export function textOf({ text }: Dockerfile, { start, end }: Range): string {
  return text.slice(start, end);
}

export function replaced({ text }: Dockerfile, { start, end }: Range, instead: string): string {
  return text.slice(0, start) + instead + text.slice(end);
}

/** A line in front of an instruction, or behind it. */
export function before(file: Dockerfile, { range: { start } }: Instruction, line: string): string {
  return replaced(file, { start, end: start }, `${line}\n`);
}

export function behind(file: Dockerfile, { range: { end } }: Instruction, line: string): string {
  return replaced(file, { start: end, end }, `\n${line}`);
}

/** Every text that comes of replacing one match within a range; `instead` gives what may stand there. */
export function matches(
  file: Dockerfile,
  range: Range,
  pattern: RegExp,
  instead: (...groups: readonly string[]) => readonly string[],
): string[] {
  return [...textOf(file, range).matchAll(pattern)].flatMap((match) => {
    const start = range.start + match.index;
    const groups = [...match].map((group: string | undefined) => group ?? '');
    return instead(...groups).map((text) => replaced(file, { start, end: start + match[0].length }, text));
  });
}

/** The same word with a slip of the finger: two letters swapped, one lost, one doubled. */
export function misspelled(word: string): readonly string[] {
  const at = Math.max(0, Math.floor(word.length / 2) - 1);
  const a = word.charAt(at);
  const b = word.charAt(at + 1);
  const rest = word.slice(at + 2);
  const head = word.slice(0, at);
  return [head + b + a + rest, head + b + rest, head + a + a + b + rest].filter(
    (each) => each !== word && /^[a-z\d]/i.test(each),
  );
}

/** The same word on other words' edges: whole words only, in every place of a text. */
export function renamed(text: string, from: string, to: string): string {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\w./-])${escaped}(?![\\w./-])`, 'g'), () => to);
}

/** Reads a text; undefined when it is no Dockerfile any more. */
export function parsed(text: string): Dockerfile {
  return parseDockerfile(text);
}
