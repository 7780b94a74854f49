import { isOfficialImage } from '../../data/official-images.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { PackageSpec } from '../../apk/types.ts';
import type { PackageEvent, Stage, Step } from '../../model/types.ts';
import { sliceOf, type TextEdit } from '../../text.ts';
import { isPlainWord, isWritten, replaceInWord } from '../../fixes/edits.ts';
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
        yield* inCommand(event, stage, text);
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
function* inCommand({ packages, invocation }: PackageEvent, stage: Stage, text: string): Iterable<Finding> {
  const pinned = packages.filter(isExact);
  const [first] = pinned;
  if (first === undefined) return;
  const without = pinned.find(({ constraint }) => !/-r\d+$/.test(constraint ?? ''));
  const spec = without ?? first;
  const word = `${spec.name ?? ''}${spec.constraint ?? ''}`;
  const advice = isInBase(spec, stage)
    ? `Write \`"${atLeast(spec)}"\`, since the base has \`${spec.name ?? ''}\` already and may have an older build,`
    : `Write \`${loose(spec)}\``;
  const others = pinned.length === 1 ? '' : ', and the others of this list in the same way';
  yield {
    range: spec.range,
    // `apk add jq=1.7.1` with jq-1.7.1-r0 in the index: "breaks: world[jq=1.7.1]" (seen in apk-tools 2.14.4).
    ...(without === undefined ? {} : { severity: 'warning' as const }),
    message:
      without === undefined
        ? `${advice} or pin nothing but the branch in FROM${others}: Alpine keeps only the newest build of a package, so \`${word}\` stops the build as soon as there is another.`
        : `${advice}${others}: \`=\` compares the whole version with its \`-r\` number, so \`${word}\` fits no build of the package.`,
    fix: makeFix(pinned, invocation.step, text),
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

/** What Alpine's own image consists of (`apk info` in alpine 3.20.3), and libraries that images of languages may bring. */
const OF_ALPINE =
  /^(apk-tools|busybox|ca-certificates-bundle|lib(apk|crypto|ssl)\d*|libc-utils|musl(-utils)?|ssl_client|zlib)$/;
const LIBRARY = /^lib|-libs$|^(expat|gmp|openssl|readline|yaml)$/;

/** A pin of such a package is there to replace the build that the base came with, and `~=` would be content with that. */
function isInBase({ name = '' }: PackageSpec, stage: Stage): boolean {
  return OF_ALPINE.test(name) || (rootOf(stage).base.name !== 'alpine' && LIBRARY.test(name));
}

/** `libssl3>=3.5.7-r0`. */
function atLeast({ name = '', constraint = '' }: PackageSpec): string {
  return `${name}${constraint.replace(/^==?/, '>=')}`;
}

function makeFix(pinned: readonly PackageSpec[], { stage, instruction }: Step, text: string): ProposedFix | undefined {
  const edits: TextEdit[] = [];
  for (const spec of pinned) {
    const { raw } = spec;
    const edit = raw.includes('$')
      ? undefined
      : editOf(spec, isInBase(spec, stage) ? atLeast(spec) : undefined, instruction.range.start, text);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return { title: 'Pin less of the version', edits };
}

/** @param wanted with a `>`, which a shell must not read @param start of the instruction */
function editOf(spec: PackageSpec, wanted: string | undefined, start: number, text: string): TextEdit | undefined {
  const { constraint = '', range } = spec;
  const isQuoted = /["']/.test(text[range.start - 1] ?? '') || /^["']/.test(sliceOf(text, range));
  if (wanted === undefined) return replaceInWord(text, spec, constraint, prefixOf(constraint));
  if (isQuoted) return replaceInWord(text, spec, constraint, constraint.replace(/^==?/, '>='));
  // Inside of other quotes there is no room for these.
  const isFree = isWritten(text, spec) && isPlainWord(spec.raw) && !/["']/.test(text.slice(start, range.start));
  return isFree ? { range, text: `"${wanted}"` } : undefined;
}
