import { insertOption, isLiteral, isWritten, removeWord } from '../../fixes/edits.ts';
import { isHeld, LOCKING, lockedInstallOf, type LockedInstall, lockOf, type LockPlace } from '../../facts/lockfiles.ts';
import { isDevelopmentFile, isDevelopmentTarget } from '../../facts/target-names.ts';
import { baseName } from '../../model/paths.ts';
import { alongChain, chainOf, rootOf } from '../../model/stage-chain.ts';
import { once } from '../../model/memo.ts';
import { commandsLike } from '../../model/commands.ts';
import type { BuildContext, Model, Stage } from '../../model/types.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { insertAt, type TextEdit } from '../../text.ts';

export const rule = defineRule({
  id: 'lockfile-install',
  title: 'Install the versions of the lockfile',
  category: 'packages',
  severity: 'warning',
  fix: 'suggestion',
  tally: ['ruby/missing-bundle-deployment'],
  needs: ['npm', 'yarn', 'pnpm', 'bundle', 'composer', 'poetry', 'uv', 'pipenv'],
  *check({ model, path, stagesWithOnbuild, text }) {
    if (isDevelopmentFile(path)) return;
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached || isDevelopmentTarget(stage.name)) continue;
      for (const invocation of commandsLike(stage, LOCKING)) {
        if (invocation.step.instruction.keyword !== 'RUN') continue;
        const install = lockedInstallOf(invocation);
        if (install === undefined || isHeldElsewhere(stage, install) || isExplained(install) || isOldNpm(install))
          continue;
        const held = isHeld(install);
        if (held === undefined || comesAgain(stage, install)) continue;
        const place = lockOf(install, stage, model.context);
        if (place === undefined || (held && place.kind === 'there')) continue;
        if (install.invocation.name === 'yarn' && isYarnOfToday(install, model.context) && once(model, hasWorkspaces))
          continue;
        const settings = yarnSettings(install, model.context);
        if (settings === 'strict') continue;
        const isNewest = isNewestPnpm(stage, install);
        yield {
          range: invocation.range,
          ...((settings === 'unknown' || isNewest) && { severity: 'info' }),
          message: messageFor(install, place, model.context, held),
          fix: isNewest ? undefined : makeFix(text, install, place, model.context, held),
        };
      }
    }
  },
});

const TAKES_AWAY = /^(--production|--prod|--omit=dev|--no-dev|--only=prod)/;

/** An earlier install in the same folder was held to the lockfile; this one takes away what it brought for development. */
function comesAgain(stage: Stage, { invocation, folder }: LockedInstall): boolean {
  if (!invocation.args.some(({ value }) => TAKES_AWAY.test(value ?? ''))) return false;
  const key = `${invocation.name ?? ''} ${folder}`;
  return chainOf(stage).some(
    (each) => (once(each, firstHeld).get(key) ?? Infinity) < (each === stage ? invocation.order : Infinity),
  );
}

/** By program and folder: the order of the first install that was held to its lockfile. */
function firstHeld(stage: Stage): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const each of commandsLike(stage, LOCKING)) {
    const install = lockedInstallOf(each);
    const isClean = each.name === 'npm' && each.args[0]?.value === 'ci';
    const key = `${each.name ?? ''} ${install?.folder ?? each.cwd ?? ''}`;
    if ((isClean || (install !== undefined && isHeld(install) === true)) && !found.has(key)) found.set(key, each.order);
  }
  return found;
}

/** npm reads a lockfile since version 5, and has `ci` since 5.7, which came with Node 8.12 (nodejs.org, "Previous releases"). */
function isOldNpm({ invocation: { name, step } }: LockedInstall): boolean {
  const { name: image = '', tag = '' } = rootOf(step.stage).base;
  const [, major, minor = '99'] = /^(\d{1,2})(?:\.(\d{1,2}))?/.exec(tag) ?? [];
  return (
    name === 'npm' &&
    baseName(image) === 'node' &&
    major !== undefined &&
    (Number(major) < 8 || (major === '8' && Number(minor) < 12))
  );
}

