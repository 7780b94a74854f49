import type { Answer } from './answer.ts';
import type { QuestionSet } from './sets.ts';

/** A set with apk's answer to each of its commands. */
export interface AnsweredSet extends QuestionSet {
  readonly answers: readonly Answer[];
}

/** What apk answered, and what it was asked over. */
export interface Answers {
  /** `apk-tools 2.14.4, compiled for x86_64.` */
  readonly apk: string;
  /** Head lines of the table that the indexes gave: their hashes are there. */
  readonly table: readonly string[];
  readonly seed: number;
  readonly sets: readonly AnsweredSet[];
}

/** As it is committed: each change is written once in `changes` and named by its place, in base 36. */
interface Compact {
  readonly apk: string;
  readonly table: readonly string[];
  readonly seed: number;
  readonly changes: readonly string[];
  readonly sets: readonly (readonly [kind: string, ...answered: (readonly [string, number, string, ...string[]])[]])[];
}

/** The text of the file: a line a set. */
export function writeAnswers({ apk, table, seed, sets }: Answers): string {
  const changes = [...new Set(sets.flatMap(({ answers }) => answers.flatMap((answer) => answer.changes)))].sort();
  const places = new Map(changes.map((change, at) => [change, at.toString(36)]));
  const rows = sets.map(({ kind, commands, answers }) =>
    JSON.stringify([
      kind,
      ...answers.map(({ exit, changes: made, errors }, at) => [
        commands[at],
        exit,
        made.map((change) => places.get(change)).join(' '),
        ...errors,
      ]),
    ]),
  );
  const head = Object.entries({ apk, table, seed, changes }).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${head.join(',\n')},\n"sets": [\n${rows.join(',\n')}\n]\n}\n`;
}

/** Reads what `writeAnswers` wrote. */
export function readAnswers(text: string): Answers {
  const { apk, table, seed, changes, sets } = JSON.parse(text) as Compact;
  return {
    apk,
    table,
    seed,
    sets: sets.map(([kind, ...answered]) => ({
      kind: kind as QuestionSet['kind'],
      commands: answered.map(([command]) => command),
      answers: answered.map(([, exit, made, ...errors]) => ({
        exit,
        changes: made
          .split(' ')
          .filter(Boolean)
          .map((place) => changes[parseInt(place, 36)] ?? ''),
        errors,
      })),
    })),
  };
}
