import type { Invocation, PackageEvent, Stage } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import { replaceInWord } from '../../fixes/edits.ts';
import { isSharedName } from '../../data/shared-package-names.ts';
import { parentStages } from '../../model/stage-chain.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { addTo } from '../../lists.ts';

export const rule = defineRule({
  id: 'virtual-dot',
  title: 'Begin the name of a group with a dot',
  category: 'virtual',
  severity: 'info',
  fix: 'safe',
  needs: ['apk --virtual'],
  *check({ model, alpineStagesWithOnbuild, text }) {
    const parents = parentStages(model);
    for (const stage of alpineStagesWithOnbuild) yield* inStage(stage, text, !parents.has(stage));
  },
});

/** One finding a name, where it is first used. */
function* inStage(stage: Stage, text: string, isLast: boolean): Iterable<Finding> {
  const groups = new Map<string, PackageEvent[]>();
  const deletions = new Map<string, PackageEvent[]>();
  for (const event of stage.packageEvents) {
    const name = event.apk?.virtual?.name;
    if (event.kind === 'add' && name !== undefined && name !== '') push(groups, name, event);
    if (event.kind === 'del')
      for (const spec of event.packages) if (spec.name !== undefined) push(deletions, spec.name, event);
  }
  for (const [name, additions] of groups) {
    const [first] = additions;
    if (name.startsWith('.') || first?.apk?.virtual === undefined) continue;
    const deleted = deletions.get(name) ?? [];
    // A group that is there to be deleted may have any name; the first of some packages is a package that was meant.
    if (isSharedName(name) && deleted.length === 0 && first.packages.length > 0) {
      yield {
        range: first.apk.virtual.range,
        severity: 'warning',
        message: `Put a name for the group, such as \`.deps\`, in front of \`${name}\`, or leave out \`--virtual\`: the word behind it is the name of the group, so the package \`${name}\` is not installed.`,
      };
      continue;
    }
    yield {
      range: first.apk.virtual.range,
      message: `Name the group \`.${name}\`: without the dot it looks like a package, and a package of that name could not be told from it.`,
      // Under its old name something outside may still ask for a group that stays.
      fix:
        isLast && deleted.length > 0 && !groups.has(`.${name}`) && !deletions.has(`.${name}`)
          ? makeFix(name, additions, deleted, text)
          : undefined,
    };
  }
}

function push(into: Map<string, PackageEvent[]>, name: string, event: PackageEvent): void {
  addTo(into, name, event);
}

function makeFix(
  name: string,
  additions: readonly PackageEvent[],
  deletions: readonly PackageEvent[],
  text: string,
): ProposedFix | undefined {
  const edits: TextEdit[] = [];
  for (const { invocation } of additions) {
    const edit = renameGroup(invocation, name, text);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  // A command that names the group twice is listed twice.
  for (const { packages } of new Set(deletions)) {
    for (const spec of packages) {
      if (spec.name !== name) continue;
      const edit = replaceInWord(text, spec, name, `.${name}`);
      if (edit === undefined) return undefined;
      edits.push(edit);
    }
  }
  return { title: `Rename it to .${name}`, edits };
}

function renameGroup({ apk, args }: Invocation, name: string, text: string): TextEdit | undefined {
  const option = apk?.virtual?.range;
  const word = args.findLast(
    ({ value, range }) =>
      option !== undefined && range.start >= option.start && range.end <= option.end && value?.endsWith(name) === true,
  );
  return word && replaceInWord(text, word, name, `.${name}`);
}
