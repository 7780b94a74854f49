import { addTo, NONE } from '../lists.ts';
import { runCommands, runsAny } from '../model/commands.ts';
import { once } from '../model/memo.ts';
import type { FileEvent, Invocation, Stage, Step } from '../model/types.ts';
import type { Range } from '../text.ts';
import { isGiven, runsOnlyWhenAsked } from './asked-for.ts';
import { laterUse, SHELL, UNPACK, unpacks, usesByFile } from './download-uses.ts';
import { type Download, downloadOf, isCheck, unquoted } from './downloads.ts';
import { isOwnServer } from './own-network.ts';

/** A download that is run, unpacked or made a program before anything looks whether it is the right one. */
export interface Unchecked {
  readonly step: Step;
  readonly range: Range;
  /** What fetches it; undefined for `ADD`. */
  readonly invocation: Invocation | undefined;
  /** What uses it; undefined for an `ADD --chmod` that nothing else touches. */
  readonly use: Invocation | undefined;
  /** Where only the one who builds knows: whether to fetch it (`asked`), or which version, so no sum of it can stand here. */
  readonly open: 'asked' | 'version' | undefined;
  /** The address is that of the newest there is, as it says or since it names no version: no sum of it holds. */
  readonly moves: boolean;
}

const NEWEST = /[^/]\/(latest|main|master|HEAD|trunk|nightly)([/.]|$)/;

