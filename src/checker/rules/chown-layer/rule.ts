import { isForDevelopers } from '../../facts/toolbox.ts';
import { once } from '../../model/memo.ts';
import { runsAny } from '../../model/commands.ts';
import { isWithin, resolvePath } from '../../model/paths.ts';
import type { FileEvent, Invocation, Stage, Step } from '../../model/types.ts';
import { insertAt, type TextEdit } from '../../text.ts';
import { imageHasAccount } from '../../data/image-users.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import { copiedKind, PathIndex } from '../../facts/copied-files.ts';
import { isPlainWord, removeCommands, removeWord } from '../../fixes/edits.ts';
import { oneForEach } from '../../facts/one-fact.ts';
import { installOf } from '../../facts/dependency-installs.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { isOperand } from '../../model/fields.ts';
import { unpacks } from '../../model/copy.ts';
import { isArchive } from '../../forecast/files/search.ts';
import { UNPACK, unpacks as isUnpacking } from '../../facts/download-uses.ts';

export const rule = defineRule({
  id: 'chown-layer',
  title: 'Set the owner when you copy',
  category: 'stages',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['chown', 'chmod', 'chgrp'],
  // Those with the same remedy.
  together: (findings, context) =>
    oneForEach(findings, ({ severity, cause }) => `${severity ?? ''} ${String(cause)}`, context),
  *check({ model, path, text }) {
    for (const stage of model.stages) {
      if (!stage.inFinalImage || !/^(alpine|scratch|unknown)$/.test(stage.distro)) continue;
      if (!runsAny(stage, ...CHANGERS)) continue;
      for (const twice of storedTwice(stage, model.context !== undefined)) {
        const found = describe(twice, text);
        yield isForDevelopers(model.target, path) ? { ...found, severity: 'info' } : found;
      }
    }
  },
});

/** A command that stores again what a step before it copied. */
interface Twice {
  readonly event: FileEvent;
  readonly invocation: Invocation;
  readonly copy: Step;
  readonly flag: 'chmod' | 'chown';
  /** Other files are meant, too. */
  readonly isNote: boolean;
  /** The user comes only behind the copy. */
  readonly isEarly: boolean;
  /** The same RUN changes the mode of the same folder. */
  readonly isBoth: boolean;
  /** Something behind the copy makes files there, as root. */
  readonly isFilled: boolean;
}

/** At most one for each step. */
function* storedTwice(stage: Stage, hasContext: boolean): Iterable<Twice> {
  const copies = new PathIndex();
  const made = new PathIndex();
  const gone = new Set<FileEvent>();
  const targets = new Set<string>();
  const seen = new Set<Step>();
  const own = new Map(stage.fileEvents.filter(setsOwnBits).map(({ step, path }) => [step, path]));
  for (const event of stage.fileEvents) {
    const { kind, invocation, path } = event;
    if (kind === 'copy' && copiedKind(event) !== 'file' && path !== '/') {
      copies.add(event);
      if (path !== undefined) targets.add(path);
    }
    if (path === undefined || invocation === undefined) continue;
    if (kind === 'create' && invocation.name !== 'mkdir') made.add(event);
    if (kind === 'delete') for (const each of copies.within(path)) gone.add(each);
    if (kind !== 'chown' || path === '/' || seen.has(event.step) || !once(invocation, isRecursive)) continue;
    const flag = invocation.name === 'chmod' ? 'chmod' : 'chown';
    const toRoot = isOfRoot(invocation);
    const isAgain = (copy: FileEvent): boolean =>
      copy.step.copy?.[flag] === undefined &&
      !gone.has(copy) &&
      // What COPY brings is root's; an archive that ADD unpacks has owners of its own.
      !(toRoot && copy.step.instruction.keyword === 'COPY') &&
      // With a known context each file of a copied folder has its own path.
      !(copy.path === path && hasContext && copy.step.copy?.from === undefined);
    const twice = copies.within(path).find(isAgain);
    if (twice === undefined || isUnpacked(twice, event.step)) continue;
    seen.add(event.step);
    const isNote =
      own.get(event.step) === path ||
      isForOthersToo(event, twice, made) ||
      isPartOf(path, targets) ||
      isAbove(path, twice) ||
      isSmall(twice) ||
      // A program that another stage has built may have that mode already.
      (flag === 'chmod' && twice.fromStage !== undefined) ||
      isStoredAnyway(twice, event.step);
    const owner = invocation.args.find(isOperand)?.value ?? '';
    yield {
      event,
      invocation,
      copy: twice.step,
      flag,
      isNote,
      isEarly: flag === 'chown' && isMadeLater(owner.split(/[:.]/)[0] ?? '', twice.step, event.step),
      isBoth: flag === 'chown' && event.step.invocations.some((each) => isChmodOf(each, path)),
      isFilled: isFilledBetween(path, twice.step, event.step),
    };
  }
}

