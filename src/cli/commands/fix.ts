import { plural } from '../../i18n/plural.ts';
import { checker, type CheckOptions, type FixKind, lineStarts, positionAt } from '../../checker/index.ts';
import { MarkWatch } from '../byte-order-mark.ts';
import type { Command, ExitCode, CommandContext } from '../command.ts';
import { type Target, discover } from '../discover.ts';
import { type Output, lines, verbatim } from '../escape/output.ts';
import { visible, visibleLines } from '../escape/shown.ts';
import { type FilePath, folderOf, realPath, shownPath } from '../file-path.ts';
import { removeLeftovers } from '../leftovers.ts';
import { namedFolders } from '../named-folders.ts';
import { textReader } from '../read-text.ts';
import { replaceFile } from '../replace-file.ts';
import { readSettings, requireStage, settingOptions } from '../settings.ts';
import { eachWithin } from '../time-limit.ts';
import { UsageError, complaint } from '../usage-error.ts';

export const fixCommand: Command = {
  name: 'fix',
  usage: '[paths…]',
  summary: 'Mend what has a safe fix',
  details: [
    'Safe fixes keep the result of the build and are written to the files; other files are not touched.',
    'A file is replaced as a whole or not at all. One that changes meanwhile, or a link out of the folder, is left alone.',
    'Paths and patterns are those of belay check.',
    '"-" reads stdin and writes the mended text to stdout. Exit code 1 says that errors or warnings are left.',
    'Exit code 2 says that a file cannot be read or written; the others are mended all the same.',
  ],
  options: [
    { name: 'suggestions', help: 'apply suggestions too: they change what is built, so look at the result' },
    { name: 'dry-run', short: 'n', help: 'print a diff and change nothing' },
    { name: 'verbose', help: 'name the fixes that are left out because they would do harm' },
    ...settingOptions,
  ],
  async run(args, around) {
    const kinds: readonly FixKind[] = args.has('suggestions') ? ['safe', 'suggestion'] : ['safe'];
    const settings = await readSettings(args, around);
    const { targets, problems } = discover(args.positionals, around.folder);
    for (const { path, reason } of problems) around.warn(complaint(path, reason));
    let code: ExitCode = problems.length > 0 ? 2 : 0;
    const isDry = args.has('dry-run');
    const folders = namedFolders(args.positionals, around.folder);
    if (!isDry) tidy(targets, around);
    const watch = targets.some(({ file }) => file === undefined) ? MarkWatch.of(around.stdin) : undefined;
    const read = await textReader(
      targets.map(({ file }) => file),
      watch ?? around.stdin,
    );
    const patch = isDry ? await loadPatch() : undefined;
    const mended = eachWithin(targets, settings.limit, ({ path, file }) => {
      const one = mend(read(file), kinds, { ...settings.options, path });
      return { ...one, patch: patch?.(path, one), mark: file === undefined ? (watch?.mark ?? '') : '' };
    });
    for (const { item, result } of mended) {
      const one = finish(item, result, { around, folders, isVerbose: args.has('verbose') });
      code = one > code ? one : code;
    }
    settings.contextNotes().forEach((note) => around.warn(note));
    const unread = settings.contextProblems();
    unread.forEach((problem) => around.warn(problem));
    return unread.length > 0 ? 2 : code;
  },
};

interface Mended {
  readonly before: string;
  readonly text: string;
  /** How many fixes. */
  readonly applied: number;
  /** Fixes that would do harm, a line each: place in the mended text, rule and reason. */
  readonly dropped: readonly string[];
  /** How many errors and warnings the text still has. */
  readonly left: number;
}

/** All that may take long; writes nothing. */
function mend(before: string, kinds: readonly FixKind[], options: CheckOptions): Mended {
  requireStage(checker.check(before, options).model, options.target);
  const { text, applied, dropped, checked } = checker.fix(before, kinds, options);
  const starts = lineStarts(text);
  return {
    before,
    text,
    applied: applied.length,
    dropped: dropped.map(
      ({ rule, range, reason }) =>
        `line ${String(positionAt(starts, range.start).line)}: fix of ${rule} left out: ${reason}`,
    ),
    left: checked.diagnostics.filter(({ severity }) => severity !== 'info').length,
  };
}

interface Manner {
  readonly around: CommandContext;
  /** Absolute: links must not lead out of them. */
  readonly folders: (file: FilePath) => readonly FilePath[];
  readonly isVerbose: boolean;
}

/** Writes what has been mended, and says so. Whatever goes wrong is said too, and the next file has its turn. */
function finish(
  { path, file }: Target,
  work: () => Mended & { readonly patch: Output | undefined; readonly mark: string },
  { around, folders, isVerbose }: Manner,
): ExitCode {
  try {
    const { before, text, applied, left, dropped, patch, mark } = work();
    if (patch !== undefined) around.out(patch);
    else if (file === undefined) around.out(verbatim(mark + text));
    else if (text !== before) {
      const { otherNames } = replaceFile(file, before, text, folders(file));
      if (otherNames > 0) around.warn(complaint(path, otherNamesKept(otherNames)));
    }
    if (isVerbose) for (const line of dropped) around.warn(complaint(path, line));
    if (file !== undefined || patch !== undefined) {
      around.warn(
        `${path}: ${plural(applied, { one: '# fix', other: '# fixes' })}${patch === undefined ? '' : ' possible'}, ${plural(left, { one: '# error or warning', other: '# errors or warnings' })} left.`,
      );
    }
    return left > 0 ? 1 : 0;
  } catch (error) {
    around.warn(complaint(path, error instanceof UsageError ? error.message : bug(error)));
    return 2;
  }
}

function otherNamesKept(number: number): string {
  return `the file has ${plural(number, { one: '# other name (hard links), which keeps', other: '# other names (hard links), which keep' })} the old text`;
}

function bug(error: unknown): string {
  const where = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `this is a bug of Belay, please report it with the file: ${where
    .split('\n')
    .map((line) => line.trim())
    .join(' ')}`;
}

/** Removes what an earlier call left when it was killed. */
function tidy(targets: readonly Target[], around: CommandContext): void {
  const written = targets.flatMap(({ file }) => (file === undefined ? [] : folderWritten(file)));
  for (const [shown, folder] of new Map(written.map((each) => [shownPath(each), each]))) {
    for (const name of removeLeftovers(folder)) {
      around.warn(`Removed ${name} in ${shown}: a belay fix that was stopped had left it, and its file is untouched.`);
    }
  }
}

/** Of what a link leads to: there the new file is made. */
function folderWritten(file: FilePath): FilePath {
  try {
    return folderOf(realPath(file));
  } catch {
    return folderOf(file);
  }
}

/** Makes a diff for people, so without what a terminal would obey; empty when nothing changes. Loaded when asked for. */
async function loadPatch(): Promise<(path: string, mended: Mended) => Output> {
  const { createTwoFilesPatch } = await import('diff');
  return (path, { before, text }) => {
    if (text === before) return verbatim('');
    const name = visible(path);
    const diff = createTwoFilesPatch(name, name, before, text, '', '');
    return lines(visibleLines(diff.replaceAll('\r\n', '\n').trimEnd()));
  };
}
