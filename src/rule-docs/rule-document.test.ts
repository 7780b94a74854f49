import { describe, expect, test } from 'vitest';
import { exampleOptions, parseRuleDoc } from './rule-document.ts';

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
      {
        kind: 'bad',
        intro: 'First words.',
        text: 'FROM alpine\nRUN a\n',
        documentLine: 17,
        markedLine: 2,
        settings: {},
        fixed: { text: 'FROM alpine\n', documentLine: 23 },
      },
      {
        kind: 'good',
        intro: 'A good one.',
        text: 'FROM scratch\n',
        documentLine: 29,
        markedLine: undefined,
        settings: {},
      },
    ]);
  });

  test('keeps code blocks of the prose as they are', () => {
    expect(parseRuleDoc(markdown, 'rule.md').why).toBe(`Because.\n\n${fence}sh\n## not a heading\n${fence}`);
    const intro = markdown.replace('First words.', `${fence}\nplain\n${fence}`);
    expect(parseRuleDoc(intro, 'rule.md').examples[0]?.intro).toBe(`${fence}\nplain\n${fence}`);
  });

  test('keeps marks apart from the texts', () => {
    const mark = '<!-- seen: alpine 3.20.3, 2026-11-29 -->';
    const doc = parseRuleDoc(
      markdown.replace('Because.', `Because.\n${mark}`).replace('First words.', `First words.\n${mark}`),
      'rule.md',
    );
    expect(doc.why).toBe(parseRuleDoc(markdown, 'rule.md').why);
    expect(doc.examples[0]?.intro).toBe('First words.');
    expect(doc.marks).toHaveLength(2);
  });

  test('reads with Windows line breaks', () => {
    expect(parseRuleDoc(markdown.replaceAll('\n', '\r\n'), 'rule.md')).toEqual(parseRuleDoc(markdown, 'rule.md'));
  });

  test('takes settings of an example as options of the check', () => {
    const settings =
      '{"allowedBases": ["alpine:3.24"], "context": {"a.sh": "x"}, "profile": "base", "today": "2026-01-02"}';
    const [example] = parseRuleDoc(
      markdown.replace('dockerfile bad', `dockerfile bad ${settings}`),
      'rule.md',
    ).examples;
    const options = exampleOptions('a-rule', example!);
    expect(options).toMatchObject({
      also: ['a-rule'],
      allowedBases: ['alpine:3.24'],
      profile: 'base',
      today: '2026-01-02',
      context: { paths: ['a.sh'] },
    });
    expect(options.context?.read('a.sh')).toBe('x');
    expect(options.context?.read('toString')).toBeUndefined();
  });

  test.each([
    ['context="a b"', 'a/rule.md: line 17: What stands behind the kind is not JSON: context="a b"'],
    ['{"allowedBase": []}', 'Did you mean "allowedBases"?'],
    ['{"profile": "ap"}', 'a/rule.md: line 17: profile: '],
  ])('refuses the settings %s', (settings, message) => {
    const text = markdown.replace('dockerfile bad', `dockerfile bad ${settings}`);
    expect(() => parseRuleDoc(text, 'a/rule.md')).toThrow(message);
  });

  test('says what is missing', () => {
    expect(() => parseRuleDoc(markdown.replace('## When not to', '## Other'), 'a/rule.md')).toThrow(
      'a/rule.md: The section "## When not to" is missing.',
    );
    expect(() => parseRuleDoc(markdown.replace('dockerfile bad', 'sh'), 'a/rule.md')).toThrow(
      'has no "bad" one before it',
    );
    expect(() => parseRuleDoc(markdown.replace('RUN a', '# belay: here\nRUN a'), 'a/rule.md')).toThrow(
      'a/rule.md: line 17: The example has more than one marker.',
    );
    expect(() => parseRuleDoc(`${markdown}${fence}sh\n`, 'a/rule.md')).toThrow('is not closed');
  });
});