/** `chmod -R g=u`: it takes from each file its own bits, which no option of COPY does. */
function setsOwnBits({ invocation }: FileEvent): boolean {
  return (
    invocation?.name === 'chmod' &&
    once(invocation, isRecursive) &&
    /^[ugoa]*[=+-][ugo]+$/.test(invocation.args.find(isOperand)?.value ?? '')
  );
}

/** A folder of something larger that was copied before: what is said of all that was copied holds for some of it. */
function isPartOf(path: string, targets: ReadonlySet<string>): boolean {
  return targets.has(path.slice(0, path.lastIndexOf('/')));
}

/** `COPY a ./setup/keys` and `chmod -R ./setup`: the folder above, which COPY makes, keeps its own mode and owner. */
function isAbove(path: string, { step }: FileEvent): boolean {
  const to = resolvePath(step.copy?.destination?.value ?? '', step.before.workdir)?.replace(/\/$/, '');
  return to !== undefined && to !== path && isWithin(to, path) && step.before.workdir !== path;
}

/** A folder of the context of which the file does not show that it holds much: all of it, or what is built or served, does. */
function isSmall({ source = '', fromStage, step }: FileEvent): boolean {
  if (fromStage !== undefined || step.copy?.from !== undefined) return false;
  return !/(^|\/)(\.{1,2}|\*|app|apps|backend|build|client|dist|frontend|html|node_modules|packages|public|server|src|target|vendor|web|www)\/?$|^\/$|\.\w+$/.test(
    source,
  );
}

/** `setcap` writes to the file, so it is stored again whoever owns it. */
function isStoredAnyway({ path = '' }: FileEvent, { invocations }: Step): boolean {
  return invocations.some(
    ({ name, args }) => name === 'setcap' && args.some(({ value }) => value !== undefined && isWithin(value, path)),
  );
}

/**
 * What is meant are the files that came out of an archive, and those no option of ADD or COPY reaches: `ADD --chown` leaves
 * what it unpacks with the owners of the archive (tried in Docker 20.10.24 with BuildKit, 2026-12-01).
 */
function isUnpacked(copied: FileEvent, last: Step): boolean {
  if (copiedKind(copied) !== 'archive') return false;
  const { stage, index, instruction } = copied.step;
  const { source = '' } = copied;
  if (instruction.keyword === 'ADD' && (unpacks(instruction) ?? !/^\w+:/.test(source)) && isArchive(source))
    return true;
  return stage.steps
    .slice(Math.max(index + 1, last.index - MAX_BETWEEN), last.index + 1)
    .some(({ invocations }) => invocations.some((each) => UNPACK.test(each.name ?? '') && isUnpacking(each)));
}

function isChmodOf({ name, args, cwd }: Invocation, path: string): boolean {
  return name === 'chmod' && args.slice(1).some(({ value = '' }) => resolvePath(value, cwd) === path);
}

/** Commands that make no files where they are called, or make the folder or the user alone. */
const FILLS_NOTHING =
  /^(chown|chmod|chgrp|mkdir|adduser|addgroup|useradd|groupadd|usermod|apk|set|echo|cd|ln|true|:|rm|setcap|ls|id)$/;

/** `mkdir /app/logs && chown -R app /app`: that folder has no owner but by this command. */
function makesFolders({ step, path = '' }: FileEvent): boolean {
  return step.invocations.some(
    ({ name, args, cwd }) =>
      name === 'mkdir' &&
      args.some(
        ({ value }) => value !== undefined && !value.startsWith('-') && isWithin(resolvePath(value, cwd) ?? '', path),
      ),
  );
}

