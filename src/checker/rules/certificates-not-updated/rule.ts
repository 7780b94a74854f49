import { runCommands } from '../../model/commands.ts';
import { isWithin } from '../../model/paths.ts';
import type { FileEvent, Stage, Step } from '../../model/types.ts';
import { accountAt, isRoot } from '../../facts/account.ts';
import { insertAfter } from '../../fixes/instruction-edits.ts';
import { parentStages } from '../../model/stage-chain.ts';
import { isScript } from '../../facts/stray-deletions.ts';
import { packageAtEnd } from '../../facts/package-timeline.ts';
import { defineRule } from '../../rule.ts';

const FOLDER = '/usr/local/share/ca-certificates';

export const rule = defineRule({
  id: 'certificates-not-updated',
  title: 'Run update-ca-certificates after adding a certificate',
  category: 'running',
  severity: 'error',
  fix: 'suggestion',
  *check({ model, alpineStages, text }) {
    const parents = parentStages(model);
    for (const stage of alpineStages) {
      // A stage that is built on this one may do it.
      if (!stage.reached || parents.has(stage) || stage.triggers !== undefined) continue;
      const added = stage.fileEvents.findLast(
        (event) =>
          event.kind !== 'delete' &&
          event.path !== undefined &&
          isWithin(event.path, FOLDER) &&
          !event.path.endsWith('/') &&
          !isPouredOut(event),
      );
      if (added === undefined || isTakenUp(stage, added) || isNamed(stage)) continue;
      const tool = packageAtEnd(stage, 'ca-certificates') === true;
      const command = tool ? 'RUN update-ca-certificates' : 'RUN apk add --no-cache ca-certificates';
      yield {
        range: added.range,
        ...(startsScript(stage) && { severity: 'warning' }),
        message: `Run \`${command.slice(4)}\` behind it: most programs read the bundle in \`/etc/ssl/certs\`, and a file in \`${FOLDER}\` is not in it until ${tool ? 'then' : 'the package, which does that when it is installed, has put it there'}.`,
        fix: mayInstall(added.step)
          ? {
              title: `Add ${command}`,
              edits: [insertAfter(text, added.step.instruction, command)],
            }
          : undefined,
      };
    }
  },
});

/** `NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/…`, `keytool -file …`, `USE_SYSTEM_CA_CERTS`: programs get it another way. */
function isNamed({ steps }: Stage): boolean {
  return steps.some(
    ({ instruction, invocations }) =>
      (instruction.keyword === 'ENV' &&
        instruction.pairs.some(
          ({ name, value }) => name === 'USE_SYSTEM_CA_CERTS' || value?.raw.includes(FOLDER) === true,
        )) ||
      invocations.some(
        ({ name, args }) =>
          !/^(mkdir|chmod|chown|cp|mv|ls|wget|curl|install)$/.test(name ?? '') &&
          args.some(({ raw }) => raw.includes(`${FOLDER}/`)),
      ),
  );
}

/** A folder of that name that is copied to the folder above: its files land beside it. */
function isPouredOut({ path, source, step }: FileEvent): boolean {
  const target = step.copy?.destination?.value?.replace(/(.)\/$/, '$1');
  return path === FOLDER && source?.endsWith('/ca-certificates') === true && target === '/usr/local/share';
}

/** What a script of the author's own does when the container starts, nobody can see here. */
function startsScript({ steps }: Stage): boolean {
  return steps.some(
    ({ instruction: { keyword }, invocations }) => keyword !== 'RUN' && invocations.some((each) => isScript(each)),
  );
}

/** Behind a USER both commands are refused, so the lines have to be moved by hand. */
function mayInstall(step: Step): boolean {
  const { name } = accountAt(step.stage, step.index);
  return name === undefined || isRoot(name);
}

/**
 * `update-ca-certificates` runs later, or a script of the author's own that may run it, or the package is installed later: its trigger does the same (seen with
 * ca-certificates 20240226-r0 on Alpine 3.19.4: 147 certificates before, 148 after `apk add`). Or the bundle is written by hand.
 */
function isTakenUp(stage: Stage, added: FileEvent): boolean {
  const later = runCommands(stage).some(
    (each) => each.order > added.order && (each.name === 'update-ca-certificates' || isScript(each)),
  );
  const installed = stage.packageEvents.some(
    (event) =>
      event.kind === 'add' &&
      event.order > added.order &&
      event.packages.some(({ name }) => name === undefined || name === 'ca-certificates'),
  );
  const bundle = stage.fileEvents.some(
    (event) => event.path !== undefined && /^\/etc\/ssl\/(certs\/|cert\.pem$)/.test(event.path),
  );
  return later || installed || bundle;
}
