import { once } from '../model/memo.ts';
import type { Model, Stage } from '../model/types.ts';

/** Commands that fetch, check, pack, move and delete what they are given: what comes out does not depend on who does it. */
const PASSES_ON =
  /^(\[|case|cat|curl|cd|chmod|chown|cp|crane|echo|exit|export|find|gpg|gunzip|gzip|jq|ln|ls|mkdir|mv|printf|rm|set|skopeo|sha256sum|sha512sum|tar|test|touch|true|unzip|wget|xargs|xz)$/;
const FETCHES = /^(crane|curl|skopeo|wget)$/;
/** What such a stage installs. */
const FETCHING =
  /^(bash|bzip2|ca-certificates|coreutils|crane|curl|gnupg|gzip|jq|skopeo|tar|tzdata|unzip|wget|xz|zip)$/;

/** A stage beside the image that takes nothing from its base but such commands, and certificates and time zones of the day: what leaves it does not depend on its release. */
export function onlyPassesOn({ inFinalImage, packageEvents, base, steps }: Stage): boolean {
  return (
    !inFinalImage &&
    /^(alpine|busybox)$/.test(base.name ?? '') &&
    packageEvents.every(
      ({ kind, packages }) =>
        kind === 'update' || (kind === 'add' && packages.every(({ name = '' }) => FETCHING.test(name))),
    ) &&
    steps.some(
      ({ copy, invocations }) => copy !== undefined || invocations.some(({ name = '' }) => FETCHES.test(name)),
    ) &&
    steps.every(
      ({ instruction: { keyword }, invocations }) =>
        keyword !== 'RUN' ||
        (invocations.length > 0 && invocations.every(({ name = '' }) => name === 'apk' || PASSES_ON.test(name))),
    )
  );
}

/** What is wanted of the newest: certificates, time zones; and accounts, which do not change. */
const OF_THE_DAY = /^\/etc\/(ssl(\/|$)|passwd$|group$|ca-certificates)|\/zoneinfo(\/|\.zip|$)|ca-certificates\.crt$/;

/** Nothing but certificates, time zones and accounts leaves the stage. */
export function givesCertificates(stage: Stage, model: Model): boolean {
  return !stage.inFinalImage && once(model, givers).get(stage) === true;
}

/** For each stage that gives something away, whether that is nothing else. */
function givers({ stages }: Model): ReadonlyMap<Stage, boolean> {
  const found = new Map<Stage, boolean>();
  for (const { steps } of stages) {
    for (const { copy } of steps) {
      if (copy?.fromStage === undefined) continue;
      const isAll = copy.sources.every(({ value }) => value !== undefined && OF_THE_DAY.test(value));
      found.set(copy.fromStage, isAll && found.get(copy.fromStage) !== false);
    }
  }
  return found;
}
