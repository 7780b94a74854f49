import { ALPINE_RELEASES, alpineRelease, compareBranches } from '../data/alpine-releases.ts';
import type { Stage, Step } from '../model/types.ts';
import type { Instruction } from '../syntax/dockerfile/types.ts';
import type { Range } from '../text.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { defaultBehind } from './arg-defaults.ts';
import { placeOfTag } from './image-uses.ts';
import { isGivenUp, runtimeEnd } from './runtime-ends.ts';
import { isUnused } from './unused-stages.ts';

/** A stage that stands on an Alpine release without support. */
interface EndedRelease {
  readonly stage: Stage;
  readonly release: string;
  /** In words: `Alpine 3.15 ended on 2023-11-01`. */
  readonly inShort: string;
  readonly instruction: Instruction;
  readonly range: Range;
  /** The `ARG` that says the release. */
  readonly comesFrom: Finding['comesFrom'];
  /** Nothing uses the stage, so no build fetches the image. */
  readonly isUnused: boolean;
}

/**
 * The stages whose base says an Alpine release that has ended. Without those whose image has ended itself, where the rule
 * runtime-ended says so: who moves to a line with support takes another release with it.
 */
export function* endedReleases({ model, today, isRunning }: RuleContext): Iterable<EndedRelease> {
  const withoutOld = isRunning('runtime-ended');
  for (const stage of model.stages) {
    const { base, release, from } = stage;
    if (!/^(image|scratch)$/.test(base.kind) || stage.distro !== 'alpine' || release === undefined) continue;
    const ended = releaseEnd(release, today);
    // A digest with a word about it is somebody's decision.
    if (ended === undefined || (base.digest !== undefined && from.leading.length > 0)) continue;
    const { name = '', tag = '' } = base;
    if (withoutOld && (isGivenUp(name, tag) || runtimeEnd(name, tag, today) !== undefined)) continue;
    const rootfs = base.kind === 'scratch' ? stage.steps.find(isRootfs)?.instruction : undefined;
    const range = rootfs?.range ?? base.range;
    const at = base.reference?.indexOf(release, placeOfTag(base)) ?? -1;
    yield {
      stage,
      release,
      inShort: `Alpine ${release} ended ${ended}`,
      instruction: rootfs ?? from,
      range,
      comesFrom: at < 0 ? undefined : defaultBehind(stage, at, model),
      isUnused: isUnused(stage, model),
    };
  }
}

/** `ADD alpine-minirootfs-… /` */
function isRootfs({ copy }: Step): boolean {
  return copy?.sources.some(({ raw }) => raw.includes('alpine-minirootfs')) === true;
}

/** When the support of a branch ended, in words; undefined when it has not, or when nothing is known. */
export function releaseEnd(release: string, today: string): string | undefined {
  const known = alpineRelease(release);
  if (known !== undefined) return known.ended <= today ? `on ${known.ended}` : undefined;
  const oldest = ALPINE_RELEASES.at(-1);
  return oldest !== undefined && compareBranches(release, oldest.branch) < 0 ? `before ${oldest.ended}` : undefined;
}
