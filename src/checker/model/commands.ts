import { once } from './memo.ts';
import type { Invocation, Stage } from './types.ts';

/** The commands of all RUNs of a stage, in order. */
export function runCommands(stage: Stage): readonly Invocation[] {
  return once(stage, collect);
}

function collect({ steps }: Stage): readonly Invocation[] {
  const all: Invocation[] = [];
  for (const { instruction, invocations } of steps) {
    if (instruction.keyword === 'RUN') for (const each of invocations) all.push(each);
  }
  return all;
}

/** Base names of the commands of all RUNs of a stage: whether a program is used at all. */
export function runNames(stage: Stage): ReadonlySet<string | undefined> {
  return once(stage, names);
}

function names(stage: Stage): ReadonlySet<string | undefined> {
  return new Set(runCommands(stage).map(({ name }) => name));
}