/** Past that nobody reads the file by hand. */
const MOST_STEPS = 500;

/** Steps that are looked at between a copy and what changes its files. */
const MAX_BETWEEN = 100;

/** The user is made behind the copy. */
function isMadeLater(name: string, { stage, index }: Step, last: Step): boolean {
  return stage.steps
    .slice(Math.max(index + 1, last.index - MAX_BETWEEN), last.index + 1)
    .some(({ invocations }) =>
      invocations.some(
        (each) => /^(adduser|useradd)$/.test(each.name ?? '') && each.args.some(({ value }) => value === name),
      ),
    );
}

/** Packages are installed, or something is built there, by root. */
function isFilledBetween(path: string, copy: Step, last: Step): boolean {
  return copy.stage.steps
    .slice(Math.max(copy.index + 1, last.index - MAX_BETWEEN), last.index + 1)
    .some(({ instruction, invocations }) =>
      instruction.keyword === 'RUN'
        ? invocations.some(
            ({ name = '', cwd }) => !FILLS_NOTHING.test(name) && cwd !== undefined && isWithin(cwd, path),
          )
        : false,
    );
}

function describe({ event, invocation, copy, flag, isNote, isEarly, isBoth, isFilled }: Twice, text: string): Finding {
  const option = `\`${copy.instruction.keyword} --${flag}\`${isBoth ? ' and `--chmod`' : ''}`;
  const advice = isEarly ? `Make the user first and use ${option} then` : `Use ${option} instead`;
  const more =
    flag === 'chmod'
      ? ''
      : isFilled
        ? ', and run what makes files there as that user'
        : makesFolders(event)
          ? ', and `chown` the folders that are made here by themselves'
          : event.path !== undefined && copy.stage.steps.length <= MOST_STEPS && isOfRootBefore(event.path, copy)
            ? ', and `chown` the folder alone, without `-R`'
            : '';
  return {
    range: invocation.range,
    ...(isNote && { severity: 'info' }),
    cause: isEarly ? 'user' : flag,
    message: `${advice}${more}: \`${invocation.name ?? ''} -R\` in a later step stores each of the copied files again in its own layer, so they are in the image twice.`,
    related: [{ range: copy.instruction.range, message: 'The files are copied here.' }],
    fix: makeFix(copy.stage, copy, event, text),
  };
}

const CHANGERS = ['chown', 'chmod', 'chgrp'];

function isRecursive({ name, args, inSubstitution }: Invocation): boolean {
  return (
    CHANGERS.includes(name ?? '') &&
    !inSubstitution &&
    args.some(({ value }) => value === '--recursive' || (value !== undefined && /^-\w*R/.test(value)))
  );
}

/** `root:root`, `0`, `:0`, and `root` for chgrp. */
function isOfRoot({ name, args }: Invocation): boolean {
  const owner = args.find(isOperand)?.value;
  return name !== 'chmod' && owner !== undefined && /^(root|0)?([:.](root|0)?)?$/.test(owner);
}

/**
 * The command is there for more than what was copied: for files that a RUN made in the same folder, or for an owner whom only
 * this RUN makes, with packages that it installs.
 */
function isForOthersToo({ path = '', invocation, step }: FileEvent, copy: FileEvent, made: PathIndex): boolean {
  const args = invocation?.args ?? [];
  const owner = args.find(isOperand)?.value ?? '';
  if (invocation?.name !== 'chmod' && !isThere(owner.split(/[:.]/)[0] ?? '', 'user', step.stage, copy.step)) {
    if (step.invocations.some((each) => installOf(each)?.manifests?.length !== 0 && installOf(each) !== undefined))
      return true;
  }
  const folder = copy.path ?? '';
  return folder !== path && made.within(path).some((each) => !isWithin(each.path ?? '', folder));
}

/** Each fix looks at all files of the stage; past that nobody reads the file by hand. */
const MAX_EVENTS = 2_000;

