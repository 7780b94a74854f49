/** What a reader asks the list of rules for; an empty string asks for nothing. */
export interface RuleQuery {
  /** Words, each of which must stand in a rule's title, id, or id in another checker. */
  readonly text: string;
  readonly category: string;
  readonly severity: string;
  /** A kind of fix, or `any` for rules that have one. */
  readonly fix: string;
}

/** What a rule shows of itself in the list. */
export interface ListedRule {
  /** Title, id and the ids of other checkers. */
  readonly text: string;
  readonly category: string;
  readonly severity: string;
  readonly fix: string;
}

/** Fields of a query and their names in the address. */
const names = { text: 'q', category: 'category', severity: 'severity', fix: 'fix' } as const;

export function readQuery(params: URLSearchParams): RuleQuery {
  const value = (field: keyof RuleQuery): string => params.get(names[field])?.trim() ?? '';
  return { text: value('text'), category: value('category'), severity: value('severity'), fix: value('fix') };
}

/** For the address: `?q=DL3019&fix=safe`, or nothing when nothing is asked. */
export function writeQuery(query: RuleQuery): string {
  const params = new URLSearchParams();
  for (const field of ['text', 'category', 'severity', 'fix'] as const) {
    if (query[field] !== '') params.set(names[field], query[field]);
  }
  return params.size === 0 ? '' : `?${params.toString()}`;
}

export function isListed(rule: ListedRule, query: RuleQuery): boolean {
  const text = rule.text.toLowerCase();
  const words = query.text.toLowerCase().split(/\s+/);
  return (
    words.every((word) => text.includes(word)) &&
    (query.category === '' || rule.category === query.category) &&
    (query.severity === '' || rule.severity === query.severity) &&
    (query.fix === '' || rule.fix === query.fix || (query.fix === 'any' && rule.fix !== 'none'))
  );
}
