import { formatList } from '../format.ts';
import { plural } from '../plural.ts';

/** The pages about rules, except what each rule says about itself. */

export const title = 'Rules';
export const description = "What Belay's checker looks for in a Dockerfile on Alpine Linux, and why each rule exists.";
export const lede = (rules: number, alone: number): string =>
  `${plural(rules, { one: '#\u00a0rule', other: '#\u00a0rules' })}. Each says why it exists, when not to follow it, and how to mend what it finds. ${alone} of them have no counterpart in hadolint or in BuildKit’s own checks.`;
export const where = 'They run in the editor of each lesson, and on your own files: [how to use them in CI](ci).';

export const categories = {
  packages: 'Packages',
  virtual: 'Virtual packages',
  stages: 'Stages',
  musl: 'musl and BusyBox',
  running: 'Running',
  releases: 'Base images',
  safety: 'Safety',
  syntax: 'Syntax',
};
export const severities = { error: 'Error', warning: 'Warning', info: 'Advice' };

/** What the checker offers to do about a finding, in full and for lists. */
export const fixes = {
  safe: 'Safe: same result, better file',
  suggestion: 'A suggestion: you decide',
  none: 'By hand',
};
export const shortFixes = { safe: 'Safe fix', suggestion: 'Suggestion', none: 'By hand' };

/** When a rule does not simply run. */
export const optIn = 'off unless the configuration names it';
export const onInBuildkit = 'off but in the profile buildkit';
export const offInBase = 'off in the profile base';

/** The form that filters the list. */
export const filter = {
  label: 'Rules',
  text: 'Title, id, or the id in hadolint, BuildKit or tally',
  category: 'Category',
  severity: 'Severity',
  fix: 'Fix',
  all: 'All',
  anyFix: 'Any fix',
  showAll: 'Show all',
  none: 'No rule fits. A rule that another checker has and Belay has not is not listed here.',
};
export const count = (rules: number): string => plural(rules, { one: '# rule', other: '# rules' });
export const countOf = (shown: number, rules: number): string =>
  plural(rules, { one: `${shown} of # rule`, other: `${shown} of # rules` });

/** What other checkers have. */
export const others = {
  heading: 'What other checkers have',
  lede: (inHadolint: number, inBuildkit: number): string =>
    `${plural(inHadolint, { one: '#\u00a0rule has a counterpart', other: '#\u00a0rules have a counterpart' })} in [hadolint](hadolint), ${inBuildkit} in [BuildKit’s build checks](buildkit). Comments that switch these off work here as well: [ignores](ignores). [tally](tally) has most of both under their names; of its own rules, those that report the same are named.`,
  table: 'Rules that other checkers have',
  none: 'none',
};
/** Of many ids in one tool, the first and how many there are besides. */
export const andMore = (tool: string, id: string, count: number): string => `${tool} ${id} and ${count} more`;

/** The page of a rule. */
export const summary = (rule: string): string =>
  `${rule}: why, when not to, examples and fix. A rule of Belay’s checker for Dockerfiles on Alpine Linux.`;
export const facts = 'Facts';
export const severity = 'Severity';
export const fix = 'Fix';
export const runs = 'Runs';
export const sameIn = 'The same in';
export const sameNowhere = 'none of hadolint, BuildKit and tally';
export const lesson = 'Lesson';
export const why = 'Why';
export const whenNotTo = 'When not to';
export const examples = 'Examples';
export const finds = 'What it finds';
export const leavesAlone = 'What it leaves alone';

export const ignoring = {
  heading: 'Where you know better',
  lede: 'Write a comment above the instruction, with the reason for whoever reads it next:',
  label: 'How to ignore the rule',
  /** Stands for the reason in the comment that is shown. */
  reason: 'why it is right here',
  /** Comments of other tools. */
  others: (comments: readonly string[]): string => {
    const list = formatList(comments.map((comment) => `\`${comment}\``));
    return `${list} ${plural(comments.length, { one: 'does the same.', other: 'do the same.' })}`;
  },
  everywhere: 'For all files of a repository, set it in [the configuration](configuration).',
};

/** How the statements of the page are known: versions in which they were tried, and addresses. */
export const evidence = {
  seen: (where: readonly string[], day: string): string => `Tried in ${formatList(where)}, last on ${day}.`,
  read: 'Read in:',
};

/** An example, and what the checker says about it. */
export const example = {
  bad: 'An example with a finding',
  good: 'An example without a finding',
  mended: 'Mended',
  mendedLabel: 'The example mended',
  profile: (name: string): string => `in the profile ${name}`,
  bases: (allowed: readonly string[]): string => `where the configuration allows ${formatList(allowed)}`,
  buildArgs: (words: readonly string[]): string => `built with ${formatList(words)}`,
  files: (paths: readonly string[]): string =>
    paths.length === 0 ? 'in a folder with nothing else' : `in a folder with ${formatList(paths)}`,
  day: (date: string): string => `on ${date}`,
};
/** Before the message of a finding. */
export const findingPlace = (severity: string, line: number): string => `${severity}, line ${line}`;
