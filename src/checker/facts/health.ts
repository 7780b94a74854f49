import { rootOf } from '../model/stage-chain.ts';
import type { Invocation, Stage, Step } from '../model/types.ts';

/** The HEALTHCHECK that is in force at the end of a stage, where that stage wrote it. */
export function healthcheckOf(
  stage: Stage,
): { readonly step: Step; readonly invocations: readonly Invocation[] } | undefined {
  const { healthcheck } = stage.end;
  if (typeof healthcheck !== 'object') return undefined;
  const step = stage.steps.find(({ instruction }) => instruction === healthcheck);
  return step && { step, invocations: step.invocations };
}

/** BusyBox's wget is the one that runs: Alpine, and GNU wget is not installed. */
export function hasBusyBoxWget(stage: Stage): boolean {
  const { name } = rootOf(stage).base;
  return stage.distro === 'alpine' && name !== undefined && !stage.installed.has('wget');
}
