import { type Instruction, parseDockerfile } from '../../checker/index.ts';
import type { LessonData, LessonState } from '../content/lesson-data.ts';

/**
 * The bytes of recorded layers, by the way that leads to them: a step weighs what it weighed in a recording when the base
 * and everything up to it were the same there, text and files.
 */
export interface RecordedLayers {
  /** Bytes by the key of a step; see `StepKeys`. */
  readonly bytes: ReadonlyMap<string, number>;
  /** What was recorded on: `alpine:3.19.4`. */
  readonly on: readonly string[];
}

/** Collects the layers of all recordings of a lesson. */
export function recordedLayers(lesson: Pick<LessonData, 'states'>): RecordedLayers {
  const bytes = new Map<string, number>();
  const on = new Set<string>();
  for (const state of lesson.states) {
    for (const [key, value] of layersOf(state)) {
      bytes.set(key, value);
      for (const { used } of state.recording?.meta.bases ?? []) on.add(used);
    }
  }
  return { bytes, on: [...on] };
}

/** Layers of a state's image with their keys. The base's are one, known by the name behind FROM. */
function layersOf({ dockerfile, files, recording }: LessonState): [string, number][] {
  const image = recording?.meta.image;
  if (image === undefined) return [];
  const { instructions, lineStarts } = parseDockerfile(dockerfile);
  const from = instructions.findLastIndex(({ keyword }) => keyword === 'FROM');
  const base = instructions[from]?.args[0]?.raw;
  const names = instructions.map(({ args, keyword }) => (keyword === 'FROM' ? args[2]?.raw.toLowerCase() : undefined));
  // A base that is a stage has layers of its own.
  if (base === undefined || base.includes('$') || names.includes(base.toLowerCase())) return [];
  const keys = stepKeys(instructions, files);
  const found: [string, number][] = [
    [keys[from] ?? '', image.layers.filter((layer) => layer.fromBase).reduce((sum, layer) => sum + layer.bytes, 0)],
  ];
  for (const { line, bytes, fromBase } of image.layers) {
    if (fromBase || line === undefined) continue;
    const start = lineStarts[line - 1];
    const at = instructions.findIndex(({ range }) => range.start === start);
    if (at > from) found.push([keys[at] ?? '', bytes]);
  }
  return found;
}

/**
 * A key for each instruction that stands for all that its layer comes from: the base, the instructions of its stage up to
 * it, for what reads the build context its files, and for what copies from elsewhere all that stands in front of it.
 */
export function stepKeys(instructions: readonly Instruction[], files: Readonly<Record<string, string>>): string[] {
  const stages = new Map<string, string>();
  let context: string | undefined;
  let name: string | undefined;
  /** Of what stands before the first FROM, of all that was read, and of the stage. */
  let [global, all, key] = ['', '', ''];
  return instructions.map((instruction) => {
    const { keyword, args, flags } = instruction;
    const own = textOf(instruction);
    all = chained(all, own);
    if (keyword === 'FROM') {
      const base = args[0]?.raw ?? '';
      key = stages.get(base.toLowerCase()) ?? chained(global, base);
      name = args[2]?.raw.toLowerCase();
    } else if (name === undefined && key === '') global = chained(global, own);
    else {
      key = chained(key, own);
      const mounts = flags.some((flag) => flag.name === 'mount');
      if (keyword === 'COPY' || keyword === 'ADD' || mounts)
        key = chained(key, (context ??= JSON.stringify(Object.entries(files).sort())));
      if (mounts || flags.some((flag) => flag.name === 'from')) key = chained(key, all);
    }
    if (name !== undefined) stages.set(name, key);
    return key;
  });
}

/** An instruction as Docker reads it: without continuations and comments. */
function textOf({ keyword, flags, body, heredocs }: Instruction): string {
  const given = flags.map(({ name, value }) => `--${name}=${value ?? ''}`);
  const texts = heredocs.map((heredoc) => heredoc.body.text);
  return [keyword, ...given, body.text.trim().replace(/[ \t]+/g, ' '), ...texts].join(' ');
}

/** A key made of another and a text: 64 bits, which is enough for texts that nobody makes to collide. */
function chained(key: string, text: string): string {
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  for (const part of [key, '\n', text]) {
    for (let i = 0; i < part.length; i++) {
      const code = part.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0xcc9e2d51) ^ (b >>> 15);
    }
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;
}
