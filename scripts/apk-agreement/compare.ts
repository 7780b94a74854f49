import { type ApkState, type PackageIndex, runApk } from '../../src/checker/index.ts';
import { type Answer, answerOf, commandOf } from './answer.ts';
import type { AnsweredSet } from './answers-file.ts';

/** How the resolver's answer to a set compares with apk's. */
export interface Comparison {
  readonly set: AnsweredSet;
  /** `order`: the same packages and lines in another order. */
  readonly result: 'same' | 'order' | 'different' | 'unknown';
  /** The first command that differs, with both answers. */
  readonly command?: string;
  readonly apk?: Answer;
  readonly ours?: Answer;
}

/** Puts a set's commands to the resolver, one after the other, and holds each answer against apk's. */
export function compareSet(index: PackageIndex, start: ApkState, set: AnsweredSet): Comparison {
  let state = start;
  let result: Comparison['result'] = 'same';
  for (const [at, command] of set.commands.entries()) {
    const apk = set.answers[at];
    if (apk === undefined) throw new Error(`Ask apk again: "${command}" has no answer.`);
    const { resolution, after } = runApk(index, state, commandOf(command));
    const ours = answerOf(resolution);
    if (ours === undefined) return { set, result: 'unknown', command, apk };
    if (JSON.stringify(ours) !== JSON.stringify(apk)) {
      if (JSON.stringify(sorted(ours)) !== JSON.stringify(sorted(apk))) {
        return { set, result: 'different', command, apk, ours };
      }
      result = 'order';
    }
    state = after;
  }
  return { set, result };
}

/** Packages in any order, but apk's lines as they stand. */
function sorted(answer: Answer): Answer {
  return { ...answer, changes: [...answer.changes].sort() };
}