/** What is one for each machine, and no version. */
const MACHINE = /x86[-_]64|\$\{?(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)\b\}?|\$\((uname|arch)\b[^)]{0,20}\)/g;
/** `1.2`, `1_82_0`, a day, a commit, or a variable. */
const VERSION = /\d[._-]\d|\d{4}|(^|[^\da-z])(?=[a-f]{0,40}\d)[\da-f]{7,40}([^\da-z]|$)|[$`]/;

/** @param address as written, which shows its variables */
function movesOn(url: string, address: string): boolean {
  return NEWEST.test(url) || ![url, address].some((text) => VERSION.test(behindHost(text).replace(MACHINE, '')));
}

/** What stands behind the name of the server. */
function behindHost(url: string): string {
  const start = url.indexOf('://');
  const slash = url.indexOf('/', start < 0 ? 0 : start + 3);
  return slash < 0 ? '' : url.slice(slash);
}

/** The downloads of a stage that nothing checks, in order. */
export function uncheckedIn(stage: Stage): readonly Unchecked[] {
  return once(stage, collect);
}

function collect(stage: Stage): readonly Unchecked[] {
  if (!runsAny(stage, 'curl', 'wget') && !stage.steps.some(({ instruction }) => instruction.keyword === 'ADD'))
    return NONE;
  const commands = runCommands(stage);
  let usesOfFiles: ReturnType<typeof usesByFile> | undefined;
  const uses = (): ReturnType<typeof usesByFile> => (usesOfFiles ??= usesByFile(commands));
  const checks = commands.filter(isCheck);
  let added: ReadonlyMap<Step, FileEvent[]> | undefined;
  const checkedSteps = new Set(checks.map(({ step }) => step));
  return stage.steps.flatMap((step) => {
    const { instruction, copy, invocations } = step;
    if (instruction.keyword === 'ADD' && copy !== undefined)
      return inAdd(step, (added ??= copiesByStep(stage)).get(step) ?? [], uses, checks);
    // One check in the RUN stands for all of its downloads: which file it is about, a variable often says.
    if (instruction.keyword !== 'RUN' || checkedSteps.has(step)) return NONE;
    return invocations.flatMap((invocation) => inCommand(invocation, invocations, uses, checks));
  });
}

function inCommand(
  invocation: Invocation,
  all: readonly Invocation[],
  uses: () => ReadonlyMap<string, Invocation[]>,
  checks: readonly Invocation[],
): readonly Unchecked[] {
  const download = downloadOf(invocation);
  if (download === undefined || download.urls.length === 0 || download.urls.every(isTrusted)) return NONE;
  const use = pipedInto(download, all) ?? laterUse(download.files, invocation.order, uses());
  if (use === undefined || checks.some((check) => comesInTime(check, download, use))) return NONE;
  const { step, range, args } = invocation;
  const isVersion = args.some(({ raw }) => /:\/\/|^"?\$/.test(raw) && isGiven(raw, step.before));
  const open = runsOnlyWhenAsked(invocation) ? 'asked' : isVersion ? 'version' : undefined;
  const written = new Map(args.map(({ value, raw }) => [value ?? unquoted(raw), raw]));
  const moves = download.urls.some((url) => !isTrusted(url) && movesOn(url, written.get(url) ?? url));
  return [{ step, range, invocation, use, open, moves }];
}

function copiesByStep({ fileEvents }: Stage): ReadonlyMap<Step, FileEvent[]> {
  const added = new Map<Step, FileEvent[]>();
  for (const event of fileEvents) if (event.kind === 'copy') addTo(added, event.step, event);
  return added;
}

/** Before the file is used. What only becomes a program does nothing yet, so a check of that file may come behind. */
function comesInTime({ order, args }: Invocation, { invocation, files }: Download, use: Invocation): boolean {
  if (order <= invocation.order) return false;
  return (
    order <= use.order ||
    (use.name === 'chmod' && args.some(({ value, raw }) => files.some((file) => unquoted(value ?? raw) === file)))
  );
}

/** A commit in the address names the content; an index of packages is only read; files are no download. */
function isTrusted(url: string): boolean {
  return /(^|[/@.-])[\da-f]{40}([/.]|$)|\/APKINDEX\.tar\.gz$|^(file:|localhost|127\.)/.test(url) || isOwnServer(url);
}

/** The command behind `|` that runs or unpacks what comes in, or the shell around `$(…)`. */
function pipedInto({ invocation, files }: Download, all: readonly Invocation[]): Invocation | undefined {
  if (files.length > 0) return undefined;
  const at = invocation.order - (all[0]?.order ?? 0);
  for (const next of all.slice(at + 1)) {
    // `| SHELL="$(which sh)" sh -`
    if (next.inSubstitution && !invocation.inSubstitution) continue;
    if (next.joint !== '|') break;
    if (SHELL.test(next.name ?? '') && readsInput(next)) return next;
    if (UNPACK.test(next.name ?? '') && unpacks(next)) return next;
  }
  if (!invocation.inSubstitution) return undefined;
  const around = all
    .slice(at + 1, at + 8)
    .find(
      ({ range, inSubstitution }) =>
        !inSubstitution && range.start <= invocation.range.start && range.end >= invocation.range.end,
    );
  return around !== undefined && (SHELL.test(around.name ?? '') || /^(eval|\.|source)$/.test(around.name ?? ''))
    ? around
    : undefined;
}

/** `sh`, `sh -s -- --yes`, `python3 -`: the script is the input. `python3 -m json.tool` and `perl -pe …` only work on it. */
function readsInput({ args, name = '' }: Invocation): boolean {
  const words = args.map(({ value }) => value ?? '');
  if (words.length === 0) return true;
  if (name.endsWith('sh'))
    return words.every((word) => word.startsWith('-'))
      ? !words.some((word) => /^-\w*c/.test(word))
      : words.some((word) => /^-\w*s$/.test(word) || word === '/dev/stdin');
  // `php -d memory_limit=-1 -- --quiet`: what stands behind `--` is for the script.
  if (name === 'php') {
    const end = words.indexOf('--');
    const own = end < 0 ? words : words.slice(0, end);
    return own.every((word, i) => /^-(d\b|n$|q$|$)/.test(word) || own[i - 1] === '-d');
  }
  return words[0] === '-' || words[0] === '/dev/stdin';
}

/** `ADD https://…`: a program by `--chmod`, or used by a later RUN without a check in between. */
function inAdd(
  step: Step,
  events: readonly FileEvent[],
  uses: () => ReadonlyMap<string, Invocation[]>,
  checks: readonly Invocation[],
): readonly Unchecked[] {
  const { instruction, copy } = step;
  if (copy === undefined || instruction.flags.some(({ name }) => name === 'checksum')) return NONE;
  const written = new Map(copy.sources.map(({ value, raw }) => [value, raw]));
  return events.flatMap(({ source, range, path, order }) => {
    if (source === undefined || !/^https?:\/\//.test(source) || /\.git(#|$)/.test(source) || isTrusted(source))
      return NONE;
    const use = path === undefined ? undefined : laterUse([path], order, uses());
    const isProgram = copy.chmod !== undefined && /[1357][0-7]{0,2}$|x/.test(copy.chmod);
    if (!isProgram && use === undefined) return NONE;
    const isChecked = checks.some(
      (check) => check.order > order && (use === undefined || check.order <= use.order || check.step === use.step),
    );
    // One sum for `--checksum`, and another file for each machine.
    if (/\$\{?\w*(ARCH|PLATFORM)\b/.test(written.get(source) ?? '')) return NONE;
    const moves = movesOn(source, written.get(source) ?? source);
    return isChecked ? NONE : { step, range, invocation: undefined, use, open: undefined, moves };
  });
}
