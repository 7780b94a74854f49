import { randomOf, type Random } from '../../random.ts';
import { hashText } from '../../../src/recorder/hash.ts';
import { parsed } from './edit.ts';
import { OPERATOR_IDS, OPERATORS, type OperatorId } from './operators.ts';
import type { Base } from './programs.ts';
import type { GeneratedCase, GeneratedSet } from './set.ts';

/** So many draws may find nothing new before the bases are used up. */
const MOST_MISSES = 400;

/**
 * Draws a set of Dockerfiles: each a base with one slip, every second one with two. The operators take turns, so that
 * each of them is seen about as often. The same seed and the same bases give the same set.
 */
export function drawSet(bases: readonly Base[], { seed, count }: { seed: number; count: number }): GeneratedSet {
  const seen = new Set(bases.map(({ dockerfile, program }) => `${program}\n${dockerfile}`));
  const programs = new Map<string, GeneratedSet['programs'][string]>();
  const cases: GeneratedCase[] = [];
  let misses = 0;
  for (let at = 0; cases.length < count && misses < MOST_MISSES; at++) {
    const random = randomOf(seed, at);
    const base = random.of(bases);
    // In turn; a base that gives an operator no place leaves the turn to another base.
    const first = OPERATOR_IDS[cases.length % OPERATOR_IDS.length] ?? 'order-swapped';
    const isDouble = Math.floor(cases.length / OPERATOR_IDS.length) % 2 === 1;
    const made = change(base.dockerfile, isDouble ? [first, random.of(OPERATOR_IDS)] : [first], random);
    if (made === undefined || seen.has(`${base.program}\n${made.dockerfile}`)) {
      misses += 1;
      continue;
    }
    misses = 0;
    seen.add(`${base.program}\n${made.dockerfile}`);
    const context = contextOf(base);
    const key = [...programs].find(([name, one]) => name.startsWith(base.program) && same(one, context))?.[0];
    const program = key ?? nameOf(base, programs);
    programs.set(program, context);
    const number = String(cases.length + 1).padStart(3, '0');
    cases.push({ name: `${number} ${base.program}/${base.name}`, program, ...made });
  }
  return { version: 1, seed, programs: Object.fromEntries(programs), cases };
}

function change(
  text: string,
  operators: readonly OperatorId[],
  random: Random,
): Pick<GeneratedCase, 'operators' | 'dockerfile'> | undefined {
  let dockerfile = text;
  for (const id of operators) {
    const others = [...new Set(OPERATORS[id](parsed(dockerfile)))].filter(
      (other) => other !== dockerfile && other !== text,
    );
    if (others.length === 0) return undefined;
    dockerfile = random.of(others);
  }
  return { operators: [...operators], dockerfile };
}

function contextOf({ files, modes }: Base): GeneratedSet['programs'][string] {
  const executable = [...modes].filter(([, mode]) => mode === 0o755).map(([path]) => path);
  return {
    files: Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')])),
    ...(executable.length === 0 ? {} : { executable }),
  };
}

function same(a: GeneratedSet['programs'][string], b: GeneratedSet['programs'][string]): boolean {
  return hashText(JSON.stringify(a)) === hashText(JSON.stringify(b));
}

function nameOf({ program, name }: Base, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(program) ? `${program}+${name.replace(/^variants\//, '')}` : program;
}
