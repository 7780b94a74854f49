import { checker } from '../../checker/index.ts';
import { type Command, urlOption } from '../command.ts';
import { lines } from '../escape/output.ts';
import { joinShown, show, visible, visibleLines } from '../escape/shown.ts';
import { severityLabel } from '../formats/text.ts';
import { packageData } from '../package-data.ts';
import { siteLinks } from '../site.ts';
import { UsageError, unknownName } from '../usage-error.ts';
import { withoutMarks } from '../../rule-docs/evidence.ts';

export const explainCommand: Command = {
  name: 'explain',
  usage: '<rule>',
  summary: 'Explain a rule: why, when not to, examples',
  details: ['The names of all rules: belay rules'],
  options: [urlOption],
  async run({ positionals, value }, { out, paint }) {
    const links = siteLinks(value('url'));
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) throw new UsageError('Name one rule: belay explain apk-no-cache.');
    const rule = checker.rule(id);
    if (rule === undefined) throw unknownName('rule', id, checker.ruleIds);
    const text = (await packageData()).ruleDocument(id);
    const facts = [
      severityLabel(rule.severity, paint),
      visible(rule.category),
      visible(rule.fix === 'none' ? 'no automatic fix' : `fix: ${rule.fix}`),
      ...(rule.hadolint ?? []).map((other) => visible(`hadolint ${other}`)),
      ...(rule.buildkit ?? []).map((other) => visible(`BuildKit ${other}`)),
      ...(rule.tally ?? []).map((other) => visible(`tally ${other}`)),
    ];
    const head = show`${paint.bold(visible(rule.title))}\n${visible(rule.id)} · ${joinShown(facts, ' · ')}`;
    out(lines(show`${head}\n${visible(links.rule(id))}\n\n${visibleLines(body(text))}`));
    return 0;
  },
};

/** The document as a reader wants it at a terminal: without marker lines of the tests, marks and its first heading. */
function body(markdown: string): string {
  return withoutMarks(markdown)
    .replace(/^# .*\n+/, '')
    .replace(/^# belay: here\n/gm, '')
    .trim();
}
