import { describe, expect, test } from 'vitest';
import { parseRuleDoc } from './rule-doc.ts';

const fence = '```';
const markdown = `## Why

Because.

${fence}sh
## not a heading
${fence}

## When not to

Never.

## Examples

First words.

${fence}dockerfile bad
FROM alpine
# belay: here
RUN a
${fence}

${fence}dockerfile fixed
FROM alpine
${fence}

A good one.

${fence}dockerfile good
FROM scratch
${fence}
`;

describe('rule.md', () => {
  test('becomes sections and examples', () => {
    const doc = parseRuleDoc(markdown, 'rule.md');
    expect(doc.why).toContain('## not a heading');
    expect(doc.whenNotTo).toBe('Never.');
    expect(doc.examples).toEqual([
      { kind: 'bad', intro: 'First words.', text: 'FROM alpine\nRUN a\n', fixed: 'FROM alpine\n' },
      { kind: 'good', intro: 'A good one.', text: 'FROM scratch\n' },
    ]);
  });

  test('says what is missing', () => {
    expect(() => parseRuleDoc(markdown.replace('## When not to', '## Other'), 'a/rule.md')).toThrow(
      'a/rule.md: The section "## When not to" is missing.',
    );
    expect(() => parseRuleDoc(markdown.replace('dockerfile bad', 'sh'), 'a/rule.md')).toThrow(
      'has no "bad" one before it',
    );
  });
});
