import { removeFlag } from '../../fixes/edits.ts';
import { isLikelyTarget, isToolboxName } from '../../facts/target-names.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import type { Stage } from '../../model/types.ts';
import type { Flag } from '../../syntax/dockerfile/types.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'final-buildplatform',
  title: 'Build the final stage for the platform that it runs on',
  category: 'stages',
  severity: 'error',
  fix: 'suggestion',
  needs: ['--platform'],
  *check({ model, text }) {
    const { target, globalArgs } = model;
    // A value of the author's own is any platform.
    if (target === undefined || ['BUILDPLATFORM', 'BUILDARCH'].some((name) => globalArgs.get(name) !== undefined))
      return;
    // `FROM <stage>` takes that stage as it is, whatever platform it asks for.
    const stage = rootOf(target);
    const flag = platformOf(stage);
    if (flag === undefined || stage.base.kind === 'scratch' || isTool(target)) return;
    const isOwn = stage === target;
    const isForBuilder = takesFromBuilder(target, text);
    // What starts nothing may be there for its files, or for the machine that builds.
    const isMaybe =
      target.process.form === 'none' ||
      chainOf(target).every(
        ({ steps }) => !steps.some(({ instruction: { keyword } }) => /^(CMD|ENTRYPOINT)$/.test(keyword)),
      );
    yield {
      ...(isMaybe ? { severity: 'warning' as const } : {}),
      range: isOwn ? flag.range : target.from.range,
      message: isOwn
        ? `Leave out \`--platform=${flag.value ?? ''}\` in the final stage${isForBuilder ? ', and compile for `$TARGETARCH` where the program is made' : ''}: the image would hold programs for the machine that builds, whatever platform is asked for.`
        : `Begin the final stage with a base of its own: \`${stage.name ?? ''}\` is for \`${flag.value ?? ''}\`, so the image would hold programs for the machine that builds, whatever platform is asked for.`,
      ...(isOwn
        ? !isForBuilder && { fix: { title: 'Leave out --platform', edits: [removeFlag(text, flag.range)] } }
        : { related: [{ range: flag.range, message: 'The platform is fixed here.' }] }),
    };
  },
});

/** The flag of FROM that asks for the platform of the machine that builds. */
function platformOf({ from }: Stage): Flag | undefined {
  return from.flags.find(({ name, value }) => name === 'platform' && /\$\{?BUILD(PLATFORM|ARCH)\b/.test(value ?? ''));
}

/** What is copied was compiled for the machine that builds, too: nothing in the file speaks of the platform that is asked for. */
function takesFromBuilder({ steps }: Stage, text: string): boolean {
  return (
    steps.some(({ copy }) => copy?.fromStage !== undefined && platformOf(rootOf(copy.fromStage)) !== undefined) &&
    !/\b(TARGET(PLATFORM|OS|ARCH)|GOARCH|xx-)/.test(text)
  );
}

/** Tests, checks and files to be exported run on the machine that builds, or nowhere. */
function isTool({ name }: Stage): boolean {
  if (name === undefined) return false;
  return isToolboxName(name) || (isLikelyTarget(name) && !/prod|runtime|final|release|dist/.test(name));
}
