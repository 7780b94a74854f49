import type { Invocation, PackageEvent } from '../../model/types.ts';
import { cacheUses, empties, hasCacheMount, isOnlyCleanup } from '../../facts/apk-cache.ts';
import { removeCommands } from '../../fixes/edits.ts';
import { LIST, repositoryUses } from '../../facts/repositories.ts';
import { isScript } from '../../facts/stray-deletions.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-update-alone',
  title: 'Leave out `apk update`',
  category: 'packages',
  severity: 'warning',
  fix: 'safe',
  needs: ['apk update'],
  runsLast: true,
  yieldsTo: ['apk-no-cache'],
  *check({ alpineStagesWithOnbuild, text, found }) {
    // That one says it of the same image already, and what is to be written in place of both.
    const isSaid = found.some((each) => each.rule === 'apk-no-cache' && each.isTold);
    for (const stage of alpineStagesWithOnbuild) {
      // A later `apk add --no-network` reads the index that was fetched here.
      const isRead = stage.packageEvents.some(({ apk }) => apk?.has('no-network'));
      for (const { step, events, left } of cacheUses(stage)) {
        const update = events.find(({ kind, invocation }) => kind === 'update' && invocation.certain);
        if (update === undefined || hasCacheMount(step) || isUsed(update) || ownList(update)) continue;
        const stays = stage.inFinalImage && left.some(({ kind }) => kind === 'update');
        yield {
          range: update.invocation.range,
          ...((isSaid || !stays) && { severity: 'info' }),
          message: stays
            ? 'Remove `apk update`: `apk add` fetches the index by itself, and this one stays in a layer of its own, which the build cache then keeps long after it is out of date.'
            : 'Remove `apk update`: `apk add` fetches the index by itself, and nothing of this one reaches the image.',
          fix: isRead ? undefined : makeFix(events, text),
        };
      }
    }
  },
});

/** Something behind it in the same RUN may read the index: another apk command, or a script of the author's own. */
function isUsed({ step, order }: PackageEvent): boolean {
  return step.invocations.some((other) => other.order > order && (isScript(other) || readsIndex(other)));
}

/** The same RUN says where packages come from, and that is no address: a folder changes with the file, not behind its back. */
function ownList({ step }: PackageEvent): boolean {
  const { stage } = step;
  return (
    stage.fileEvents.some(({ step: at, kind, path }) => at === step && kind === 'create' && path === LIST) &&
    !repositoryUses(stage).some(({ invocation }) => invocation.step === step)
  );
}

function readsIndex(invocation: Invocation): boolean {
  if (invocation.name !== 'apk') return false;
  const command = invocation.apk?.command;
  return command === undefined || !['update', 'cache', 'del', 'verify', 'version'].includes(command);
}

/** The update goes, with the clean-up behind it, and with a `set -e` that would be left alone. */
function makeFix(events: readonly PackageEvent[], text: string): ProposedFix | undefined {
  const [first] = events;
  if (first === undefined) return undefined;
  const gone = new Set(
    events
      .filter((event) => event.kind === 'update' || (empties(event) && isOnlyCleanup(event)))
      .map(({ invocation }) => invocation),
  );
  const { invocations } = first.step;
  const rest = invocations.filter((invocation) => !gone.has(invocation));
  const commands = rest.every(({ name }) => name === 'set' || name === ':') ? invocations : [...gone];
  const edits = removeCommands(text, first.step, commands);
  return edits && { title: 'Remove apk update', edits };
}
