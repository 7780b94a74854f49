import type { Invocation, Step } from '../model/types.ts';
import { interpreterOf } from './ash.ts';
import { setOptions, startOptions } from './shell-options.ts';

/** The shell of a `RUN` stops at a failure (`set -e`, `SHELL ["sh", "-e", "-c"]`), and does not go on to the next `;`. */
export function stopsAtFailure(step: Step): boolean {
  return (
    startOptions(interpreterOf(step)).has('errexit') ||
    step.invocations.some(({ node }) => node !== undefined && setOptions(node).has('errexit'))
  );
}

/** `pip install a; npm ci`: the `RUN` goes on behind a `;` or a line's end, however this command ends. */
export function isPassedOver({ range, step }: Invocation): boolean {
  const last = step.script?.commands.at(-1);
  return last !== undefined && range.end <= last.range.start && !stopsAtFailure(step);
}
