/**
 * `npm run fuzz -- --runs 200000 --seed 1`: random Dockerfiles through the check and every kind of fix.
 *
 *   --runs N    how many inputs (default 10,000)
 *   --seed N    which ones (default 1)
 *   --from N    index of the first one: a long run can be done in parts, and one input again with --runs 1
 *   --show      prints each input that has a fault
 */
import { parseArgs } from 'node:util';
import { examine } from './faults.ts';
import { fuzzInputs } from './inputs.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    show: { type: 'boolean', default: false },
  },
});
const [runs, seed, from] = [Number(values.runs), Number(values.seed), Number(values.from)];
const inputOf = fuzzInputs();
const start = performance.now();
/** For each fault, how often and at which input first. */
const found: Counts = new Map();
const left: Counts = new Map();
for (let index = from; index < from + runs; index++) {
  const input = inputOf(seed, index);
  const begin = performance.now();
  const { faults: wrong, dropped } = examine(input);
  const faults = [...wrong];
  const took = performance.now() - begin;
  if (took > 2_000) faults.push(`takes ${Math.round(took / 1_000)} s`);
  for (const fault of faults) note(found, fault, index);
  for (const each of dropped) note(left, each, index);
  if (values.show && faults.length > 0) console.log(`--- ${index}: ${faults.join('\n    ')}\n${input.text}`);
}
const seconds = ((performance.now() - start) / 1_000).toFixed(0);
list('Left out', left);
list('FAULT', found);
console.log(`${runs} inputs, seed ${seed}, ${seconds} s, ${found.size} kinds of fault.`);
process.exitCode = found.size > 0 ? 1 : 0;

type Counts = Map<string, { count: number; readonly first: number }>;

function note(counts: Counts, what: string, index: number): void {
  const known = counts.get(what);
  if (known === undefined) counts.set(what, { count: 1, first: index });
  else known.count++;
}

function list(title: string, counts: Counts): void {
  for (const [what, { count, first }] of [...counts].sort((a, b) => b[1].count - a[1].count)) {
    console.log(`${title}, ${count} × ${what} (first: --seed ${seed} --from ${first} --runs 1 --show)`);
  }
}
