import { once } from '../model/memo.ts';
import { isTriggers } from '../model/stage-chain.ts';
import type { Stage, Step } from '../model/types.ts';
import type { TextEdit } from '../text.ts';
import { type Account, accountAt, isRoot } from './account.ts';
import { insertBefore, lineBreak } from '../fixes/instruction-edits.ts';

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
  const { name, step: user } = accountAt(step.stage, step.index);
  const place = mayRunAsRoot(step) ? step : user && once(step.stage, rootPlaces).get(user);
  if (place !== undefined) return insertBefore(text, place.instruction, `${onbuild}RUN ${command(place)}`);
  const lines = ['USER root', `RUN ${command(step)}`, `USER ${user?.instruction.args[0]?.raw ?? name ?? ''}`];
  return insertBefore(text, step.instruction, lines.map((line) => onbuild + line).join(lineBreak(text)));
}

/** For each USER of a stage the last step up to it that root reaches; missing where the base image brings another user. */
function rootPlaces({ steps }: Stage): ReadonlyMap<Step, Step> {
  const places = new Map<Step, Step>();
  for (const step of steps) {
    if (step.instruction.keyword !== 'USER') continue;
    const account = accountAt(step.stage, step.index);
    const place = isPowerful(account) ? step : account.step && places.get(account.step);
    if (place !== undefined) places.set(step, place);
  }
  return places;
}
