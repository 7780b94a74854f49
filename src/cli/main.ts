/**
 * The command `belay`. In a checkout `bin/belay.mjs` bundles and starts it; `scripts/build-cli.ts` makes it one file.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readArgs } from './args.ts';
import type { Command, ExitCode, CommandContext } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { explainCommand } from './commands/explain.ts';
import { fixCommand } from './commands/fix.ts';
import { forecastCommand } from './commands/forecast.ts';
import { gradeCommand } from './commands/grade.ts';
import { rulesCommand } from './commands/rules.ts';
import { complaintLine, lines } from './escape/output.ts';
import { visible, visibleLines } from './escape/shown.ts';
import { commandHelp, commonOptions, mainHelp, mainOptions } from './help.ts';
import { isHelper } from './many-files.ts';
import { writerTo } from './output.ts';
import { packageData } from './package-data.ts';
import { makePaint, wantsColour } from './paint.ts';
import { UsageError, unknownName } from './usage-error.ts';

const commands: readonly Command[] = [
  checkCommand,
  fixCommand,
  forecastCommand,
  gradeCommand,
  rulesCommand,
  explainCommand,
];

/**
 * Runs one call.
 * @param words what stands behind `belay`.
 */
export async function run(words: readonly string[], around: CommandContext): Promise<ExitCode> {
  const [first, ...rest] = words;
  try {
    const command = commands.find(({ name }) => name === first);
    if (command === undefined) return await runWithoutCommand(words, around);
    const args = readArgs(rest, [...command.options, ...commonOptions]);
    if (args.has('help')) {
      around.out(lines(visibleLines(commandHelp(command))));
      return 0;
    }
    return await command.run(args, around);
  } catch (error) {
    around.warn(oneLine(error));
    return 2;
  }
}

/** A mistake of the caller, or of a lesson's author, says all in its message; of our own we want to know where. */
function oneLine(error: unknown): string {
  if (error instanceof UsageError || (error instanceof Error && error.name === 'AuthorError')) return error.message;
  const where = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug of Belay, please report it: ${where
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')}`;
}

async function runWithoutCommand(words: readonly string[], { folder, out }: CommandContext): Promise<ExitCode> {
  const [first, second] = words;
  const names = commands.map(({ name }) => name);
  if (first === 'help') {
    const command = commands.find(({ name }) => name === second);
    if (second !== undefined && command === undefined) throw unknownName('command', second, names);
    out(lines(visibleLines(command === undefined ? mainHelp(commands) : commandHelp(command))));
    return 0;
  }
  if (first !== undefined && !first.startsWith('-')) {
    const isPath = existsSync(resolve(folder, first));
    throw isPath
      ? new UsageError(`Say what to do with it: belay check ${first}`)
      : unknownName('command', first, names);
  }
  const args = readArgs(words, mainOptions);
  if (args.has('version')) {
    out(lines(visible((await packageData()).version())));
    return 0;
  }
  if (args.has('help')) {
    out(lines(visibleLines(mainHelp(commands))));
    return 0;
  }
  throw new UsageError(`Say what to do: ${names.join(', ')}. Help: belay --help`);
}

/** Runs the call that this process was started for, and sets its exit code. */
export async function main(): Promise<void> {
  if (isHelper) return;
  const [toStdout, toStderr] = [writerTo(process.stdout), writerTo(process.stderr)];
  process.exitCode = await run(process.argv.slice(2), {
    folder: process.cwd(),
    stdin: process.stdin,
    today: new Date().toISOString().slice(0, 10),
    paint: makePaint(wantsColour(process.stdout)),
    out: toStdout,
    warn: (line) => void toStderr(complaintLine(line)),
  });
}
