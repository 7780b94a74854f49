import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lessonCases } from '../../../scripts/prove/cases.ts';
import { proofsSchema } from '../../../scripts/prove/proofs.ts';
import { forecast } from '../../../src/checker/forecast/forecast.ts';
import { shippedIndex } from '../../../src/checker/forecast/shipped.ts';
import { differences, openQuestions, provedContext } from '../../../scripts/prove/judged.ts';
import { completeIndex, contentRoot, LESSONS, lessonOptions } from './lessons.ts';

/** At most so much of what can be proved may be left open. */
const MOST_OPEN = 0.05;

const lessons = Object.keys(LESSONS).map((slug) => {
  const folder = join(contentRoot, slug);
  const file = join(folder, 'proofs.json');
  const proofs = existsSync(file) ? proofsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  return { slug, cases: lessonCases(folder), proofs };
});

const proved = lessons.flatMap(({ slug, cases, proofs }) =>
  cases.flatMap((one) => {
    const proof = proofs?.proved.find(({ name }) => name === one.name);
    // An image that was built where none could be pulled has the program, and not the packages, of the official one.
    const isOwnBuild =
      proofs?.bases.some(({ used }) => used.endsWith('-own-build')) === true && /^FROM python:/m.test(one.dockerfile);
    return proof === undefined ? [] : [{ slug, one, proof, isOwnBuild }];
  }),
);

describe.each(lessons)('the proofs of $slug', ({ slug, cases, proofs }) => {
  test.each(cases)('$name belongs to its files', ({ name, sha256 }) => {
    const all = [...(proofs?.proved ?? []), ...(proofs?.unproved ?? [])];
    expect(all.find((each) => each.name === name)?.sha256, `prove again: npm run prove -- ${slug}`).toBe(sha256);
  });
});

test.each(lessons)('the proofs of $slug name neither the machine nor its mirror', ({ proofs }) => {
  // Homes that are in images, and what npm and pip keep there.
  const named = JSON.stringify(proofs).replaceAll(/\/(?:home\/(?:node|board)|root\/\.(?:npm|local))\b/g, '');
  expect(named).not.toMatch(/127\.0\.0\.1|localhost|belay-proof-|\/(?:work|home|root)\//);
});

describe.each([
  ['all packages of the branch', completeIndex],
  ['the table that ships', shippedIndex()],
] as const)('with %s', (_, index) => {
  const judged = proved.map(({ slug, one, proof, isOwnBuild }) => {
    const result = forecast(one.dockerfile, { ...lessonOptions(slug, index), context: provedContext(one) });
    return { name: `${slug}: ${one.name}`, result, proof, isOwnBuild, open: openQuestions(result) };
  });
  const decided = judged.filter(({ open }) => open.length === 0);

  test.each(decided)('$name is as Docker does it', ({ result, proof, isOwnBuild }) => {
    const found = differences(result, proof);
    expect(isOwnBuild ? found.filter((each) => !each.startsWith('package ')) : found).toEqual([]);
  });

  test('little is left open', () => {
    const left = judged.filter(({ open }) => open.length > 0).map(({ name, open }) => `${name}: ${open.join('; ')}`);
    expect(judged.length).toBeGreaterThanOrEqual(90);
    expect(left.length / judged.length, left.join('\n')).toBeLessThanOrEqual(MOST_OPEN);
  });
});
