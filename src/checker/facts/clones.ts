import { baseName } from '../model/paths.ts';
import type { Invocation, Stage } from '../model/types.ts';

/** A repository that is fetched as it is on that day. */
interface MovingClone {
  readonly invocation: Invocation;
  /** The last part of its address. */
  readonly name: string;
}

/** Branches that go on. */
const MOVES = /^(main|master|trunk|dev|devel|develop|next)$/;
const ADDRESS = /^(?:https?|git|ssh):\/\/|^git@/;

/** Each `git clone` of a stage that names neither a tag nor a commit, where no later command of the stage does. */
export function movingClones({ steps }: Stage): readonly MovingClone[] {
  const gits = steps
    .filter(({ instruction }) => instruction.keyword === 'RUN')
    .flatMap(({ invocations }) => invocations)
    .filter(({ name }) => name === 'git');
  // Which clone a later command means is not asked.
  if (
    gits.some(({ args }) =>
      args.some(({ value }) => /^(checkout|switch|reset|submodule|fetch|pull)$/.test(value ?? '')),
    )
  )
    return [];
  return gits.flatMap((invocation) => {
    // What a variable holds, who builds may choose.
    const words = invocation.args.map(({ value, raw }) => (raw.includes('$') ? raw : (value ?? raw)));
    const address = words.find((word) => ADDRESS.test(word));
    if (!words.includes('clone') || address === undefined) return [];
    const at = words.findIndex((word) => /^(-b|--branch|--revision)/.test(word));
    const branch = words[at]?.replace(/^(-b|--branch|--revision)=?/, '') || words[at + 1];
    if (at >= 0 && !MOVES.test(branch ?? '')) return [];
    return { invocation, name: baseName(address).replace(/\.git$/, '') };
  });
}
