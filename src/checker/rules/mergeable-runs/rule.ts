import type { PackageEvent, Stage, Step } from '../../model/types.ts';
import type { PackageSpec } from '../../apk/types.ts';
import { isWritten, removeInstructions } from '../../fixes/edits.ts';
import { appendPackages, gapOf } from '../../fixes/package-edits.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'mergeable-runs',
  title: 'Install packages in one RUN',
  category: 'packages',
  severity: 'info',
  fix: 'safe',
  needs: ['RUN again'],
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      if (!stage.inFinalImage) continue;
      for (const group of groupsOf(stage)) {
        const [first, second] = group;
        if (first === undefined || second === undefined) continue;
        yield {
          range: second.step.instruction.range,
          message: `Add ${group.length > 2 ? 'these packages' : 'this'} to the \`apk add\` above: each \`RUN\` makes a layer and fetches the package index again.`,
          related: [{ range: first.step.instruction.range, message: 'This `apk add` can take the packages.' }],
          fix: makeFix(group, text),
        };
      }
    }
  },
});

/** Neighboring RUNs that are one `apk add` each, with the same options. */
function groupsOf(stage: Stage): PackageEvent[][] {
  const adds = new Map<Step, PackageEvent>();
  for (const event of stage.packageEvents) if (isPlainAdd(event)) adds.set(event.step, event);
  const groups: PackageEvent[][] = [];
  let group: PackageEvent[] = [];
  for (const step of stage.steps) {
    const event = adds.get(step);
    const first = group[0];
    if (event !== undefined && first !== undefined && signature(event) === signature(first)) {
      group.push(event);
    } else {
      if (group.length > 1) groups.push(group);
      group = event === undefined ? [] : [event];
    }
  }
  if (group.length > 1) groups.push(group);
  return groups;
}

function isPlainAdd({ kind, apk, step, invocation, packages }: PackageEvent): boolean {
  return (
    kind === 'add' &&
    apk !== undefined &&
    apk.virtual === undefined &&
    packages.length > 0 &&
    invocation.certain &&
    invocation.redirects.length === 0 &&
    invocation.assignments.size === 0 &&
    step.invocations.length === 1 &&
    step.instruction.form === 'shell' &&
    step.instruction.heredocs.length === 0
  );
}

/** Flags of RUN and options of apk. */
function signature({ apk, step }: PackageEvent): string {
  const flags = step.instruction.flags.map(({ name, value }) => `${name}=${value ?? ''}`);
  const options = apk?.options.map(({ name, written, value }) => `${name ?? written}=${value ?? ''}`) ?? [];
  return [...flags.sort(), '', ...options.sort()].join('\n');
}

/** Comments above a RUN say why it stands alone, so those are left to the author. */
function makeFix([first, ...rest]: readonly PackageEvent[], text: string): ProposedFix | undefined {
  if (first === undefined) return undefined;
  // One behind the packages would be said of all of them.
  const { start, end } = first.step.instruction.range;
  if (text.slice(start, end).includes('#')) return undefined;
  const names = new Map<string, string>();
  const there = new Set(first.packages.map(keyOf));
  for (const { packages, step } of rest) {
    if (step.instruction.leading.length > 0 || !packages.every((each) => isWritten(text, each))) return undefined;
    // A comment inside the list would be lost.
    const { start, end } = step.instruction.range;
    if (text.slice(start, end).includes('#')) return undefined;
    for (const each of packages) if (!there.has(keyOf(each))) names.set(keyOf(each), each.raw);
  }
  const like = rest.find((event) => gapOf(text, event) !== undefined);
  const append = appendPackages(text, first, [...names.values()], like);
  const gone = removeInstructions(
    text,
    rest.map(({ step }) => step.instruction),
  );
  return append && { title: 'Install them in one RUN', edits: [append, ...gone] };
}

/** The same package, in quotes or not. */
function keyOf({ raw, name }: PackageSpec): string {
  return raw.replace(/["']/g, '') === name ? name : raw;
}
