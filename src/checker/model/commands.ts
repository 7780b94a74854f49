import { once } from './memo.ts';
import type { Invocation, Stage } from './types.ts';
import { addTo } from '../lists.ts';

/** The commands of all RUNs of a stage, in order. */
export function runCommands(stage: Stage): readonly Invocation[] {
  return once(stage, collect);
}

/** Those of them whose base name matches, in order. */
export function commandsLike(stage: Stage, name: RegExp): readonly Invocation[] {
  const lists: (readonly Invocation[])[] = [];
  for (const [each, list] of once(stage, byName)) if (each !== undefined && name.test(each)) lists.push(list);
  const [first = []] = lists;
  return lists.length < 2 ? first : lists.flat().sort((a, b) => a.order - b.order);
}

/** Whether a RUN of the stage uses one of these programs. */
export function runsAny(stage: Stage, ...names: readonly string[]): boolean {
  const all = once(stage, byName);
  return names.some((name) => all.has(name));
}

function collect({ steps }: Stage): readonly Invocation[] {
  const all: Invocation[] = [];
  for (const { instruction, invocations } of steps) {
    if (instruction.keyword === 'RUN') for (const each of invocations) all.push(each);
  }
  return all;
}

function byName(stage: Stage): ReadonlyMap<string | undefined, readonly Invocation[]> {
  const all = new Map<string | undefined, Invocation[]>();
  for (const each of runCommands(stage)) {
    addTo(all, each.name, each);
  }
  return all;
}

/** True when a failure of the command stops the build: it runs for certain, and nothing asks how it ended. */
export function mustSucceed({ certain, tested, inSubstitution, pipeline }: Invocation): boolean {
  return certain && !tested && !inSubstitution && pipeline.index === pipeline.length - 1;
}