/** A comment above says why it is this command: "npm install finds the package for musl". */
function isExplained({ invocation: { name = '', step } }: LockedInstall): boolean {
  const words = [...step.stage.from.leading, ...step.instruction.leading].map(({ text }) => text.toLowerCase());
  return words.some(
    (text) => [`${name} install`, `${name} ci`].some((each) => text.includes(each)) || /frozen|immutable/.test(text),
  );
}

/** `bundle config set frozen true`, `pnpm config set …`, `yarn config set enableImmutableInstalls true`. */
function isHeldElsewhere(stage: Stage, { invocation: { name } }: LockedInstall): boolean {
  return alongChain(stage, configured).has(name);
}

/** Programs that were told something by `config`, here or in a stage below. */
function configured(stage: Stage, below: ReadonlySet<string | undefined> = new Set()): ReadonlySet<string | undefined> {
  const told = commandsLike(stage, LOCKING).filter(({ args }) => args[0]?.value === 'config');
  return told.length === 0 ? below : new Set([...below, ...told.map(({ name }) => name)]);
}

/** How the command is to be written: words in place of the one that installs, or one more option. */
function better(install: LockedInstall, context: BuildContext | undefined) {
  const { isUpdate } = install;
  const { name } = install.invocation;
  if (isUpdate) return { word: 'install' };
  if (name === 'npm') return { word: 'ci' };
  if (name === 'pnpm') return { option: '--frozen-lockfile' };
  if (name === 'uv') return { option: '--locked' };
  if (name === 'pipenv') return { option: '--deploy' };
  if (name === 'yarn') return { option: isYarnOfToday(install, context) ? '--immutable' : '--frozen-lockfile' };
  return {};
}

/** Yarn 2 and later, as their settings say, which lie in the context or are copied by name. */
function isYarnOfToday({ invocation }: LockedInstall, context: BuildContext | undefined): boolean {
  const settings = /(^|\/)\.yarn(rc\.yml)?\/?$/;
  return (
    context?.paths.includes('.yarnrc.yml') === true ||
    chainOf(invocation.step.stage)
      .flatMap(({ steps }) => steps)
      .some(({ copy }) => copy?.from === undefined && copy?.sources.some(({ value }) => settings.test(value ?? '')))
  );
}

