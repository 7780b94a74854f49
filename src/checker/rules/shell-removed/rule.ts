import { isWithin } from '../../model/paths.ts';
import { chainOf } from '../../model/stage-chain.ts';
import type { FileEvent, Model, Step } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'shell-removed',
  title: 'Begin with a base that has no shell instead of deleting it',
  category: 'safety',
  severity: 'info',
  // Which base will do is the author's to say.
  fix: 'none',
  needs: ['rm', 'rmdir', 'mv'],
  *check({ model, alpineStages }) {
    for (const stage of alpineStages) {
      // What nothing is built from may be a target of its own.
      if (!stage.inFinalImage && stage.reached) continue;
      const deletions = stage.fileEvents.filter(
        ({ kind, path, invocation }) => kind === 'delete' && invocation?.certain === true && path !== undefined,
      );
      const seen = new Set<unknown>();
      for (const event of deletions) {
        const { path = '', invocation, step } = event;
        if (!/^\/bin(\/(sh|ash|busybox))?\/?$/.test(path) || seen.has(step) || isPutBack(event)) continue;
        seen.add(step);
        const broken =
          deletions.some((each) => each.step === step && takes(each, '/bin/sh')) && usesShell(model, event);
        if (broken)
          yield {
            range: invocation?.range ?? event.range,
            severity: 'error',
            message: `Delete the shell in the last step, and write what comes behind in exec form: \`${broken.instruction.keyword}\` in shell form starts \`/bin/sh\`, which is gone by then.`,
            related: [{ range: broken.instruction.range, message: 'This starts /bin/sh.' }],
          };
        else if (!deletions.some((each) => takes(each, '/bin/busybox')))
          yield {
            range: invocation?.range ?? event.range,
            message: `Copy the program to \`scratch\` or to a base without a shell, or leave the shell where it is: \`${path}\` is a link to BusyBox, and \`busybox sh\` is a shell still.`,
          };
      }
    }
  },
});

function takes({ path }: FileEvent, file: string): boolean {
  // BusyBox is what the links lead to.
  return path !== undefined && (isWithin(file, path) || path === '/bin/busybox');
}

/** A file or link of that name comes later, or a package that has one. */
function isPutBack({ path, order, step: { stage } }: FileEvent): boolean {
  return (
    stage.fileEvents.some((each) => each.order > order && each.kind !== 'delete' && each.path === path) ||
    stage.packageEvents.some((each) => each.order > order && each.kind === 'add')
  );
}

/** The first instruction behind a deletion that needs `/bin/sh` to start. */
function usesShell({ stages, target }: Model, { step }: FileEvent): Step | undefined {
  for (const stage of stages) {
    const isSame = stage === step.stage;
    if (!isSame && !chainOf(stage).includes(step.stage)) continue;
    const found = stage.steps.find(
      (each) =>
        (!isSame || each.index > step.index) &&
        each.instruction.form === 'shell' &&
        each.before.shell[0] === '/bin/sh' &&
        (each.instruction.keyword === 'RUN' ||
          (stage === target &&
            [stage.process.instruction, stage.end.healthcheck].includes(each.instruction) &&
            each.instruction.args.length + each.invocations.length > 0)),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
