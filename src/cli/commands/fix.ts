import { writeFileSync } from 'node:fs';
import { type CheckOptions, type FixKind, check } from '../../checker/index.ts';
import { fixAll } from '../../checker/fix.ts';
import type { Command, ExitCode, CommandContext } from '../command.ts';
import { type Target, discover } from '../discover.ts';
import { readText, systemReason } from '../read-text.ts';
import { readSettings, requireStage, settingOptions } from '../settings.ts';
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
    for (const { path, reason } of problems) around.warn(complaint(path, reason));
    let code: ExitCode = problems.length > 0 ? 2 : 0;
    for (const target of targets) {
      const one = await fixOne(target, kinds, settings, args.has('dry-run'), around);
      code = one > code ? one : code;
    }
    return code;
  },
};

async function fixOne(
  target: Target,
  kinds: readonly FixKind[],
  options: CheckOptions,
  dryRun: boolean,
  around: CommandContext,
): Promise<ExitCode> {
  const { path, file } = target;
  try {
    const before = await readText(file, around.stdin);
    requireStage(check(before, options).model, options.target);
    const { text, applied } = fixAll(before, kinds, options);
    if (dryRun) around.out(text === before ? '' : await patch(path, before, text));
    else if (file === undefined) around.out(text);
    else if (text !== before) save(file, text);
    const { diagnostics } = check(text, options);
    const left = diagnostics.filter(({ severity }) => severity !== 'info').length;
    if (file !== undefined || dryRun) {
      around.warn(
        `${path}: ${count(applied.length, 'fix', 'es')}${dryRun ? ' possible' : ''}, ${left === 1 ? '1 error or warning' : `${left} errors or warnings`} left.`,
      );
    }
    return left > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    around.warn(complaint(path, error.message));
    return 2;
  }
}

/** Loaded when asked for: other calls start without it. */
async function patch(path: string, before: string, after: string): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  return createTwoFilesPatch(path, path, before, after, '', '');
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
