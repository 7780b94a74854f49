import { rootOf } from '../model/stage-chain.ts';
import type { Stage } from '../model/types.ts';
import { shellProblems } from '../syntax/shell-of.ts';
import type { Dockerfile, SyntaxProblem } from '../syntax/dockerfile/types.ts';

/**
 * What BuildKit, or the shell that it starts, cannot read of a file.
 * @param stages all stages, and behind each what its ONBUILD lines do
 */
export function syntaxProblems(file: Dockerfile, stages: readonly Stage[]): SyntaxProblem[] {
  return [...file.problems, ...problemsOfScripts(file, stages)];
}

/** What a shell cannot read, where the shell is one of the Bourne family. */
function* problemsOfScripts(file: Dockerfile, stages: readonly Stage[]): Iterable<SyntaxProblem> {
  for (const stage of stages) {
    // On Windows the default shell is `cmd`, and the escape character is changed because of its paths.
    if ((file.escape === '`' && stage.distro === 'unknown') || isWindows(stage)) continue;
    const { steps } = stage;
    for (const { script, before } of steps) {
      if (script === undefined || script.errors.length === 0) continue;
      if (/(^|\/)(ba|a|da)?sh$/.test(before.shell[0] ?? '')) yield* shellProblems(script).slice(0, 1);
    }
  }
}

function isWindows(stage: Stage): boolean {
  return /windows|nanoserver/i.test(rootOf(stage).base.reference ?? '');
}
