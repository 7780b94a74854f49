import { packageClass } from '../../apk/package-classes.ts';
import { removeApkOption } from '../../fixes/edits.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import type { ApkOption } from '../../apk/types.ts';
import type { Invocation, PackageEvent, Stage } from '../../model/types.ts';

export const rule = defineRule({
  id: 'apk-del-rdepends',
  title: 'Delete packages without those that need them',
  category: 'packages',
  severity: 'error',
  fix: 'suggestion',
  needs: ['apk --rdepends'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      for (const event of stage.packageEvents) {
        const { kind, apk, packages, invocation } = event;
        const option = kind === 'del' ? apk?.options.find(({ name }) => name === 'rdepends') : undefined;
        if (option === undefined) continue;
        yield {
          range: option.range,
          // No package that stays needs a group, a compiler or headers, so there the option does nothing.
          ...(packages.every(({ name = '' }) => name.startsWith('.') || packageClass(name) === 'build')
            ? { severity: 'info' as const }
            : isMeant(stage, event)
              ? { severity: 'warning' as const }
              : {}),
          // `apk del -r zlib` purges apk-tools, libssl3 and libcrypto3 (seen in apk-tools 2.14.4).
          message: `Remove \`${option.written}\`: it deletes every package that needs the named ones, and not the dependencies that they leave behind. Those go with plain \`apk del\`.`,
          fix: isMeant(stage, event) ? undefined : makeFix(text, invocation, option),
        };
      }
    }
  },
});

/** The same was deleted without the option before: whoever adds it does not take it for a clean-up. */
function isMeant({ packageEvents }: Stage, { order, packages }: PackageEvent): boolean {
  const names = new Set(packages.map(({ name }) => name));
  return packageEvents.some(
    (each) =>
      each.kind === 'del' &&
      each.order < order &&
      !each.apk?.has('rdepends') &&
      each.packages.some(({ name }) => name !== undefined && names.has(name)),
  );
}

function makeFix(text: string, invocation: Invocation, option: ApkOption): ProposedFix | undefined {
  const edit = removeApkOption(text, invocation, option);
  return edit && { title: `Remove ${option.written}`, edits: [edit] };
}
