import type { Model, Stage } from '../model/types.ts';

/** Commands of BusyBox that pack, move and delete what they are given. */
const PASSES_ON = /^(cd|chmod|chown|cp|echo|find|gunzip|gzip|ln|ls|mkdir|mv|printf|rm|set|tar|touch|true|unzip|xargs)$/;

/** A stage beside the image that takes nothing from its base but such commands: what leaves it is the same next month. */
export function onlyPassesOn({ inFinalImage, packageEvents, base, steps }: Stage): boolean {
  return (
    !inFinalImage &&
    /^(alpine|busybox)$/.test(base.name ?? '') &&
    packageEvents.length === 0 &&
    steps.some(({ copy }) => copy !== undefined) &&
    steps.every(
      ({ instruction: { keyword }, invocations }) =>
        keyword !== 'RUN' || (invocations.length > 0 && invocations.every(({ name = '' }) => PASSES_ON.test(name))),
    )
  );
}

/** What is wanted of the newest: certificates, time zones; and accounts, which do not change. */
const OF_THE_DAY = /^\/etc\/(ssl(\/|$)|passwd$|group$|ca-certificates)|\/zoneinfo(\/|\.zip|$)|ca-certificates\.crt$/;

/** Nothing but certificates, time zones and accounts leaves the stage. */
export function givesCertificates(stage: Stage, { stages }: Model): boolean {
  if (stage.inFinalImage) return false;
  const sources = stages
    .flatMap(({ steps }) => steps)
    .flatMap(({ copy }) => (copy?.fromStage === stage ? copy.sources : []));
  return sources.length > 0 && sources.every(({ value }) => value !== undefined && OF_THE_DAY.test(value));
}
