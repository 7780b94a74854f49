import { renamedPackage } from '../../apk/renamed-packages.ts';
import { isSharedName } from '../../data/shared-package-names.ts';
import { alongChain, rootOf } from '../../model/stage-chain.ts';
import { hasOwnProgram } from '../../model/presence.ts';
import type { Argument, Invocation, Stage, Step } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import { isLiteral, removeCommands, removeFlag, removeWord } from '../../fixes/edits.ts';
import { handedInNames, isBaseChosen } from '../../facts/handed-in.ts';
import { mustSucceed } from '../../model/commands.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';
import { isOperand } from '../../model/fields.ts';

/** Managers of other distributions with the Alpine packages that bring them (`apt`, `pacman` and `rpm` exist there). */
const FOREIGN: Readonly<Record<string, readonly string[] | undefined>> = {
  'apt-get': ['apt'],
  apt: ['apt'],
  aptitude: [],
  yum: ['yum'],
  dnf: ['dnf'],
  microdnf: ['microdnf'],
  zypper: ['zypper'],
};

export const rule = defineRule({
  id: 'foreign-package-manager',
  title: "Use the base image's own package manager",
  category: 'packages',
  severity: 'error',
  fix: 'suggestion',
  *check({ model, stagesWithOnbuild, text }) {
    // A template (`{{ if }}`) holds the lines of several files.
    if (model.file.problems.some(({ code }) => code === 'unknown-instruction')) return;
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached) continue;
      const isForeign =
        stage.distro === 'alpine' && stage.libc === 'musl'
          ? (name: string): boolean => Object.hasOwn(FOREIGN, name)
          : stage.distro === 'debian' || stage.distro === 'redhat'
            ? (name: string): boolean => name === 'apk'
            : undefined;
      const { name = '' } = rootOf(stage).base;
      if (isForeign !== undefined && !handedInNames(model).has(name)) yield* inStage(stage, isForeign, text);
    }
  },
});

