import { addTo, NONE } from '../lists.ts';
import { commandsLike, runCommands } from '../model/commands.ts';
import { once } from '../model/memo.ts';
import { baseName } from '../model/paths.ts';
import type { Argument, Invocation, Stage, Step } from '../model/types.ts';
import { firstBehind, SHELL, UNPACK, usesByFile } from './download-uses.ts';
import { type Download, downloadOf, failsOnError, isCheck, isCheckedLater } from './downloads.ts';

/** The calls of `curl` in the RUNs of a stage that take an error page of the server for the file, and go on with it. */
export function errorPagesIn(stage: Stage): readonly Download[] {
  return once(stage, collect);
}

function collect(stage: Stage): readonly Download[] {
  const downloads = commandsLike(stage, /^curl$/).flatMap((invocation) => {
    const download = invocation.tested || failsOnError(invocation) !== false ? undefined : downloadOf(invocation);
    return download !== undefined && download.files.length > 0 && download.urls.some(isRemote) ? download : [];
  });
  if (downloads.length === 0 || hasOptionFile(stage)) return NONE;
  const commands = runCommands(stage);
  // To make it executable notices nothing.
  const uses = usesByFile(commands.filter(({ name }) => name !== 'chmod' && name !== 'install'));
  return downloads.filter(
    (download) =>
      !download.files.every((file) => file.startsWith('/dev/') || SUM.test(file)) && !isNoticed(download, uses),
  );
}

/** Without a scheme, curl takes http. */
function isRemote(url: string): boolean {
  return !/^(file|ftp|ftps|sftp|scp|data):|^(https?:\/\/)?(localhost|127\.|\[::1\])/.test(url);
}

function hasOptionFile({ fileEvents }: Stage): boolean {
  return fileEvents.some(({ path }) => path?.endsWith('curlrc') === true);
}

/** Programs that end with an error on a page of HTML. */
const REFUSES = /^(dpkg|rpm|patch|gpg|gpg2|apt-key|jq|xmllint|java|make|git|pip3?|npm|gem|update-ca-certificates)$/;

/** `keytool` takes nothing but a certificate in. */
const IMPORT = /^-import(cert)?$/;

/** Where package managers look for their sources and keys. */
const OF_PACKAGES = /^\/etc\/(apk|apt|yum\.repos\.d)\//;
const INSTALLS = /^(apk|apt|apt-get|dnf|microdnf|tdnf|yum|zypper)$/;

function lastInstallOf(stage: Stage): number {
  return commandsLike(stage, INSTALLS).at(-1)?.order ?? -1;
}

/** A sum or a signature: what reads it checks with it, and where nothing does it is of no use. */
const SUM = /\.(sha\d+(sums?)?|md5(sums?)?|asc|sig|minisig|sum)$/;

const MOVES = /^(mv|cp|install|ln)$/;

/**
 * Whether the build fails on an error page all the same: it is compared with a checksum, unpacked or run. As a script, it
 * ends with 127 or 2 (BusyBox 1.36.1).
 */
function isNoticed({ invocation, files }: Download, uses: ReadonlyMap<string, Invocation[]>): boolean {
  const { order, step } = invocation;
  // Which file it is about, a variable or a wildcard often says.
  if (isCheckedLater(invocation) || once(step, lastRefusalOf) > order) return true;
  const runs = once(step.stage, lastRunsOf);
  if (files.some((file) => OF_PACKAGES.test(file)) && once(step.stage, lastInstallOf) > order) return true;
  const names = files.flatMap((file) => [baseName(file), nameAfter(step, baseName(file), order)]);
  if (names.some((name) => name !== '' && (runs.get(name) ?? -1) > order)) return true;
  return files.some((file) => (uses.get(file)?.at(-1)?.order ?? -1) > order);
}

/** What the file is called behind `mv tool-1.2 /usr/bin/tool` in the same step. */
function nameAfter(step: Step, name: string, order: number): string {
  const { args = [] } = firstBehind(once(step, movesByName).get(name) ?? NONE, order) ?? {};
  return baseName(written(args.at(-1)));
}

/** The commands that move or copy something, by what it is called before. */
function movesByName({ invocations }: Step): ReadonlyMap<string, Invocation[]> {
  const moves = new Map<string, Invocation[]>();
  for (const each of invocations) {
    if (!MOVES.test(each.name ?? '')) continue;
    for (const source of each.args.slice(0, -1)) addTo(moves, baseName(written(source)), each);
  }
  return moves;
}

function written(word: Argument | undefined): string {
  return word === undefined ? '' : (word.value ?? word.raw.replaceAll('"', ''));
}

/** The last command of a step that ends with an error on a page of HTML. */
function lastRefusalOf({ invocations }: Step): number {
  return (
    invocations.findLast(
      ({ name = '', args }) =>
        UNPACK.test(name) ||
        REFUSES.test(name) ||
        (name === 'keytool' && args.some(({ value }) => IMPORT.test(value ?? ''))),
    )?.order ?? -1
  );
}

/** By name the last command of it, or the last shell or check of a sum or signature that takes a file of that name in. */
function lastRunsOf({ steps }: Stage): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { instruction, invocations } of steps) {
    if (instruction.keyword !== 'RUN') continue;
    for (const invocation of invocations) {
      const { name = '', args, order } = invocation;
      last.set(name, order);
      if (
        isCheck(invocation) ||
        SHELL.test(name) ||
        /^(\.|source|exec|env|sudo)$/.test(name) ||
        UNPACK.test(name) ||
        REFUSES.test(name)
      )
        for (const { value, raw } of args) last.set(baseName(value ?? raw), order);
    }
  }
  return last;
}
