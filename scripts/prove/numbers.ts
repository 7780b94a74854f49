import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type Contract,
  decodeTable,
  type Forecast,
  forecast,
  type LessonTask,
  type PackageIndex,
} from '../../src/checker/index.ts';
import type { ProvedNumbers } from '../../src/lessons/content/proved.ts';
import { loadLessons } from '../../src/lessons/content/load.ts';
import { lessonFolders } from '../../src/lessons/content/roots.ts';
import { root } from '../root.ts';
import { lessonCases, type ProofCase } from './cases.ts';
import { PROGRAM_CONTRACTS } from './generate/contracts.ts';
import { casesOf, readSet } from './generate/set.ts';
import { differences, openQuestions, provedContext } from './judged.ts';
import { type Proof, type Proofs, proofsSchema } from './proofs.ts';

/** A set of cases with what real Docker did. */
interface ProvedSet {
  readonly name: string;
  /** Drawn after the last change of the engine, and judged once. */
  readonly isUntuned: boolean;
  readonly cases: readonly (ProofCase & { readonly program: string })[];
  readonly proofs: Proofs;
}

interface Judged {
  readonly name: string;
  readonly result: Forecast;
  readonly proof: Proof;
  /** Empty: the forecast is decided. */
  readonly open: readonly string[];
  /** How a decided one differs from Docker; empty when it does not. */
  readonly differs: readonly string[];
}

const place = join(root, 'scripts/prove/generated');
const table = join(root, 'src/checker/data/packages/v3.19-x86_64.packages.txt');

function readProofs(file: string): Proofs | undefined {
  return existsSync(file) ? proofsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** The generated sets that are proved. */
export function generatedSets(): readonly ProvedSet[] {
  const files = readdirSync(place).filter((file) => /^[a-z-]+\.json$/.test(file));
  return files.sort().flatMap((file) => {
    const proofs = readProofs(join(place, file.replace(/json$/, 'proofs.json')));
    if (proofs === undefined) return [];
    const set = readSet(join(place, file));
    const programs = new Map(set.cases.map(({ name, program }) => [name, program.split('+')[0] ?? '']));
    const cases = casesOf(set).map((one) => ({ ...one, program: programs.get(one.name) ?? '' }));
    return [{ name: file.replace(/\.json$/, ''), isUntuned: file.startsWith('untuned'), cases, proofs }];
  });
}

/** The lessons that are proved, each a set. */
function lessonSets(): readonly ProvedSet[] {
  return [...lessonFolders(root)].flatMap(([slug, folder]) => {
    const proofs = readProofs(join(root, folder, 'proofs.json'));
    if (proofs === undefined) return [];
    const cases = lessonCases(join(root, folder)).map((one) => ({ ...one, program: slug }));
    return [{ name: slug, isUntuned: false, cases, proofs }];
  });
}

/** All packages of the branch that the sets were proved on, and what the lessons ask for: the same for every set. */
interface Surroundings {
  readonly index: PackageIndex;
  readonly lessons: ReadonlyMap<string, LessonTask>;
}

function surroundings(): Surroundings {
  return {
    index: decodeTable(readFileSync(table, 'utf8')),
    lessons: new Map(loadLessons({ root }).map(({ slug, data }) => [slug, data.task])),
  };
}

/** Every proved case of a set beside its forecast. */
export function judgeSet({ cases, proofs }: ProvedSet, { index, lessons } = surroundings()): readonly Judged[] {
  const contractsOf = (program: string): readonly Contract[] =>
    lessons.get(program)?.contracts ?? PROGRAM_CONTRACTS[program] ?? [];
  const proved = new Map(proofs.proved.map((proof) => [proof.name, proof]));
  return cases.flatMap((one) => {
    const proof = proved.get(one.name);
    if (proof?.sha256 !== one.sha256) return [];
    const result = forecast(one.dockerfile, {
      context: provedContext(one),
      contracts: contractsOf(one.program),
      job: lessons.get(one.program)?.job,
      data: { index, judgedOn: '3.19' },
    });
    const open = openQuestions(result);
    return [{ name: one.name, result, proof, open, differs: open.length > 0 ? [] : differences(result, proof) }];
  });
}

const verdictSchema = z.strictObject({
  /** Commit whose engine was judged. */
  engine: z.string(),
  date: z.iso.date(),
  undecided: z.array(z.string()),
  agreed: z.int(),
  /** Where a decided forecast was not as Docker did it, by case. */
  differs: z.record(z.string(), z.array(z.string()).min(1)),
});

export type Verdict = z.infer<typeof verdictSchema>;

/** How an untuned set was judged, once; later engines may do better, which proves nothing. */
export function verdictOf(name: string): Verdict {
  return verdictSchema.parse(JSON.parse(readFileSync(join(place, `${name}.verdict.json`), 'utf8')));
}

function untunedNumbers(sets: readonly ProvedSet[]): ProvedNumbers {
  const verdicts = sets.map(({ name }) => verdictOf(name));
  const proofs = sets.flatMap((set) => set.proofs.proved);
  return {
    kind: 'untuned',
    proved: proofs.length,
    failing: proofs.filter(fails).length,
    unproved: sets.flatMap((set) => set.proofs.unproved).length,
    missing: [...new Set(sets.flatMap((set) => set.proofs.unproved.flatMap(({ missing }) => missing)))],
    undecided: verdicts.reduce((sum, { undecided }) => sum + undecided.length, 0),
    agreed: verdicts.reduce((sum, { agreed }) => sum + agreed, 0),
    docker: [...new Set(sets.map((set) => set.proofs.docker))].join(', '),
    date:
      verdicts
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? '',
  };
}

function fails({ build, start }: Proof): boolean {
  return build.outcome === 'fails' || start?.outcome !== 'starts';
}

/** The numbers that the site publishes, from the committed files. */
export function provedNumbers(): readonly ProvedNumbers[] {
  const lessons = lessonSets();
  const generated = generatedSets();
  const same = surroundings();
  const groups = [
    { kind: 'lessons', sets: lessons },
    { kind: 'tuned', sets: generated.filter(({ isUntuned }) => !isUntuned) },
    { kind: 'untuned', sets: generated.filter(({ isUntuned }) => isUntuned) },
  ] as const;
  return groups.map(({ kind, sets }) => {
    if (kind === 'untuned') return untunedNumbers(sets);
    const judged = sets.flatMap((set) => judgeSet(set, same));
    const decided = judged.filter(({ open }) => open.length === 0);
    const missing = new Map<string, number>();
    for (const { missing: names } of sets.flatMap(({ proofs }) => proofs.unproved))
      for (const name of names) missing.set(name, (missing.get(name) ?? 0) + 1);
    return {
      kind,
      proved: judged.length,
      failing: judged.filter(({ proof }) => fails(proof)).length,
      unproved: sets.flatMap(({ proofs }) => proofs.unproved).length,
      missing: [...missing].sort(([, a], [, b]) => b - a).map(([name]) => name),
      undecided: judged.length - decided.length,
      agreed: decided.filter(({ differs }) => differs.length === 0).length,
      docker: [...new Set(sets.map(({ proofs }) => proofs.docker))].join(', '),
      date:
        sets
          .map(({ proofs }) => proofs.date)
          .sort()
          .at(-1) ?? '',
    };
  });
}
