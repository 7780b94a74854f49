import type { CriterionResult } from '../../src/checker/index.ts';
import { type Answer, gradeAnswer, mutate, state, unmetIn } from './answers.ts';
import type { WrittenLesson } from './lesson-faults.ts';

/** What one Dockerfile of a lesson does, against what it should. */
interface Verdict {
  readonly kind: 'starter' | 'solution' | 'variant' | 'mutant' | 'answer';
  readonly name: string;
  /** In a few words: "passes", "fails job, goal:tools". Undefined for a variant, which may do either. */
  readonly expected: string | undefined;
  readonly really: string;
  readonly isRight: boolean;
  readonly criteria: readonly CriterionResult[];
  /** Rules of the findings that block nothing. */
  readonly findings: readonly string[];
  /** Undefined for a mutant that cannot be made; `really` says why. */
  readonly answer: Answer | undefined;
}

/** Every starter, solution, variant, mutant and accepted answer, those first that are not as they should be. */
export function verdictsOf({ lesson, mutants, accepted }: WrittenLesson): Verdict[] {
  const judged = (kind: Verdict['kind'], name: string, answer: Answer, expected: string | undefined): Verdict => {
    const grade = gradeAnswer(lesson, answer);
    const really = grade.passed ? PASSES : failing(unmetIn(grade));
    const { criteria, others } = grade;
    const findings = [...new Set(others.map(({ rule }) => rule))];
    const isRight = expected === undefined || expected === really;
    return { kind, name, expected, really, isRight, criteria, findings, answer };
  };
  const solution = state(lesson, 'solution');
  const wrong = mutants.map((mutant): Verdict => {
    const expected = failing(mutant.fails);
    try {
      return judged('mutant', mutant.name, mutate(mutant, solution), expected);
    } catch (error) {
      const really = error instanceof Error ? error.message : String(error);
      return {
        kind: 'mutant',
        name: mutant.name,
        expected,
        really,
        isRight: false,
        criteria: [],
        findings: [],
        answer: undefined,
      };
    }
  });
  const states = lesson.data.states.map((each) => {
    if (each.name === 'solution') return judged('solution', 'solution', each, PASSES);
    if (each.name !== 'starter') return judged('variant', each.name, each, undefined);
    const starter = judged('starter', 'starter', each, undefined);
    const early = starter.criteria.filter(({ id, met }) => id.startsWith('goal:') && met).map(({ id }) => id);
    return { ...starter, expected: 'meets no goal', isRight: starter.really !== PASSES && early.length === 0 };
  });
  const all = [...states, ...accepted.map(([name, answer]) => judged('answer', name, answer, PASSES)), ...wrong];
  return [...all.filter(({ isRight }) => !isRight), ...all.filter(({ isRight }) => isRight)];
}

const PASSES = 'passes';

function failing(ids: readonly string[]): string {
  return ids.length === 0 ? 'does not pass' : `fails ${[...ids].sort().join(', ')}`;
}
