import { packageClass } from '../../apk/package-classes.ts';
import type { PackageSpec } from '../../apk/types.ts';
import type { Model, PackageEvent } from '../../model/types.ts';
import { mergeRuns } from '../../fixes/script-edits.ts';
import { wantedAt } from '../../facts/apk-world.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'virtual-removed-later',
  title: 'Delete packages in the RUN that added them',
  category: 'virtual',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['apk del'],
  *check(context) {
    const { model, text } = context;
    const final = model.target;
    if (final?.distro !== 'alpine' || isSquashed(model)) return;
    const reported = new Set<PackageEvent>();
    for (const { name, added, isGroup, packages, deleted } of wantedAt(final)) {
      if (deleted?.kind !== 'del' || deleted.step === added.step) continue;
      if (!isGroup) {
        // Of a list of names the first says it for all.
        if (!added.invocation.certain || !packages.some(isForBuild) || reported.has(deleted)) continue;
        reported.add(deleted);
      }
      const raw = packages[0]?.raw ?? '';
      const said = !isGroup && raw.startsWith('$') ? raw : name;
      yield {
        range: deleted.invocation.range,
        message: `${standsAround(added, deleted) ? `Compile in a stage of its own that has \`${said}\`` : `Add, use and delete \`${said}\` in one \`RUN\``}: the layer that holds ${isGroup ? 'its packages' : 'it'} is finished by now, so this hides ${isGroup ? 'them' : 'it'} and the image stays as large as before.`,
        related: [{ range: added.invocation.range, message: `Adds \`${said}\`; its bytes stay in this layer.` }],
        fix: makeFix(added, deleted, model, text) ?? context.splitStage?.(context),
      };
    }
  },
});

/** Between the two the source is copied, and something runs on both sides of it: one RUN would do all of it after every change. */
function standsAround(added: PackageEvent, deleted: PackageEvent): boolean {
  const { stage, index } = added.step;
  if (deleted.step.stage !== stage) return true;
  const between = stage.steps.slice(index + 1, deleted.step.index);
  const copy = between.findIndex(({ copy: each }) => each?.sources.some(({ value }) => /^\.\/?$/.test(value ?? '')));
  const runs = (steps: typeof between): boolean => steps.some(({ instruction }) => instruction.keyword === 'RUN');
  return copy > 0 && runs(between.slice(0, copy)) && (runs(between.slice(copy)) || deleted.step.invocations.length > 1);
}

/** A compiler, headers, `make` and its like. Who deletes anything else may do so for another reason than its size. */
function isForBuild({ name }: PackageSpec): boolean {
  return name !== undefined && packageClass(name) !== 'runtime';
}

/** `# belay squash` says that the layers are made into one afterwards, where a later deletion does count. */
function isSquashed({ file }: Model): boolean {
  return file.comments.some(({ text }) => /^belay\s+squash\b/.test(text));
}

/** Joins the RUNs from the one to the other, where nothing else stands between them. */
function makeFix(added: PackageEvent, deleted: PackageEvent, { file }: Model, text: string): ProposedFix | undefined {
  const { stage, index } = added.step;
  if (deleted.step.stage !== stage || deleted.step.index - index > 20) return undefined;
  const edits = mergeRuns(text, stage.steps.slice(index, deleted.step.index + 1), file.escape);
  return edits && { title: 'Join the RUNs', edits };
}
