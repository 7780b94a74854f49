import { isOfficialImage } from '../../data/official-images.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { PackageSpec } from '../../apk/types.ts';
import type { PackageEvent, Stage } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import { replaceInWord } from '../../fixes/edits.ts';
import { firstForeignRepository } from '../../facts/repositories.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-exact-pin',
  title: 'Pin the branch, not the build of a package',
  category: 'packages',
  severity: 'info',
  fix: 'suggestion',
  needs: ['apk add'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      let foreign: number | undefined;
      for (const event of stage.packageEvents) {
        if (event.kind !== 'add' || !event.packages.some(isExact)) continue;
        foreign ??= asksPublicRepositories(stage) ? firstForeignRepository(stage) : -1;
        if (event.order >= foreign) continue;
        if (['repository', 'repositories-file', 'repository-config'].some((option) => event.apk?.has(option))) continue;
        yield* inCommand(event, text);
      }
    }
  },
});

/** An image of another registry may come with repositories that keep every build. */
function asksPublicRepositories(stage: Stage): boolean {
  const { name } = rootOf(stage).base;
  return name !== undefined && isOfficialImage(name);
}

/** One finding a command: the packages of one list are pinned for one reason. */
function* inCommand({ packages }: PackageEvent, text: string): Iterable<Finding> {
  const pinned = packages.filter(isExact);
  const [first] = pinned;
  if (first === undefined) return;
  const without = pinned.find(({ constraint }) => !/-r\d+$/.test(constraint ?? ''));
  const spec = without ?? first;
  const word = `${spec.name ?? ''}${spec.constraint ?? ''}`;
  const advice = `Write \`${loose(spec)}\``;
  const others = pinned.length === 1 ? '' : ', and the others of this list in the same way';
  yield {
    range: spec.range,
    // `apk add jq=1.7.1` with jq-1.7.1-r0 in the index: "breaks: world[jq=1.7.1]" (seen in apk-tools 2.14.4).
    ...(without === undefined ? {} : { severity: 'warning' as const }),
    message:
      without === undefined
        ? `${advice} or pin nothing but the branch in FROM${others}: Alpine keeps only the newest build of a package, so \`${word}\` stops the build as soon as there is another.`
        : `${advice}${others}: \`=\` compares the whole version with its \`-r\` number, so \`${word}\` fits no build of the package.`,
    fix: makeFix(pinned, text),
  };
}

function isExact({ kind, name, constraint, repositoryTag }: PackageSpec): boolean {
  return (
    kind === 'package' &&
    name !== undefined &&
    !name.startsWith('.') &&
    repositoryTag === undefined &&
    /^==?\d[\w.-]*$/.test(constraint ?? '')
  );
}

/** `git~=2.49`; a version of one number says nothing that could stay. */
function loose({ name, constraint }: PackageSpec): string {
  return `${name ?? ''}${prefixOf(constraint ?? '')}`;
}

function prefixOf(constraint: string): string {
  const match = /^==?(\d+\.\d+)/.exec(constraint);
  return match?.[1] === undefined ? '' : `~=${match[1]}`;
}

function makeFix(pinned: readonly PackageSpec[], text: string): ProposedFix | undefined {
  const edits: TextEdit[] = [];
  for (const spec of pinned) {
    const { constraint = '' } = spec;
    const edit = spec.raw.includes('$') ? undefined : replaceInWord(text, spec, constraint, prefixOf(constraint));
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return { title: 'Pin major and minor only', edits };
}
