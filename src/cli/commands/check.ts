import { checker, type Severity } from '../../checker/index.ts';
import { type Command, type ExitCode, type CommandContext, urlOption } from '../command.ts';
import { batches } from '../escape/output.ts';
import { type Discovery, discover } from '../discover.ts';
import { formats } from '../formats/index.ts';
import { checkFiles } from '../many-files.ts';
import type { FileReport, Report } from '../report.ts';
import { type Settings, readSettings, settingOptions } from '../settings.ts';
import { siteLinks } from '../site.ts';
import { complaint } from '../usage-error.ts';

const severities: readonly Severity[] = ['error', 'warning', 'info'];
const defaultFormat = 'text';
const defaultFailOn = 'warning';

export const checkCommand: Command = {
  name: 'check',
  usage: '[paths…]',
  summary: 'Check Dockerfiles',
  details: [
    'Folders are searched for Dockerfile*, *.dockerfile and Containerfile*; templates, node_modules,',
    'sources of others in vendor, and folders that begin with a dot, but for .devcontainer, .docker and',
    '.github, are left out. Without paths the current folder is searched. "-" reads stdin.',
    'Patterns work where the shell does not expand them: "images/**/Dockerfile"; "!images/old/**" leaves out.',
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
    const settings = await readSettings(args, around);
    const found = discover(args.positionals, around.folder);
    const { files, problems } = await checkAll(found, settings, around);
    problems.forEach((problem) => around.warn(problem));
    const report = { files, problems, links, rule: checker.rule };
    for (const text of batches(await format.render(report, around.paint))) await around.out(text);
    if (problems.length > 0) return 2;
    return exitCode(files, args.value('fail-on') ?? defaultFailOn);
  },
};

/** Checks each target; one that cannot be read, takes too long, or that a rule of ours fails on does not keep the rest. */
async function checkAll(
  found: Discovery,
  settings: Settings,
  around: CommandContext,
): Promise<Pick<Report, 'files' | 'problems'>> {
  const files: FileReport[] = [];
  const problems = found.problems.map(({ path, reason }) => complaint(path, reason));
  const { options, limit, contextProblems, contextNotes } = settings;
  const checked = await checkFiles(found.targets, { options, limit }, around.stdin);
  for (const [index, { path }] of found.targets.entries()) {
    const one = checked[index];
    if (one === undefined) throw new Error(`${path} was not checked.`);
    if ('refused' in one) problems.push(complaint(path, one.refused));
    else {
      files.push({ path, text: one.text, diagnostics: one.diagnostics });
      problems.push(...one.failures.map((failure) => `${path}: ${failure} Please report it with the file.`));
    }
  }
  contextNotes().forEach((note) => around.warn(note));
  return { files, problems: [...problems, ...contextProblems()] };
}

function exitCode(files: readonly FileReport[], failOn: string): ExitCode {
  const counted = severities.slice(0, severities.findIndex((severity) => severity === failOn) + 1);
  return files.some((file) => file.diagnostics.some(({ severity }) => counted.includes(severity))) ? 1 : 0;
}
