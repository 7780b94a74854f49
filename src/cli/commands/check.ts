import { checker, type Severity } from '../../checker/index.ts';
import { type Command, type ExitCode, type CommandContext, urlOption } from '../command.ts';
import { batches } from '../escape/output.ts';
import { type Discovery, discover } from '../discover.ts';
import { formats } from '../formats/index.ts';
import { textReader } from '../read-text.ts';
import type { FileReport, Report } from '../report.ts';
import { type Settings, readSettings, requireStage, settingOptions } from '../settings.ts';
import { siteLinks } from '../site.ts';
import { eachWithin } from '../time-limit.ts';
import { UsageError, complaint } from '../usage-error.ts';

const severities: readonly Severity[] = ['error', 'warning', 'info'];
const defaultFormat = 'text';
const defaultFailOn = 'warning';

export const checkCommand: Command = {
  name: 'check',
  usage: '[paths…]',
  summary: 'Check Dockerfiles',
  details: [
    'Folders are searched for Dockerfile*, *.dockerfile and Containerfile*; templates, node_modules and',
    'folders that begin with a dot, but for .devcontainer, .docker and .github, are left out. Without paths the',
    'current folder is searched. "-" reads stdin.',
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
    const found = await discover(args.positionals, around.folder);
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
  const read = await textReader(
    found.targets.map(({ file }) => file),
    around.stdin,
  );
  const outcomes = eachWithin(found.targets, limit, ({ path, file }) => {
    const text = read(file);
    const { diagnostics, failures, model } = checker.check(text, { ...options, path });
    requireStage(model, options.target);
    return { text, diagnostics, failures };
  });
  for (const { item, result } of outcomes) {
    const { path } = item;
    try {
      const { text, diagnostics, failures } = result();
      files.push({ path, text, diagnostics });
      problems.push(...failures.map(({ error }) => `${path}: ${error.message} Please report it with the file.`));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(complaint(path, error.message));
    }
  }
  contextNotes().forEach((note) => around.warn(note));
  return { files, problems: [...problems, ...contextProblems()] };
}

function exitCode(files: readonly FileReport[], failOn: string): ExitCode {
  const counted = severities.slice(0, severities.findIndex((severity) => severity === failOn) + 1);
  return files.some((file) => file.diagnostics.some(({ severity }) => counted.includes(severity))) ? 1 : 0;
}
