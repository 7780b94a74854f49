/**
 * `npm run prove:verdict -- <set>`: holds the forecasts of an untuned set against its proofs and writes what came out to
 * `scripts/prove/generated/<set>.verdict.json`. It is done once, and what it says is never mended: it refuses where there is one. Exit code
 * 0: done; 2: usage.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { generatedSets, judgeSet, type Verdict } from './numbers.ts';

const name = process.argv[2] ?? '';
const set = generatedSets().find((each) => each.name === name && each.isUntuned);
const file = join(root, `scripts/prove/generated/${name}.verdict.json`);
if (set === undefined || existsSync(file)) {
  console.error(set === undefined ? `There is no proved untuned set "${name}".` : `${name} has been judged already.`);
  process.exitCode = 2;
} else {
  const judged = judgeSet(set);
  const decided = judged.filter(({ open }) => open.length === 0);
  const verdict: Verdict = {
    engine: execFileSync('git', ['log', '-1', '--format=%h', '--', 'src/checker'], {
      cwd: root,
      encoding: 'utf8',
    }).trim(),
    date: new Date().toISOString().slice(0, 10),
    undecided: judged.filter(({ open }) => open.length > 0).map((each) => each.name),
    agreed: decided.filter(({ differs }) => differs.length === 0).length,
    differs: Object.fromEntries(
      decided.flatMap((each) => (each.differs.length > 0 ? [[each.name, [...each.differs]]] : [])),
    ),
  };
  writeFileSync(file, `${JSON.stringify(verdict, null, 1)}\n`);
  console.log(
    `${name}: ${verdict.agreed} of ${decided.length} decided ones agree, ${verdict.undecided.length} are undecided`,
  );
}
