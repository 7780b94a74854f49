/**
 * `npm run prove:generate -- <name> --seed N`: draws a set of Dockerfiles and writes `scripts/prove/generated/<name>.json`.
 * `npm run prove -- scripts/prove/generated/<name>.json` then says what real Docker does with them. Exit code 0: done; 2: usage.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../root.ts';
import { drawSet } from './generate/draw.ts';
import { allBases, needsZones } from './generate/programs.ts';
import { setText } from './generate/set.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '600' },
    /** Only what needs the time zone data, which is proved against a repository of its own; without it all the others. */
    zones: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
  },
});
const [name] = positionals;
const seed = Number(values.seed);
const count = Number(values.count);
const file = join(root, `scripts/prove/generated/${name ?? ''}.json`);
if (name === undefined || !/^[a-z-]+$/.test(name) || !Number.isSafeInteger(seed) || !(count > 0)) {
  console.error('Say the name of the set and the seed: npm run prove:generate -- tuned --seed 7 [--count N] [--zones]');
  process.exitCode = 2;
} else if (existsSync(file) && !values.again) {
  console.error(`${relative(root, file)} is there. Name another set, or give --again to draw it once more.`);
  process.exitCode = 2;
} else {
  const bases = allBases().filter((base) => needsZones(base) === values.zones);
  const set = drawSet(bases, { seed, count });
  writeFileSync(file, setText(set));
  console.log(`${relative(root, file)}: ${set.cases.length} Dockerfiles of ${bases.length} bases`);
}
