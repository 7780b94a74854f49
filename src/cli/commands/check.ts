import { type CheckOptions, type Severity, check, ruleInfo } from '../../checker/index.ts';
import { type Command, type ExitCode, type Surroundings, urlOption } from '../command.ts';
import { type Target, discover } from '../discover.ts';
import { formats } from '../formats/index.ts';
import { readText } from '../read-text.ts';
import type { FileReport } from '../report.ts';
import { readSettings, settingOptions } from '../settings.ts';
import { siteLinks } from '../site.ts';
import { UsageError } from '../usage-error.ts';

const severities: readonly Severity[] = ['error', 'warning', 'info'];
const defaultFormat = 'text';
const defaultFailOn = 'warning';

export const checkCommand: Command = {
  name: 'check',
  usage: '[paths…]',
  summary: 'Check Dockerfiles',
  details: [
    'Folders are searched for Dockerfile*, *.Dockerfile and Containerfile*, leaving out node_modules and',
    'folders that begin with a dot. Without paths the current folder is searched. "-" reads stdin.',
  ],
  options: [
    {
      name: 'format',
      short: 'f',
      value: 'FORMAT',
      choices: formats.map(({ name }) => name),
      help: `how to write the findings (default: ${defaultFormat})`,
    },
    {
      name: 'fail-on',
      value: 'SEVERITY',
      choices: severities,
      help: `least severity that gives exit code 1 (default: ${defaultFailOn})`,
    },
    ...settingOptions,
    urlOption,
  ],
  async run(args, around) {
    const format = formats.find(({ name }) => name === (args.value('format') ?? defaultFormat));
    if (format === undefined) throw new Error('A format that args.ts let through is missing.');
    const links = siteLinks(args.value('url'));
    const settings = readSettings(args, around);
    const { targets, problems } = discover(args.positionals, around.folder);
    for (const { path, reason } of problems) around.complain(`${path}: ${reason}.`);
    const { files, failed } = await checkAll(targets, settings, around);
    around.out(format.render({ files, links, rule: ruleInfo }, around.paint));
    if (failed || problems.length > 0) return 2;
    return exitCode(files, args.value('fail-on') ?? defaultFailOn);
  },
};

/** Checks each target; one that cannot be read, or that a rule of ours fails on, does not keep the rest. */
async function checkAll(
  targets: readonly Target[],
  settings: CheckOptions,
  around: Surroundings,
): Promise<{ files: readonly FileReport[]; failed: boolean }> {
  const files: FileReport[] = [];
  let failed = false;
  for (const { path, file } of targets) {
    try {
      const text = await readText(file, around.stdin);
      const { diagnostics, failures } = check(text, settings);
      files.push({ path, text, diagnostics });
      for (const failure of failures) {
        failed = true;
        around.complain(`${path}: ${failure.error.message} Please report it with the file.`);
      }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      failed = true;
      around.complain(`${path === '-' ? 'stdin' : path}: ${error.message}.`);
    }
  }
  return { files, failed };
}

function exitCode(files: readonly FileReport[], failOn: string): ExitCode {
  const counted = severities.slice(0, severities.findIndex((severity) => severity === failOn) + 1);
  return files.some((file) => file.diagnostics.some(({ severity }) => counted.includes(severity))) ? 1 : 0;
}
