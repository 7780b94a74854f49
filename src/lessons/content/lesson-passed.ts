import { nearest } from '../../checker/index.ts';
import { beforeAndAfter } from '../recordings/before-and-after.ts';
import { AuthorError } from './author-error.ts';
import type { LessonData } from './lesson-data.ts';
import type { LessonFrontMatter } from './schema.ts';

/** The part of a lesson that is looked at. */
interface Passing {
  /** Of the lesson, relative to the repository. */
  readonly folder: string;
  readonly frontMatter: Pick<LessonFrontMatter, 'passed' | 'draft' | 'sources'>;
  readonly data: LessonData;
}

interface InFolder {
  /** Names of the files in `accepted/`, without their ending, and of the folders there. */
  readonly accepted: readonly string[];
  /** The text of a state's cast, undefined while there is none. */
  readonly cast: (state: string) => string | undefined;
}

/**
 * Holds `passed` to the lesson's folder: its figures to the recordings, its other answers to the files that there are.
 * @throws AuthorError with file, field and hint; for a lesson without it, unless it is a draft.
 */
export function requirePassed({ folder, frontMatter, data }: Passing, { accepted, cast }: InFolder): void {
  const { passed, draft, sources } = frontMatter;
  const refuse = (field: string, problem: string, hint: string, cause?: unknown): never => {
    throw new AuthorError(`${folder}/lesson.mdx`, problem, { field, hint, cause });
  };
  if (passed === undefined) {
    if (!draft) refuse('passed', 'It is missing.', 'Say what the page shows after the exercise: well, figures, others, ask, answer.');
    return;
  }
  for (const [at, figure] of passed.figures.entries()) {
    const field = `passed.figures.${at}`;
    const found = within(field, () => beforeAndAfter(figure, { data, sources, cast }));
    if (!('from' in found)) continue;
    const { from, to } = found;
    if (from === undefined || to === undefined) {
      const [side, state] = from === undefined ? ['from', figure.from?.state] : ['to', figure.to?.state];
      if (!draft) {
        const hint = `Record it (npm run record -- ${data.slug}/${state}), or take another state or numbers that are "cited".`;
        refuse(`${field}.${side}`, `There is no recording of "${state}".`, hint);
      }
    } else if (from.kind !== to.kind) {
      refuse(field, `"from" is ${from.kind} and "to" is ${to.kind}.`, 'Compare two of the same kind.');
    } else if (from.value === to.value) {
      refuse(field, `Both are ${from.value}.`, 'Show what has changed.');
    }
  }
  const variants = data.states.map(({ name }) => name).filter((name) => name !== 'starter' && name !== 'solution');
  for (const [at, { answer }] of passed.others.entries()) {
    if (accepted.includes(answer) || variants.includes(answer)) continue;
    const names = [...accepted, ...variants];
    const guess = nearest(answer, names);
    const hint = guess === undefined ? `There are: ${names.join(', ') || 'none'}.` : `Did you mean "${guess}"?`;
    refuse(`passed.others.${at}.answer`, `There is no answer "${answer}" in accepted/ or variants/.`, hint);
  }
}

/** Adds the field to what a look-up has to say. */
function within<T>(field: string, find: () => T): T {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof AuthorError) || error.field !== undefined) throw error;
    const where = `${error.file}: `;
    throw new AuthorError(error.file, error.message.slice(where.length), { field, cause: error });
  }
}
