import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { RecorderError } from '../../../src/recorder/fail.ts';
import { caseOf, type ProofCase } from '../cases.ts';

/**
 * A set of generated Dockerfiles: one committed file, with the contexts that they are built in. `npm run prove:generate`
 * writes it and `npm run prove -- <file>` writes what real Docker did beside it. Nothing in it is written by hand, but for
 * `tuned-written.json`: files that were written by hand or by another generator, on a day on which the forecast of each was wrong or open.
 */

const program = z.strictObject({
  /** The build context without the Dockerfile: texts by path. */
  files: z.record(z.string(), z.string()),
  /** Files that may be run, with mode 0755; the others have 0644. */
  executable: z.array(z.string()).optional(),
});

const generatedCase = z.strictObject({
  name: z.string(),
  /** Key in `programs`. */
  program: z.string(),
  /** What was changed: one operator, or two, the second on what the first made. */
  operators: z.array(z.string()).min(1).max(2),
  dockerfile: z.string(),
});

const generatedSetSchema = z.strictObject({
  version: z.literal(1),
  seed: z.int(),
  programs: z.record(z.string(), program),
  cases: z.array(generatedCase),
});

export type GeneratedSet = z.infer<typeof generatedSetSchema>;
export type GeneratedCase = z.infer<typeof generatedCase>;

/** @throws RecorderError when it is not as the generator writes it. */
export function readSet(file: string): GeneratedSet {
  const read = generatedSetSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  throw new RecorderError(`${basename(file)} is not as npm run prove:generate writes it. Generate it again.`);
}

/** The Dockerfiles of a set with their contexts. */
export function casesOf(set: GeneratedSet): readonly ProofCase[] {
  const contexts = new Map(
    Object.entries(set.programs).map(([name, { files, executable = [] }]) => [
      name,
      {
        files: new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
        modes: new Map(executable.map((path) => [path, 0o755])),
      },
    ]),
  );
  return set.cases.map(({ name, program: of, dockerfile }) => {
    const context = contexts.get(of);
    if (context === undefined) throw new RecorderError(`${name}: the set has no program "${of}". Generate it again.`);
    return caseOf(name, dockerfile, context.files, context.modes);
  });
}

/** A line a case, so that a diff shows what has changed. */
export function setText({ programs, cases, ...head }: GeneratedSet): string {
  const fields = Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  const contexts = Object.entries(programs).map(([name, one]) => `\n  ${JSON.stringify(name)}: ${JSON.stringify(one)}`);
  const lines = cases.map((one) => `\n  ${JSON.stringify(one)}`);
  return `{\n${fields.join('')} "programs": {${contexts.join(',')}\n },\n "cases": [${lines.join(',')}\n ]\n}\n`;
}
