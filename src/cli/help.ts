import type { OptionSpec } from './args.ts';
import type { Command } from './command.ts';

const helpOption: OptionSpec = { name: 'help', short: 'h', help: 'show this text' };
const versionOption: OptionSpec = { name: 'version', short: 'v', help: 'show the version' };

/** Options that every command has. */
export const commonOptions: readonly OptionSpec[] = [helpOption];

/** Options of `belay` itself. */
export const mainOptions: readonly OptionSpec[] = [helpOption, versionOption];

const exitCodes =
  'Exit code: 0 clean or passed, 1 findings or not passed, 2 wrong usage, or a file that cannot be read in time.';

export function mainHelp(commands: readonly Command[]): string {
  return [
    'Checks Dockerfiles for Alpine Linux, and grades the lessons of Belay.',
    '',
    'Usage: belay <command> [options]',
    '',
    ...table(commands.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary])),
    '',
    ...optionTable(mainOptions),
    '',
    exitCodes,
    'More about one command: belay <command> --help',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  return [
    `${command.summary}.`,
    '',
    `Usage: belay ${command.name} [options] ${command.usage}`.trimEnd(),
    '',
    ...command.details,
    ...(command.details.length > 0 ? [''] : []),
    ...optionTable([...command.options, ...commonOptions]),
    '',
    exitCodes,
  ].join('\n');
}

function optionTable(options: readonly OptionSpec[]): string[] {
  return table(
    options.map(({ name, short, value, choices = [], help }) => {
      // A long list would push all explanations to the right.
      const many = choices.length > 4;
      const shown = many || choices.length === 0 ? value : choices.join('|');
      return [
        `${short === undefined ? '' : `-${short}, `}--${name}${shown === undefined ? '' : ` ${shown}`}`,
        many ? `${help}: ${choices.join(', ')}` : help,
      ];
    }),
  );
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
