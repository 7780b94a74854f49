import { isTriggers } from '../../model/triggers.ts';
import type { Step } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import { type Account, accountAt, isRoot } from './account.ts';
import { insertBefore, lineBreak } from './instruction-edits.ts';

/** Commands of a step run as root, or as the user of a base image that is not known. */
export function mayRunAsRoot(step: Step): boolean {
  return isPowerful(accountAt(step.stage, step.index));
}

function isPowerful({ name, step }: Account): boolean {
  return name === undefined ? step === undefined : isRoot(name);
}

/**
 * A RUN as root that has run before a step: directly in front of it, or of the USER that took root away, or between two
 * USER lines where the base image brings another user.
 * @param command makes the command for the place where it will stand
 */
export function insertRootRun(text: string, step: Step, command: (place: Step) => string): TextEdit {
  const onbuild = isTriggers(step.stage) ? 'ONBUILD ' : '';
  for (let place: Step | undefined = step; place?.stage === step.stage;) {
    const account = accountAt(place.stage, place.index);
    if (isPowerful(account)) return insertBefore(text, place.instruction, `${onbuild}RUN ${command(place)}`);
    place = account.step;
  }
  const { name, step: user } = accountAt(step.stage, step.index);
  const lines = ['USER root', `RUN ${command(step)}`, `USER ${user?.instruction.args[0]?.raw ?? name ?? ''}`];
  return insertBefore(text, step.instruction, lines.map((line) => onbuild + line).join(lineBreak(text)));
}
