import { describe, expect, test } from 'vitest';
import { OPERATOR_IDS } from '../../../scripts/prove/generate/operators.ts';
import { drawSet } from '../../../scripts/prove/generate/draw.ts';
import { allBases } from '../../../scripts/prove/generate/programs.ts';
import { readSet } from '../../../scripts/prove/generate/set.ts';
import { generatedSets, judgeSet, verdictOf } from '../../../scripts/prove/numbers.ts';
import { root } from '../../../scripts/root.ts';

/** At most so much of what was generated may be left open. */
const MOST_OPEN = 0.15;

const sets = generatedSets();
const tuned = sets.filter(({ isUntuned }) => !isUntuned);
const untuned = sets.filter(({ isUntuned }) => isUntuned);
const casesOf = (chosen: typeof sets) =>
  chosen.flatMap(({ name }) => readSet(`${root}/scripts/prove/generated/${name}.json`).cases);

describe.each(sets)('the set $name', ({ cases, proofs }) => {
  test('is proved, each proof by the files that it is of', () => {
    const all = new Map([...proofs.proved, ...proofs.unproved].map(({ name, sha256 }) => [name, sha256]));
    expect(cases.filter(({ name, sha256 }) => all.get(name) !== sha256).map(({ name }) => name)).toEqual([]);
  });

  test('names neither the machine nor its mirror', () => {
    expect(JSON.stringify(proofs)).not.toMatch(/127\.0\.0\.1|localhost|belay-proof-|\/(?:work|home)\/|buildkit-mount/);
  });
});

describe.each(tuned)('the forecasts of $name', (set) => {
  const judged = judgeSet(set);

  test('that are decided are as Docker does it', () => {
    expect(judged.filter(({ differs }) => differs.length > 0).map(({ name, differs }) => [name, differs])).toEqual([]);
  });

  test('leave little open', () => {
    const open = judged
      .filter((each) => each.open.length > 0)
      .map(({ name, open: why }) => `${name}: ${why.join('; ')}`);
    expect(open.length / judged.length, open.join('\n')).toBeLessThanOrEqual(MOST_OPEN);
  });
});

describe.each(untuned)('the verdict on $name', ({ name, proofs }) => {
  const { agreed, undecided, differs } = verdictOf(name);

  test('speaks of all that is proved', () => {
    const names = new Set(proofs.proved.map((proof) => proof.name));
    expect(agreed + undecided.length + Object.keys(differs).length).toBe(names.size);
    expect([...undecided, ...Object.keys(differs)].filter((each) => !names.has(each))).toEqual([]);
    expect(undecided.length / names.size).toBeLessThanOrEqual(MOST_OPEN);
  });
});

test('there are enough of every kind', () => {
  const proofs = tuned.flatMap((set) => set.proofs.proved);
  const failing = proofs.filter(({ build, start }) => build.outcome === 'fails' || start?.outcome !== 'starts');
  const cases = casesOf(tuned);
  expect(proofs.length).toBeGreaterThanOrEqual(500);
  expect(failing.length / proofs.length).toBeGreaterThanOrEqual(0.4);
  expect(cases.filter(({ operators }) => operators.length === 2).length / cases.length).toBeGreaterThanOrEqual(0.45);
  for (const id of OPERATOR_IDS) {
    expect(cases.filter(({ operators }) => operators.includes(id)).length, id).toBeGreaterThanOrEqual(20);
  }
  expect(untuned.flatMap((set) => set.proofs.proved).length).toBeGreaterThanOrEqual(200);
});

test('the same seed draws the same Dockerfiles, another one others', () => {
  const bases = allBases().slice(0, 12);
  const draw = (seed: number) => drawSet(bases, { seed, count: 34 }).cases.map(({ dockerfile }) => dockerfile);
  expect(draw(3)).toEqual(draw(3));
  expect(draw(4)).not.toEqual(draw(3));
});
