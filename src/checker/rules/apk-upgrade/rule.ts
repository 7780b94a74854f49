import { rootOf } from '../../model/stage-chain.ts';
import type { Base, PackageEvent, Stage } from '../../model/types.ts';
import { cacheUses, empties, fillsCache, isOnlyCleanup, removeCleanup } from '../../facts/apk-cache.ts';
import { releaseEnd } from '../../facts/ended-releases.ts';
import { firstForeignRepository } from '../../facts/repositories.ts';
import { isGivenUp, runtimeEnd } from '../../facts/runtime-ends.ts';
import { removeCommands } from '../../fixes/edits.ts';
import { lineStart } from '../../text.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-upgrade',
  title: 'Take a newer base image instead of upgrading it',
  category: 'packages',
  severity: 'info',
  fix: 'suggestion',
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
            fix: makeFix(event, events, text),
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

/** The upgrade goes, and with it what served it alone: the index it read and the clean-up behind it. */
function makeFix(upgrade: PackageEvent, events: readonly PackageEvent[], text: string): ProposedFix | undefined {
  const rest = events.filter((event) => event !== upgrade);
  const needed = rest.some(({ kind }) => kind === 'add' || kind === 'upgrade');
  const gone = [upgrade, ...(needed ? [] : rest.filter(({ kind }) => kind === 'update'))];
  if (!rest.some((event) => !gone.includes(event) && fillsCache(event))) gone.push(...rest.filter(empties));
  if (!gone.every(isOnlyCleanup)) {
    // A path list that holds other caches too keeps those.
    const lists = gone.filter((event) => !isOnlyCleanup(event)).map((event) => removeCleanup(text, event));
    const commands = removeCommands(
      text,
      upgrade.step,
      gone.filter(isOnlyCleanup).map(({ invocation }) => invocation),
    );
    if (commands === undefined || lists.includes(undefined)) return undefined;
    return describe([...commands, ...lists.flatMap((edits) => edits ?? [])]);
  }
  const edits = removeCommands(
    text,
    upgrade.step,
    gone.map(({ invocation }) => invocation),
  );
  return edits && describe(edits);
}

function describe(edits: ProposedFix['edits']): ProposedFix {
  return { title: 'Remove apk upgrade', edits };
}
