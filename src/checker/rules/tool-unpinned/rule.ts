import { movingClones } from '../../facts/clones.ts';
import { NAMED_INSTALLERS, unpinnedInstall, type UnpinnedInstall } from '../../facts/named-installs.ts';
import { isDevelopmentTarget } from '../../facts/target-names.ts';
import { codeList } from '../../lists.ts';
import { commandsLike } from '../../model/commands.ts';
import { once } from '../../model/memo.ts';
import { baseName, isWithin } from '../../model/paths.ts';
import type { Invocation, Model, Stage } from '../../model/types.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'tool-unpinned',
  title: 'Name the version of a tool that you install',
  category: 'packages',
  severity: 'info',
  fix: 'none',
  hadolint: ['DL3013', 'DL3016', 'DL3028', 'DL3062'],
  needs: ['npm', 'pnpm', 'yarn', 'go', 'cargo', 'gem', 'pip', 'python', 'git'],
  *check({ model, stagesWithOnbuild }) {
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached || isDevelopmentTarget(stage.name)) continue;
      for (const invocation of commandsLike(stage, NAMED_INSTALLERS)) {
        const install = invocation.step.instruction.keyword === 'RUN' ? unpinnedInstall(invocation) : undefined;
        if (install === undefined || !(stage.inFinalImage || isCopied(model, stage, install))) continue;
        yield describe(invocation, install.names, install.example);
      }
      for (const { invocation, name } of movingClones(stage))
        yield describe(invocation, [name], 'git clone --branch v1.2');
    }
  },
});

function describe({ range }: Invocation, names: readonly string[], example: string): Finding {
  return {
    range,
    message: `Name the version of ${codeList(names.slice(0, 3))}${names.length > 3 ? ' and the others' : ''}, as in \`${example}\`: without it the image gets what is newest on the day of the build, and the next one perhaps another.`,
  };
}

/** Paths that stages of the final image copy from each stage. */
function copiedFrom({ stages }: Model): ReadonlyMap<Stage, readonly string[]> {
  const copied = new Map<Stage, string[]>();
  for (const stage of stages) {
    if (!stage.inFinalImage) continue;
    for (const { fromStage, source } of stage.fileEvents) {
      if (fromStage === undefined || source === undefined) continue;
      const paths = copied.get(fromStage) ?? [];
      copied.set(fromStage, paths);
      paths.push(source);
    }
  }
  return copied;
}

/** The program of that name, or the environment that it was installed into. */
function isCopied(model: Model, stage: Stage, { invocation, programs }: UnpinnedInstall): boolean {
  const paths = once(model, copiedFrom).get(stage) ?? [];
  const folder = /^(\/.+)\/bin\/[^/]+$/.exec(invocation.program ?? '')?.[1];
  return paths.some(
    (path) => programs.includes(baseName(path)) || (folder !== undefined && path !== '/' && isWithin(folder, path)),
  );
}
