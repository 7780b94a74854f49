import { checker, contextOf, type CriterionResult, OUTCOMES } from '../../checker/index.ts';
import { assemble } from '../../exercises/order/assess.ts';
import { AuthorError } from './author-error.ts';
import { stateOf } from './exercise-files.ts';
import type { Lesson } from './load.ts';

/**
 * Refuses a lesson whose own solution cannot be judged or does not pass, one with lines to be put in an order that does not
 * pass, and one whose starter meets a goal. A build asks
 * this of every lesson that is no draft.
 * @throws AuthorError with file, field and hint.
 */
export function requireJudgeable({ data, folder, frontMatter }: Pick<Lesson, 'data' | 'folder' | 'frontMatter'>): void {
  const [starter, solution] = [stateOf(data, 'starter'), stateOf(data, 'solution')];
  const file = `${folder}/lesson.mdx`;
  const graded = ({ dockerfile, files }: typeof solution): readonly CriterionResult[] =>
    checker.grade(dockerfile, data.task, { starter, context: contextOf(files) }).criteria;
  for (const { id, state, message } of graded(solution)) {
    if (state === 'met') continue;
    const problem =
      state === 'unknown'
        ? `With the lesson's own solution this cannot be decided: ${message}`
        : `The lesson's own solution does not meet it: ${message}`;
    const hint =
      id in OUTCOMES
        ? 'Say what its build commands make under "contracts", or mend the solution.'
        : 'Mend what it "holds", or the solution.';
    throw new AuthorError(file, problem, { field: fieldOf(id), hint });
  }
  for (const [at, ask] of frontMatter.asks.entries()) {
    if (ask.form !== 'order' || ask.lines === undefined) continue;
    const open = graded({ ...solution, dockerfile: assemble(ask.lines) }).find(({ state, id }) => state !== 'met' && !(state === 'unknown' && id in OUTCOMES));
    if (open === undefined) continue;
    const problem = `In this order the lines do not pass: ${open.message}`;
    throw new AuthorError(file, problem, { field: `asks.${at}.lines`, hint: 'Put them in an order that passes, or mend one.' });
  }
  const early = graded(starter).find(({ id, state }) => id.startsWith('goal:') && state === 'met');
  if (early === undefined) return;
  throw new AuthorError(file, 'The starter meets this goal already.', {
    field: fieldOf(early.id),
    hint: 'Leave something to do in the starter, or ask for something else.',
  });
}

/** The field of the front matter that a criterion comes from. */
function fieldOf(id: string): string {
  if (id.startsWith('goal:')) return `goals (${id.slice('goal:'.length)})`;
  return id.startsWith('rule:') ? 'allow' : 'job';
}
