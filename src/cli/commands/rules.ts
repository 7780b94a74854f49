import { checker, type RuleMeta } from '../../checker/index.ts';
import { lessonOfRule } from '../../rule-docs/lesson-of-rule.ts';
import { type Command, urlOption } from '../command.ts';
import { jsonOutput } from '../escape/json.ts';
import { lines } from '../escape/output.ts';
import { show, visible } from '../escape/shown.ts';
import { severityLabel } from '../formats/text.ts';
import { siteLinks } from '../site.ts';
import { UsageError } from '../usage-error.ts';

export const rulesCommand: Command = {
  name: 'rules',
  usage: '',
  summary: 'List the rules',
  details: [],
  options: [
    { name: 'format', short: 'f', value: 'FORMAT', choices: ['text', 'json'], help: 'text or JSON (default: text)' },
    urlOption,
  ],
  async run(args, { out, paint }) {
    const [word] = args.positionals;
    if (word !== undefined) throw new UsageError(`"belay rules" lists them all. For one: belay explain ${word}.`);
    const links = siteLinks(args.value('url'));
    const rules = checker.rules;
    if (args.value('format') === 'json') {
      const data = { version: 1, rules: rules.map((rule) => jsonRule(rule, links.rule(rule.id))) };
      for (const text of jsonOutput(data)) out(text);
      return Promise.resolve(0);
    }
    const width = Math.max(0, ...rules.map(({ id }) => id.length));
    for (const { id, severity, title } of rules) {
      const gap = visible(' '.repeat(9 - severity.length));
      const name = paint.bold(visible(id.padEnd(width)));
      out(lines(show`${name}  ${severityLabel(severity, paint)}${gap}${visible(title)}`));
    }
    return 0;
  },
};

function jsonRule(rule: RuleMeta, url: string) {
  return {
    id: rule.id,
    title: rule.title,
    category: rule.category,
    severity: rule.severity,
    fix: rule.fix,
    lesson: lessonOfRule[rule.id] ?? null,
    hadolint: rule.hadolint ?? [],
    buildkit: rule.buildkit ?? [],
    tally: rule.tally ?? [],
    url,
  };
}
