import * as words from '../../i18n/en/asks.ts';
import { checker, contextOf } from '../../checker/index.ts';
import type { Asked } from '../../exercises/predict/schema.ts';
import { stateNamed } from '../recordings/figures.ts';
import { stateOf } from './exercise-files.ts';
import type { LessonData } from './lesson-data.ts';

/** What the forecast says to a question of the form `predict`. */
interface Foretold {
  /** Whether it builds or starts; else an exit code or a line. Undefined when it is not decided. */
  readonly value: boolean | number | undefined;
  /** Of what would happen, a sentence. */
  readonly says: string;
}

/**
 * Works out what a state of a lesson would do.
 * @throws AuthorError when there is no such state.
 */
export function foretold(lesson: LessonData, { state, asks }: Asked): Foretold {
  const { dockerfile, files } = stateNamed(lesson, state);
  const starter = stateOf(lesson, 'starter');
  const { criteria, forecast } = checker.grade(dockerfile, lesson.task, { starter, context: contextOf(files) });
  const stateOfRow = (id: string): string | undefined => criteria.find((each) => each.id === id)?.state;
  const [builds, starts] = [stateOfRow('builds'), stateOfRow('starts')];
  const says = sentenceOf();
  const isDecided = builds === 'unmet' || (builds === 'met' && (asks === 'builds' || starts === 'met' || starts === 'unmet'));
  if (!isDecided) return { value: undefined, says };
  if (asks === 'builds') return { value: builds === 'met', says };
  if (asks === 'starts') return { value: starts === 'met', says };
  return { value: asks === 'line' ? why()?.line : exit(), says };

  function why(): { readonly line: number; readonly prints: string } | undefined {
    return builds === 'unmet' ? forecast.because : forecast.start.because;
  }

  /** Of the step that stops the build, else of the container as far as its start goes. */
  function exit(): number | undefined {
    return builds === 'unmet' ? forecast.steps.find(({ outcome }) => outcome === 'fails')?.exit : forecast.start.exit;
  }

  function sentenceOf(): string {
    const { line = 0, prints = '' } = why() ?? {};
    const [first = ''] = prints.split('\n');
    if (builds === 'unmet') return words.foretold.stops(line, first, exit());
    if (asks === 'builds') return words.foretold.builds;
    return starts === 'met' ? words.foretold.starts : words.foretold.doesNotStart(first, exit());
  }
}
