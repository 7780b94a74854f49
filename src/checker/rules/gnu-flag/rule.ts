import { appletOptions } from '../../data/busybox-options.ts';
import type { Invocation, Stage } from '../../model/types.ts';
import { installFix } from '../../fixes/package-edits.ts';
import { PackageTimeline } from '../../facts/package-timeline.ts';
import { parentStages } from '../../model/stage-chain.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { misread } from './meanings.ts';
import { mayRefuse, refusals, type Refusal } from './refusals.ts';

export const rule = defineRule({
  id: 'gnu-flag',
  title: "Use options that BusyBox's tools know",
  category: 'musl',
  severity: 'warning',
  fix: 'suggestion',
  *check({ model, alpineStagesWithOnbuild, text }) {
    const parents = parentStages(model);
    for (const stage of alpineStagesWithOnbuild) yield* inStage(stage, text, parents.has(stage));
  },
});

function* inStage(stage: Stage, text: string, isParent: boolean): Iterable<Finding> {
  const moments = new PackageTimeline(stage);
  /** Packages that the first finding already asks for. */
  const asked = new Set<string>();
  const later: Invocation[] = [];
  for (const { instruction, invocations } of stage.steps) {
    for (const invocation of invocations) {
      if (!invocation.certain) continue;
      yield* misread(invocation);
      if (!mayRefuse(invocation)) continue;
      if (instruction.keyword === 'RUN') yield* inCommand(invocation, text, moments, asked);
      else if (!isParent) later.push(invocation);
    }
  }
  // What a container starts has all packages of the stage.
  for (const invocation of later) yield* inCommand(invocation, text, moments, asked);
}

function* inCommand(
  invocation: Invocation,
  text: string,
  moments: PackageTimeline,
  asked: Set<string>,
): Iterable<Finding> {
  for (const refused of refusals(invocation)) {
    const [first] = refused;
    if (first === undefined) continue;
    const owner = appletOptions(first.applet)?.package ?? '';
    const isRun = invocation.step.instruction.keyword === 'RUN';
    if (owner === '' ? !isKnown(moments, invocation, isRun) : isThere(moments, owner, invocation, isRun)) continue;
    if (moments.brings(first.applet)) continue;
    const rewritten = rewrite(text, refused);
    if (rewritten === undefined && owner !== '' && asked.has(owner)) continue;
    if (rewritten === undefined) asked.add(owner);
    yield {
      range: first.range,
      message: messageOf(first, owner, rewritten !== undefined),
      fix: rewritten ?? (owner === '' ? undefined : installFix(text, invocation.step, owner, invocation)),
    };
  }
}

/** The GNU tool is there, or it is not known. */
function isThere(moments: PackageTimeline, owner: string, invocation: Invocation, isRun: boolean): boolean {
  const names = owner.startsWith('coreutils') ? [owner, 'coreutils'] : [owner];
  return names.some((name) => (isRun ? moments.has(name, invocation) : moments.hasAtEnd(name)) !== false);
}

/** Of the applet with no GNU package the file is the only source: nothing unknown was installed. */
function isKnown(moments: PackageTimeline, invocation: Invocation, isRun: boolean): boolean {
  return isRun ? moments.isKnown(invocation) : moments.isKnownAtEnd();
}

function messageOf({ applet, written, instead }: Refusal, owner: string, isRewritten: boolean): string {
  const advice = isRewritten
    ? `Write \`${instead ?? ''}\` for \`${written}\``
    : owner === ''
      ? `Do without \`${written}\``
      : `Install \`${owner}\`, or do without \`${written}\``;
  return `${advice}: the \`${applet}\` of BusyBox, which is what Alpine has, does not know it and stops with an error.`;
}

/** Every refused option of the command replaced by what does the same. */
function rewrite(text: string, refused: readonly Refusal[]): ProposedFix | undefined {
  const edits = refused.flatMap(({ range, written, instead }) =>
    instead !== undefined && text.startsWith(written, range.start) ? [{ range, text: instead }] : [],
  );
  return edits.length === refused.length ? { title: "Use BusyBox's options", edits } : undefined;
}
