import { rootOf } from '../../model/stage-chain.ts';
import type { Base, PackageEvent, Stage } from '../../model/types.ts';
import { cacheUses } from '../../facts/apk-cache.ts';
import { releaseEnd } from '../../facts/ended-releases.ts';
import { firstForeignRepository } from '../../facts/repositories.ts';
import { isGivenUp, runtimeEnd } from '../../facts/runtime-ends.ts';
import { lineStart } from '../../text.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-upgrade',
  title: 'Take a newer base image instead of upgrading it',
  category: 'packages',
  severity: 'info',
  // Whether its packages may be older is for the author to say.
  fix: 'none',
  // hadolint had it up to 2.6 (removed in 1609960, August 2021).
  hadolint: ['DL3017'],
  needs: ['apk upgrade'],
  *check({ alpineStagesWithOnbuild, text, today }) {
    for (const stage of alpineStagesWithOnbuild) {
      if (!stage.inFinalImage || !stage.packageEvents.some(isWhole)) continue;
      const { base, release } = rootOf(stage);
      const { reference, digest } = base;
      // With a digest nothing but an upgrade brings fixes before the digest changes.
      if (reference !== undefined && digest === undefined)
        yield* inStage(stage, reference, { text, isFrozen: isFrozen(base, release, today) });
    }
  },
});

/** Of everything that is installed, not of named packages. */
function isWhole({ kind, packages, apk }: PackageEvent): boolean {
  return kind === 'upgrade' && packages.length === 0 && apk?.has('self-upgrade-only') === false;
}

/** The tag is the image of one day: a patch version, a date, edge (a dated tag, too), or a release that gets no fixes any more. */
function isFrozen({ name = '', tag = '' }: Base, release: string | undefined, today: string): boolean {
  return (
    /^(\d+\.\d+\.\d+|\d{8})(-|$)/.test(tag) ||
    release === 'edge' ||
    (release !== undefined && releaseEnd(release, today) !== undefined) ||
    isGivenUp(name, tag) ||
    runtimeEnd(name, tag, today) !== undefined
  );
}

interface OfBase {
  readonly text: string;
  readonly isFrozen: boolean;
}

const PRICE =
  'every file that `apk upgrade` replaces is in the image twice, and what it replaces depends on the day of the build';

function* inStage(stage: Stage, reference: string, { text, isFrozen: isOld }: OfBase): Iterable<Finding> {
  for (const { events } of cacheUses(stage)) {
    for (const event of events) {
      // Behind another list of repositories it moves the system to what that has.
      if (!isWhole(event) || event.order > firstForeignRepository(stage)) continue;
      const { range } = event.invocation;
      yield isOld || isExplained(event, text)
        ? {
            range,
            message: `Weigh \`apk upgrade\` against a newer base image: it brings fixes that \`${reference}\` may lack, but ${PRICE.replace('`apk upgrade`', 'it')}.`,
          }
        : {
            range,
            message: `Rebuild with \`--pull\` on a newer \`${reference}\` instead of upgrading it: ${PRICE}.`,
          };
    }
  }
}

const REASON =
  /upgrad|up[ -]to[ -]date|outdated|security|CVE|vulnerab|patch|\b(latest|newest|newer) (package|version|release|librar)/i;
/** So many lines above a command of a longer RUN are read. */
const MOST_LINES = 5;

/** Who explains it has decided, and the explanation would stay. */
function isExplained({ step: { stage, instruction, index }, invocation }: PackageEvent, text: string): boolean {
  const before = stage.steps[index - 1]?.instruction;
  // Above `USER root` it speaks of what root then does.
  const above = before?.keyword === 'USER' ? before.leading : [];
  if ([...stage.from.leading, ...above, ...instruction.leading].some((comment) => REASON.test(comment.text)))
    return true;
  let start = lineStart(text, invocation.range.start);
  for (let lines = 0; lines < MOST_LINES && start > instruction.range.start; lines++) {
    const end = start;
    start = lineStart(text, end - 1);
    const line = text.slice(start, end).trimStart();
    if (!line.startsWith('#')) return false;
    if (REASON.test(line)) return true;
  }
  return false;
}