/** What `.yarnrc.yml` says of `enableImmutableInstalls`, for Yarn 2 and later (yarnpkg.com/configuration/yarnrc, read 2026-12-01). */
function yarnSettings(install: LockedInstall, context: BuildContext | undefined): 'strict' | 'unknown' | undefined {
  if (install.invocation.name !== 'yarn' || !isYarnOfToday(install, context)) return undefined;
  const text = context?.read('.yarnrc.yml');
  if (text === undefined) return 'unknown';
  return /^enableImmutableInstalls:\s*["']?true\b/m.test(text) ? 'strict' : undefined;
}

/**
 * `npm install -g pnpm`: the newest one may not read the lockfile at all, and then stops where it is told to keep to it (seen: pnpm
 * 10.34.9 with a lockfile of format 6.0).
 */
function isNewestPnpm(stage: Stage, { invocation }: LockedInstall): boolean {
  return (
    invocation.name === 'pnpm' &&
    chainOf(stage).some((each) =>
      commandsLike(each, /^(npm|yarn|corepack)$/).some(({ name, args }) =>
        args.some(({ value }) => value === 'pnpm@latest' || (value === 'pnpm' && name !== 'corepack')),
      ),
    )
  );
}

function messageFor(
  install: LockedInstall,
  { kind, lock }: LockPlace,
  context: BuildContext | undefined,
  held: boolean,
): string {
  const { word, option } = better(install, context);
  const { name = '' } = install.invocation;
  const command = [name, install.command?.value].filter(Boolean).join(' ');
  const strict =
    word !== undefined
      ? `\`${name} ${word}\` in place of \`${command}\``
      : option !== undefined
        ? `\`${command} ${option}\``
        : `\`${command}\` with \`BUNDLE_FROZEN=1\``;
  if (kind === 'beside')
    return `Copy \`${lock}\` too${held ? '' : `, and run ${strict}`}: it lies beside the file that lists the dependencies and is not in the image here, so every build takes the newest versions that fit.`;
  return install.isUpdate
    ? `Run ${strict}: it takes the newest versions that fit, whatever \`${lock}\` says, so the image holds versions that nobody has tried.`
    : `Run ${strict}: where \`${lock}\` does not fit what the project lists, it chooses other versions without a word, and the build does not fail.`;
}

function makeFix(
  text: string,
  install: LockedInstall,
  place: LockPlace,
  context: BuildContext | undefined,
  held: boolean,
): ProposedFix | undefined {
  const edits = [held ? [] : strictEdit(text, install, context), place.kind === 'there' ? [] : copyEdit(text, place)];
  return edits.some((each) => each === undefined)
    ? undefined
    : { title: `Install from ${place.lock}`, edits: edits.flatMap((each) => each ?? []) };
}

/** Options of yarn and pnpm, which npm 11 warns about as unknown. */
const FOREIGN = /^--(frozen-lockfile|pure-lockfile|immutable)(=|$)/;

function strictEdit(text: string, install: LockedInstall, context: BuildContext | undefined): TextEdit[] | undefined {
  const { word, option } = better(install, context);
  const { command, invocation } = install;
  if (command !== undefined && !isLiteral(text, command)) return undefined;
  if (word !== undefined && command?.raw === command?.value) {
    const foreign = word === 'ci' ? invocation.args.filter(({ value }) => FOREIGN.test(value ?? '')) : [];
    const removed = foreign.map((each) => removeWord(text, each));
    if (command === undefined || removed.includes(undefined)) return undefined;
    return [{ range: command.range, text: word }, ...removed.flatMap((each) => each ?? [])];
  }
  if (option === undefined || invocation.program === undefined) return undefined;
  // The laxer one of the two.
  const lax = invocation.args.find(({ value }) => value === '--pure-lockfile');
  if (lax !== undefined) return isLiteral(text, lax) ? [{ range: lax.range, text: option }] : undefined;
  const raw = { raw: invocation.program, range: invocation.programRange };
  if (command === undefined && !isWritten(text, raw)) return undefined;
  return [insertOption(invocation, command?.range.end ?? invocation.programRange.end, option)];
}

/** One more source behind the one that it lies beside. */
function copyEdit(text: string, place: Extract<LockPlace, { kind: 'beside' }>): TextEdit[] | undefined {
  const { copy, instruction } = place.event.step;
  const word = copy?.sources.find(({ value }) => value === place.event.source);
  const destination = copy?.destination?.value ?? '';
  if (word === undefined || instruction.form === 'exec' || !isLiteral(text, word) || !/^\.$|\/$/.test(destination))
    return undefined;
  return /^[\w./-]+$/.test(place.source) ? [insertAt(word.range.end, ` ${place.source}`)] : undefined;
}

/**
 * `COPY packages/web/package.json packages/web/`: the manifests of workspaces, one at a time. Yarn stops with `--immutable` where
 * one that the lockfile knows is not in the image, and which there are no line tells.
 */
function hasWorkspaces({ stages }: Model): boolean {
  return stages
    .flatMap(({ steps }) => steps)
    .some(
      ({ copy, invocations }) =>
        (copy?.from === undefined &&
          copy?.sources.some(({ value = '' }) => /^(\.?\/)?[^./][^/]*\/(.+\/)?package\.json$/.test(value))) === true ||
        invocations.some(
          ({ name, args }) => name === 'yarn' && args.some(({ value }) => /^workspaces?$/.test(value ?? '')),
        ),
    );
}
