/**
 * Holds our checks against BuildKit's own tests of its checks.
 *
 *   npm run buildkit-agreement -- <dockerfile_check_test.go>
 *
 * The file is that of a checkout of moby/buildkit: frontend/dockerfile/dockerfile_check_test.go, until July 2026
 * dockerfile_lint_test.go. Each Dockerfile in it is checked with the profile `buildkit`. A case agrees when we find the same
 * checks in the same instructions, and nothing else. What differs is printed with its reason; exit 1 when it has none.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMain } from '../root.ts';
import { casesOf } from './cases.ts';
import { compareCase } from './compare.ts';
import { NOT_COMPARED, reasonFor } from './differences.ts';

function main(): number {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1)
    throw new Error('Usage: npm run buildkit-agreement -- <dockerfile_check_test.go of a checkout of moby/buildkit>');
  const all = casesOf(readFileSync(path, 'utf8'));
  const isApart = ({ warnings }: (typeof all)[number]) => warnings.some(({ check }) => check in NOT_COMPARED);
  const comparisons = all.filter((each) => !isApart(each)).map(compareCase);
  if (comparisons.length === 0) throw new Error(`${path} has no test of checks.`);

  const warnings = sum(comparisons.map(({ expected }) => expected));
  const missed = sum(comparisons.map(({ missing }) => missing.length));
  const elsewhere = sum(comparisons.map((each) => each.elsewhere.length));
  const differing = comparisons.filter(({ missing, extra }) => missing.length + extra.length > 0).length;
  console.log(`${comparisons.length} cases with ${warnings} warnings`);
  console.log(`cases that agree: ${share(comparisons.length - differing, comparisons.length)}`);
  console.log(`warnings that are ours too: ${share(warnings - missed, warnings)}`);
  console.log(`of these at the same line: ${share(warnings - missed - elsewhere, warnings - missed)}`);
  console.log(`findings of ours that are no warning there: ${sum(comparisons.map(({ extra }) => extra.length))}`);
  for (const { name, warnings: given } of all.filter(isApart)) {
    for (const { check } of given) console.log(`${name}, ${check}: not compared: ${NOT_COMPARED[check] ?? ''}`);
  }

  let unexplained = 0;
  for (const { name, ...found } of comparisons) {
    for (const [kind, title] of Object.entries(KINDS)) {
      for (const { check, line } of found[kind as keyof typeof KINDS]) {
        const reason = reasonFor(check);
        if (reason === undefined) unexplained++;
        console.log(`${name}, line ${line}, ${check}: ${title}: ${reason ?? 'nobody has said why yet'}`);
      }
    }
  }
  return unexplained === 0 ? 0 : 1;
}

/** What may differ, in words. */
const KINDS = { missing: 'only BuildKit warns', extra: 'only we warn', elsewhere: 'at another line' } as const;

function share(part: number, whole: number): string {
  return `${part} of ${whole}, ${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

if (isMain(import.meta.url)) {
  try {
    process.exitCode = main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
