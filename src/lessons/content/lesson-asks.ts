import { nearest } from '../../checker/index.ts';
import type { Ask } from '../../exercises/asks.ts';
import { instructionsOf, rightLines } from '../../exercises/order/pieces.ts';
import type { Predict } from '../../exercises/predict/schema.ts';
import { holding } from '../../exercises/predict/assess.ts';
import { stateNamed } from '../recordings/figures.ts';
import { recordedTruth } from '../recordings/recorded-truth.ts';
import { AuthorError } from './author-error.ts';
import { stateOf } from './exercise-files.ts';
import { foretold } from './foretold.ts';
import type { LessonData } from './lesson-data.ts';

/** The part of a lesson that its small exercises are held to. */
interface Asking {
  /** Of the lesson, relative to the repository. */
  readonly folder: string;
  readonly frontMatter: { readonly asks: readonly Ask[] };
  /** The MDX below the front matter. */
  readonly body: string;
  readonly data: LessonData;
}

/**
 * Refuses small exercises that the prose does not place exactly once, and those that ask for what is not there: a state, a
 * layer or a command that was not recorded, a choice that does not come out of the recording, a decoy of the solution's own.
 * @throws AuthorError with file, field and hint.
 */
export function requireAsks(lesson: Asking): void {
  const { asks } = lesson.frontMatter;
  const refuse = (field: string, problem: string, hint: string): never => {
    throw new AuthorError(`${lesson.folder}/lesson.mdx`, problem, { field, hint });
  };
  const ids = asks.map(({ id }) => id);
  const placed = placedIn(lesson.body);
  for (const id of placed) {
    if (id === undefined) refuse('<Exercise>', 'It does not say which exercise is meant.', 'Write <Exercise id="…" />.');
    else if (!ids.includes(id)) {
      const guess = nearest(id, ids);
      const hint = guess === undefined ? 'Add it to "asks" in the front matter.' : `Did you mean "${guess}"?`;
      refuse(`<Exercise id="${id}">`, `There is no exercise "${id}".`, hint);
    }
  }
  for (const [at, ask] of asks.entries()) {
    const field = `asks.${at}`;
    if (ids.indexOf(ask.id) !== at) refuse(`${field}.id`, `Two exercises are called "${ask.id}".`, 'Rename one.');
    const times = placed.filter((id) => id === ask.id).length;
    if (times !== 1) {
      const problem = times === 0 ? 'The prose does not place it.' : `The prose places it ${times} times.`;
      refuse(`${field}.id`, problem, `Write <Exercise id="${ask.id}" /> where it belongs, once.`);
    }
    requireKnown(ask, lesson, (place, problem, hint) => refuse(`${field}.${place}`, problem, hint));
  }
}

/** Ids of the exercises that the prose places, in order; undefined where a tag is not written as it should be. */
function placedIn(body: string): (string | undefined)[] {
  return proseOf(body)
    .split(/<Exercise\b/)
    .slice(1)
    .map((rest) => /^ id="([^"]{1,200})" \/>/.exec(rest)?.[1]);
}

/** A document without its fenced blocks of code, which may well show a tag. */
function proseOf(body: string): string {
  let fence: string | undefined;
  const prose = body.split('\n').filter((line) => {
    const opens = /^(?:`{3,}|~{3,})/.exec(line)?.[0];
    if (fence !== undefined) {
      if (line.startsWith(fence)) fence = undefined;
      return false;
    }
    fence = opens;
    return fence === undefined;
  });
  return prose.join('\n');
}

/** What a prediction is held to; undefined while it is not recorded, or not decided. */
function truthOf(ask: Predict, data: LessonData): { value: number | boolean | undefined; found: string } {
  if (ask.recorded !== undefined) {
    const value = recordedTruth(data, ask.recorded)?.value;
    return { value, found: `The recording says ${value}` };
  }
  const value = ask.forecast && foretold(data, ask.forecast).value;
  return { value, found: `The forecast says ${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}` };
}

function requireKnown(
  ask: Ask,
  { data }: Asking,
  refuse: (field: string, problem: string, hint: string) => void,
): void {
  if (ask.form === 'predict') {
    const { value, found } = truthOf(ask, data);
    if (value === undefined && ask.forecast !== undefined) {
      refuse('forecast', 'This is not decided.', 'Ask about another state, or about what is recorded.');
    }
    if (value === undefined) return;
    const [first, second] = holding(ask.choices, value);
    if (first === undefined) refuse('choices', `${found}, and no choice holds.`, 'Mend what stands under "when".');
    if (second !== undefined) {
      refuse(`choices.${second}.when`, `${found}, and two choices hold.`, 'Let the ranges not overlap.');
    }
  }
  if (ask.form === 'order') {
    const right = rightLines(ask, stateOf(data, 'solution').dockerfile);
    const manyIn = (lines: readonly string[]): number => lines.findIndex((line) => instructionsOf(line).length !== 1);
    const many = manyIn(right);
    if (many >= 0) refuse(`lines.${many}`, 'This is not one instruction.', 'Write one for each line.');
    const own = ask.decoys.findIndex(({ line }) => right.includes(line));
    if (own >= 0) refuse(`decoys.${own}.line`, 'The solution has this line.', 'Write one that does not belong there.');
    const several = manyIn(ask.decoys.map(({ line }) => line));
    if (several >= 0) refuse(`decoys.${several}.line`, 'This is not one instruction.', 'Write one for each decoy.');
  }
  if (ask.form === 'review') for (const name of [ask.before, ask.after]) stateNamed(data, name);
}