/** `--chown` on the one COPY that fills the folder, where the user is there at that point and nothing else is made in it. */
function makeFix(stage: Stage, copy: Step, { invocation, path }: FileEvent, text: string): ProposedFix | undefined {
  const owner = invocation?.name === 'chown' ? invocation.args.find(isOperand)?.value : undefined;
  if (
    invocation === undefined ||
    path === undefined ||
    owner === undefined ||
    !invocation.certain ||
    invocation.args.length !== 3 ||
    stage.fileEvents.length > MAX_EVENTS
  )
    return undefined;
  const inside = stage.fileEvents.filter(
    (event) =>
      event.kind !== 'chown' && event.path !== undefined && (isWithin(event.path, path) || isWithin(path, event.path)),
  );
  const isOther = (event: FileEvent): boolean =>
    event.step !== copy && !(event.kind === 'create' && isWithin(path, event.path ?? ''));
  if (inside.some(isOther) || inside.some((event) => event.step === copy && !isWithin(event.path ?? '/', path)))
    return undefined;
  // Commands of the steps between may have made files there.
  const between = stage.steps.slice(copy.index + 1, invocation.step.index + 1);
  if (
    between.some(
      ({ instruction, invocations }) =>
        instruction.keyword === 'RUN' &&
        invocations.some(
          (other) =>
            other !== invocation && !/^(adduser|addgroup|useradd|groupadd|apk|mkdir|set)$/.test(other.name ?? ''),
        ),
    )
  )
    return undefined;
  if (!owner.split(':').every((name, i) => isThere(name, i === 0 ? 'user' : 'group', stage, copy))) return undefined;
  const gone = isOfRootBefore(path, copy)
    ? forFolderAlone(invocation, text)
    : removeCommands(text, invocation.step, [invocation]);
  if (gone === undefined) return undefined;
  if (!isPlainWord(owner)) return undefined;
  const written = asWritten(invocation, copy) ?? owner;
  const option = insertAt(copy.instruction.keywordRange.end, ` --chown=${written}`);
  return { title: `Use ${copy.instruction.keyword} --chown=${written}`, edits: [option, ...gone] };
}

/** `${UID}:${GID}`, where the arguments are there for the COPY too: who builds may give others. */
function asWritten({ args }: Invocation, { before }: Step): string | undefined {
  const word = args.find(isOperand)?.raw.replace(/^"(.*)"$/, '$1') ?? '';
  if (!/^(\w|[:.-]|\$\w{1,60}|\$\{\w{1,60}\}){1,99}$/.test(word) || !word.includes('$')) return undefined;
  const names = [...word.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
  return names.every((name) => before.args.has(name) || before.env.has(name)) ? word : undefined;
}

/**
 * The folder stands before the files are copied into it, because WORKDIR or a command made it, so `--chown` leaves it with root,
 * and a program that writes to it would fail.
 */
function isOfRootBefore(path: string, copy: Step): boolean {
  return (
    (copy.before.workdir !== undefined && isWithin(copy.before.workdir, path)) ||
    chainOf(copy.stage).some((stage) =>
      stage.steps.some(
        ({ before, index }) =>
          (stage !== copy.stage || index < copy.index) &&
          before.workdir !== undefined &&
          isWithin(before.workdir, path),
      ),
    ) ||
    copy.stage.fileEvents.some(
      (event) =>
        event.kind === 'create' &&
        event.step.index < copy.index &&
        event.path !== undefined &&
        isWithin(event.path, path),
    )
  );
}

/** Without `-R` the command stores the folder itself and none of the files. */
function forFolderAlone({ args }: Invocation, text: string): readonly TextEdit[] | undefined {
  const flag = args.find(({ value }) => value === '-R' || value === '--recursive');
  const edit = flag && removeWord(text, flag);
  return edit && [edit];
}

/** A number, or a name that the base image or an earlier step brings. */
function isThere(name: string, kind: 'user' | 'group', stage: Stage, copy: Step): boolean {
  if (/^\d+$/.test(name)) return true;
  const root = rootOf(stage);
  if (imageHasAccount(root.base.name ?? '', root, name, kind) === true) return true;
  return stage.steps
    .slice(Math.max(0, copy.index - MOST_STEPS), copy.index)
    .some(({ invocations }) =>
      invocations.some(
        (other) =>
          other.certain &&
          /^(adduser|useradd|addgroup|groupadd)$/.test(other.name ?? '') &&
          (kind === 'user' ? /user/ : /group|^adduser$/).test(other.name ?? '') &&
          other.args.some(({ value }) => value === name),
      ),
    );
}
