import { writeFileSync } from 'node:fs';
import { type CheckOptions, type FixKind, check } from '../../checker/index.ts';
import { fixAll } from '../../checker/fix.ts';
import type { Command, ExitCode, Surroundings } from '../command.ts';
import { type Output, lines, verbatim } from '../escape/output.ts';
import { visible, visibleLines } from '../escape/shown.ts';
import { type Target, discover } from '../discover.ts';
import type { FilePath } from '../file-path.ts';
import { systemReason, textReader } from '../read-text.ts';
import { readSettings, requireStage, settingOptions } from '../settings.ts';
import { eachWithin } from '../time-limit.ts';
import { UsageError, complaint } from '../usage-error.ts';

export const fixCommand: Command = {
  name: 'fix',
  usage: '[paths…]',
  summary: 'Mend what has a safe fix',
  details: [
    'Safe fixes keep the result of the build and are written to the files; other files are not touched.',
    'Paths and patterns are those of belay check.',
    '"-" reads stdin and writes the mended text to stdout. Exit code 1 says that errors or warnings are left.',
  ],
  options: [
    { name: 'suggestions', help: 'apply suggestions too: they change what is built, so look at the result' },
    { name: 'dry-run', short: 'n', help: 'print a diff and change nothing' },
    ...settingOptions,
  ],
  async run(args, around) {
    const kinds: readonly FixKind[] = args.has('suggestions') ? ['safe', 'suggestion'] : ['safe'];
    const settings = await readSettings(args, around);
    const { targets, problems } = await discover(args.positionals, around.folder);
    for (const { path, reason } of problems) around.complain(complaint(path, reason));
    let code: ExitCode = problems.length > 0 ? 2 : 0;
    const dryRun = args.has('dry-run');
    const read = await textReader(
      targets.map(({ file }) => file),
      around.stdin,
    );
    const patch = dryRun ? await loadPatch() : undefined;
    const mended = eachWithin(targets, settings.limit, ({ path, file }) => {
      const one = mend(read(file), kinds, settings.options);
      return { ...one, patch: patch?.(path, one) };
    });
    for (const { item, result } of mended) {
      const one = finish(item, result, around);
      code = one > code ? one : code;
    }
    settings.contextNotes().forEach((note) => around.complain(note));
    const unread = settings.contextProblems();
    unread.forEach((problem) => around.complain(problem));
    return unread.length > 0 ? 2 : code;
  },
};

interface Mended {
  readonly before: string;
  readonly text: string;
  /** How many fixes. */
  readonly applied: number;
  /** How many errors and warnings the text still has. */
  readonly left: number;
}

/** All that may take long; writes nothing. */
function mend(before: string, kinds: readonly FixKind[], options: CheckOptions): Mended {
  requireStage(check(before, options).model, options.target);
  const { text, applied } = fixAll(before, kinds, options);
  const { diagnostics } = check(text, options);
  const left = diagnostics.filter(({ severity }) => severity !== 'info').length;
  return { before, text, applied: applied.length, left };
}

/** Writes what has been mended, and says so. */
function finish(
  { path, file }: Target,
  result: () => Mended & { readonly patch: Output | undefined },
  around: Surroundings,
): ExitCode {
  try {
    const { before, text, applied, left, patch } = result();
    if (patch !== undefined) around.out(patch);
    else if (file === undefined) around.out(verbatim(text));
    else if (text !== before) save(writable(file), text);
    if (file !== undefined || patch !== undefined) {
      around.complain(
        `${path}: ${count(applied, 'fix', 'es')}${patch === undefined ? '' : ' possible'}, ${left === 1 ? '1 error or warning' : `${left} errors or warnings`} left.`,
      );
    }
    return left > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    around.complain(complaint(path, error.message));
    return 2;
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

/** @throws UsageError for a name that is no text: the file that is put in its place could get another one. */
function writable(file: FilePath): string {
  if (typeof file === 'string') return file;
  throw new UsageError('its name is not UTF-8, so the mended text is not written. Rename the file first');
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`the mended text cannot be written: ${systemReason(error)}`);
  }
}

function count(number: number, word: string, plural: string): string {
  return `${String(number)} ${word}${number === 1 ? '' : plural}`;
}