/** One finding a RUN: its first command stops the build already. */
function* inStage(stage: Stage, isForeign: (name: string) => boolean, text: string): Iterable<Finding> {
  const missing = new Map<string, boolean>();
  const isGone = (invocation: Invocation): boolean => {
    const { name = '', program = name } = invocation;
    if (program.includes('/') && !/^(\/usr)?\/s?bin\//.test(program)) return false;
    let known = missing.get(name);
    if (known === undefined) missing.set(name, (known = isMissing(stage, name)));
    return known;
  };
  for (const step of stage.steps) {
    if (step.instruction.keyword !== 'RUN') continue;
    const first = step.invocations.find(
      (invocation) =>
        invocation.name !== undefined &&
        isForeign(invocation.name) &&
        mustSucceed(invocation) &&
        !isAskedFor(invocation) &&
        isGone(invocation),
    );
    const name = first?.name;
    if (first === undefined || name === undefined) continue;
    const { kind, reference: base = 'the base' } = rootOf(stage).base;
    if (kind !== 'image') continue;
    yield {
      range: first.range,
      ...(isBaseChosen(stage) ? { severity: 'warning' as const } : {}),
      message:
        name === 'apk'
          ? `Use \`${stage.distro === 'debian' ? 'apt-get' : 'dnf'}\`, or take an Alpine variant as base: \`${base}\` is no Alpine image, so there is no \`apk\` ("not found").`
          : `Use \`apk add --no-cache\`: \`${base}\` is Alpine and has no \`${name}\`, so this command ends with "not found".`,
      fix: name === 'apk' ? undefined : makeFix(step, text),
    };
  }
}

/** `command -v apt-get && apt-get …`, `[ -x /usr/bin/apt-get ] && …`: the RUN looks first whether it is there. */
function isAskedFor({ name = '', order, step }: Invocation): boolean {
  return step.invocations.some(
    (other) =>
      other.order < order &&
      /^(command|which|type|hash|test|\[)$/.test(other.name ?? '') &&
      other.args.some(({ value }) => value !== undefined && baseName(value) === name),
  );
}

/** Nothing in the stage brings it: no package, no copied or linked file, no add of unknown names. */
function isMissing(stage: Stage, name: string): boolean {
  const packages = FOREIGN[name] ?? ['apk-tools'];
  const mayBring = alongChain(
    stage,
    ({ distro, packageEvents }, below = false) =>
      below ||
      packageEvents.some(
        (event) =>
          event.kind === 'add' &&
          event.manager === (distro === 'alpine' ? 'apk' : 'apt') &&
          event.packages.some((spec) => spec.name === undefined || packages.includes(spec.name)),
      ),
    `may bring ${name}`,
  );
  return !mayBring && !hasOwnProgram(stage, name);
}

/** Where they keep lists and packages. */
const LISTS = /^\/var\/(lib|cache)\/(apt|dnf|yum|zypp)\b/;

/** `apt-get update && apt-get install -y a b && rm -rf /var/lib/apt/lists/*` becomes `apk add --no-cache a b`. */
function makeFix(step: Step, text: string): ProposedFix | undefined {
  const gone: Invocation[] = [];
  const edits: TextEdit[] = [];
  for (const invocation of step.invocations) {
    if (isListCleanup(invocation)) gone.push(invocation);
    if (invocation.name === undefined || !Object.hasOwn(FOREIGN, invocation.name)) continue;
    const command = invocation.args.find((word, i, args) => isOperand(word) && args[i - 1]?.value !== '-o');
    const { value = '' } = command ?? {};
    if (/^(update|upgrade|dist-upgrade|clean|autoclean|autoremove|makecache|refresh)$/.test(value)) {
      gone.push(invocation);
      continue;
    }
    const own = command && apkEdits(invocation, command, text);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  const title = edits.length > 0 ? 'Use apk' : 'Delete the command, apk needs none like it';
  const removed = gone.length > 0 ? removeCommands(text, step, gone) : [];
  if (removed === undefined) return undefined;
  edits.push(...removed);
  for (const { type, target = '', range } of step.mounts) {
    const isGone = removed.some((edit) => edit.range.start <= range.start && edit.range.end >= range.end);
    if (type !== 'cache' || !LISTS.test(target) || isGone) continue;
    edits.push(removeFlag(text, range));
  }
  return { title, edits };
}

/** Options that say nothing to apk. */
const DROPPED =
  /^(-y|-q{1,9}|-yq{1,9}|-q{1,9}y|--yes|--assume-?yes|--quiet|--no-install-recommends|--no-recommends|--fix-missing|--nodocs|--auto-?remove|--purge)$|^--setopt=|^-o/;

/** `install` and `remove` as `apk add` and `apk del`; undefined where the author has to look. */
function apkEdits(invocation: Invocation, command: Argument, text: string): TextEdit[] | undefined {
  const { args, range, assignments, redirects, node } = invocation;
  if (node === undefined || redirects.length > 0 || [...assignments.keys()].some((name) => name !== 'DEBIAN_FRONTEND'))
    return undefined;
  const { value = '' } = command;
  const use = /^in(stall)?$/.test(value) ? 'add --no-cache' : /^(remove|purge)$/.test(value) ? 'del' : undefined;
  if (use === undefined) return undefined;
  const edits: TextEdit[] = [{ range: { start: range.start, end: command.range.end }, text: `apk ${use}` }];
  const seen = new Set<string>();
  for (let i = args.indexOf(command) + 1; i < args.length; i++) {
    const word = args[i];
    if (word?.value === undefined || !isLiteral(text, word)) return undefined;
    const isSetting = args[i - 1]?.value === '-o';
    const name = isSetting || !isOperand(word) ? undefined : apkName(word.value);
    // An option with a value (`-t backports`), a version or a name that no table knows.
    if (name === undefined && !isSetting && !DROPPED.test(word.value)) return undefined;
    const edit = name === undefined || seen.has(name) ? removeWord(text, word) : { range: word.range, text: name };
    if (edit === undefined) return undefined;
    if (name !== undefined) seen.add(name);
    if (edit.text !== word.raw) edits.push(edit);
  }
  return seen.size === 0 ? undefined : edits;
}

function apkName(name: string): string | undefined {
  const renamed = renamedPackage(name);
  if (renamed !== undefined) return renamed.kind === 'elsewhere' || renamed.kind === 'gone' ? renamed.use : undefined;
  return isSharedName(name) ? name : undefined;
}

function isListCleanup({ name, args }: Invocation): boolean {
  const words = args.filter(isOperand);
  return name === 'rm' && words.length > 0 && words.every(({ value = '' }) => LISTS.test(value));
}
