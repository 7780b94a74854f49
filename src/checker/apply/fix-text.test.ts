import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { createChecker } from '../create-checker.ts';
import { fixText } from './fix-text.ts';
import { rule as syntax } from '../rules/syntax/rule.ts';
import { defineRule, type Rule } from '../rule.ts';
import { applyEdits, type TextEdit } from '../text.ts';

const today = '2026-11-21';
const both = ['safe', 'suggestion'] as const;

/** Replaces every occurrence of a word, each by a fix of its own. */
function replacing(id: string, word: string, by: string, message = 'Change it.'): Rule {
  return madeUp(id, message, word, (start, end) => [{ range: { start, end }, text: by }]);
}

function madeUp(id: string, message: string, word: string, edits: (start: number, end: number) => TextEdit[]): Rule {
  return defineRule({
    id,
    title: 'Change it',
    category: 'syntax',
    severity: 'warning',
    fix: 'safe',
    *check({ text }) {
      for (const { index } of text.matchAll(new RegExp(word, 'g'))) {
        const range = { start: index, end: index + word.length };
        yield { range, message, fix: { title: 'Change it', edits: edits(range.start, range.end) } };
      }
    },
  });
}

function mend(text: string, ...rules: Rule[]): { text: string; applied: string[]; dropped: string[]; checks: number } {
  const { check } = createChecker({ rules: [syntax, ...rules] });
  let checks = 0;
  const result = fixText(
    (each) => {
      checks++;
      return check(each, { today });
    },
    text,
    both,
  );
  return {
    text: result.text,
    applied: result.applied.map(({ rule }) => rule),
    dropped: result.dropped.map(({ rule, reason }) => `${rule}: ${reason}`),
    checks,
  };
}

const start = 'FROM alpine:3.24\nRUN echo a b c\n';

describe('a fix is left out', () => {
  test('when its own edits overlap, and its finding stays in the list', () => {
    const rule = madeUp('bad', 'Change it.', 'echo', (from, end) => [
      { range: { start: from, end }, text: 'one' },
      { range: { start: from + 1, end: end + 2 }, text: 'two' },
    ]);
    const { diagnostics, dropped } = createChecker({ rules: [rule] }).check(start);
    expect(diagnostics.map(({ rule: id, fix }) => [id, fix])).toEqual([['bad', undefined]]);
    expect(dropped).toEqual([{ rule: 'bad', range: { start: 21, end: 25 }, reason: 'its edits overlap' }]);
    expect(mend(start, rule)).toMatchObject({ text: start, dropped: ['bad: its edits overlap'] });
  });

  test('when its rule declares that it has none', () => {
    const rule: Rule = { ...replacing('bad', 'echo', 'print'), fix: 'none' };
    const { diagnostics, dropped } = createChecker({ rules: [rule] }).check(start);
    expect(diagnostics.map(({ rule: id, fix }) => [id, fix])).toEqual([['bad', undefined]]);
    expect(dropped.map(({ reason }) => reason)).toEqual(['its rule declares that it has none']);
  });

  test('but has the kind that its rule declares', () => {
    const [finding] = createChecker({ rules: [replacing('good', 'echo', 'print')] }).check(start).diagnostics;
    expect(finding?.fix).toEqual({
      kind: 'safe',
      title: 'Change it',
      edits: [{ range: { start: 21, end: 25 }, text: 'print' }],
    });
  });

  test.each([
    [
      'changes nothing',
      (from: number, end: number) => [{ range: { start: from, end }, text: 'echo' }],
      'it changes nothing',
    ],
    ['has no edit', () => [], 'it changes nothing'],
    [
      'reaches out of the text',
      (from: number) => [{ range: { start: from, end: 999 }, text: 'x' }],
      'it reaches beyond the end of the text',
    ],
    ['runs backwards', (from: number) => [{ range: { start: from, end: from - 2 }, text: 'x' }], 'its edits overlap'],
  ])('when it %s', (_, edits, reason) => {
    expect(mend(start, madeUp('bad', 'Change it.', 'echo', edits))).toMatchObject({
      text: start,
      dropped: [`bad: ${reason}`],
    });
  });

  test('when it brings what cannot be read, while the others are applied', () => {
    const result = mend(start, replacing('bad', 'echo', "echo '"), replacing('good', 'c\n', 'd\n'));
    expect(result.text).toBe('FROM alpine:3.24\nRUN echo a b d\n');
    expect(result.dropped).toEqual(['bad: it would bring something that Docker or the shell cannot read']);
  });

  test('when its finding would stay: each time once more, without an end', () => {
    const rule = madeUp('more', 'Change it.', 'RUN', (at) => [{ range: { start: at, end: at }, text: 'ENV A=b\n' }]);
    expect(mend(start, rule)).toMatchObject({ text: start, applied: [], dropped: ['more: its finding would stay'] });
  });

  test('when it and another one undo each other, and the rest is applied', () => {
    const rules = [replacing('up', ' a ', ' A '), replacing('down', ' A ', ' a '), replacing('good', 'c\n', 'd\n')];
    const result = mend(start, ...rules);
    expect(result.text).toMatch(/^FROM alpine:3.24\nRUN echo [aA] b d\n$/);
    expect(result.dropped).toEqual([expect.stringMatching(/^(up|down): it and others undo each other$/)]);
    // The other way round it ends too, and what has ended stays as it is.
    expect(mend(result.text, ...rules).text).toBe(result.text);
  });

  test('when circles are longer', () => {
    const rules = [replacing('one', ' a ', ' x '), replacing('two', ' x ', ' y '), replacing('three', ' y ', ' a ')];
    expect(mend(start, ...rules).text).toBe(start);
  });

  test('when it brings another finding of itself, again and again', () => {
    let count = 0;
    const rule = defineRule({
      ...replacing('grows', 'RUN', 'RUN'),
      *check({ text }) {
        const at = text.indexOf('RUN');
        const edits = [{ range: { start: at, end: at }, text: 'ENV A=b\n' }];
        yield {
          range: { start: at, end: at + 3 },
          message: `${String(count++)}.`,
          fix: { title: 'x', edits },
        };
      },
    });
    expect(mend(start, rule)).toMatchObject({ text: start, dropped: ['grows: it brings itself back again and again'] });
  });
});

describe('a fix is applied', () => {
  test('though one that it overlaps is left out', () => {
    const result = mend(start, replacing('a-bad', 'echo a', "echo '"), replacing('good', 'a b', 'x'));
    expect(result).toMatchObject({ text: 'FROM alpine:3.24\nRUN echo x c\n', applied: ['good'] });
  });

  test('though only together with its neighbour it could not be read', () => {
    const rules = [replacing('one', 'echo', 'ls $(true'), replacing('two', 'c\n', 'c)\n')];
    // Each alone breaks the line; together they do not.
    expect(mend(start, ...rules).text).toBe('FROM alpine:3.24\nRUN ls $(true a b c)\n');
  });

  test('though the same words are found at the place that it has emptied', () => {
    const text = 'FROM alpine:3.24\n# x\n# x\n# x\nRUN true\n';
    const rule = madeUp('gone', 'Change it.', '# x', (at, end) => [{ range: { start: at, end: end + 1 }, text: '' }]);
    expect(mend(text, rule)).toMatchObject({ text: 'FROM alpine:3.24\nRUN true\n', dropped: [] });
  });

  test('though another mistake comes to light behind a mistyped instruction', () => {
    const text = 'FROM alpine:3.24\nFORM alpine ASX b\n';
    expect(checker.fix(text, both, { today, only: ['syntax'] }).text).toContain('\nFROM alpine');
  });
});

describe('many fixes', () => {
  const lines = (count: number): string => `FROM alpine:3.24\n${'RUN echo a b c\n'.repeat(count)}`;
  const bad = replacing('bad', 'echo', "echo '");
  const good = replacing('good', 'c\n', 'd\n');

  test('are tried at once: a longer text takes no more checks', () => {
    expect(mend(lines(1_000), good).checks).toBe(2);
    const few = mend(lines(20), bad, good);
    const many = mend(lines(400), bad, good);
    expect(many.text).toBe(lines(400).replaceAll('c\n', 'd\n'));
    expect(few.checks).toBeLessThan(100);
    // Bad ones that are many cost at most what the length of the text allows.
    expect(many.checks).toBeLessThanOrEqual(2 * 400 + 10);
  });

  test('of a long text are not tried one by one', () => {
    const result = mend(`${lines(1)}# ${'x'.repeat(4_800_000)}\n${'RUN echo a b c\n'.repeat(200)}`, bad, good);
    expect(result.checks).toBeLessThan(20);
    expect(result.text).not.toContain('c\n');
  });
});

describe('tryFix', () => {
  const first = (text: string): { rule: string; edits: readonly TextEdit[] } => {
    const found = checker.check(text, { today }).diagnostics.find(({ fix }) => fix !== undefined);
    return { rule: found?.rule ?? '', edits: found?.fix?.edits ?? [] };
  };

  test('gives the text that a fix makes', () => {
    const text = 'FROM alpine:3.24\nRUN apk add git\n';
    const finding = first(text);
    expect(checker.tryFix(text, finding, { today })).toEqual({ text: applyEdits(text, finding.edits) });
  });

  test.each([
    [
      'overlap',
      [
        { range: { start: 1, end: 5 }, text: 'x' },
        { range: { start: 2, end: 6 }, text: 'y' },
      ],
      'its edits overlap',
    ],
    [
      'were made for a longer text',
      [{ range: { start: 90, end: 95 }, text: 'x' }],
      'it reaches beyond the end of the text',
    ],
    [
      'break the file',
      [{ range: { start: 0, end: 4 }, text: 'FORM' }],
      'it would bring something that Docker or the shell cannot read',
    ],
  ])('says why, and throws nothing, for edits that %s', (_, edits, reason) => {
    expect(checker.tryFix(start, { rule: undefined, edits }, { today })).toEqual({ reason });
  });
});

/** Texts that fixes broke, found by hostile hands. */
describe('found faults', () => {
  const mended = (text: string): string => checker.fix(text, both, { today }).text;

  test('a group that one command deletes twice is renamed in every place', () => {
    const text = 'FROM alpine:3.24\nRUN apk add --no-cache -t b gcc && gcc -v && apk del b b\nUSER 10001\n';
    expect(checker.fix(text, ['safe'], { today }).text).toContain('-t .b gcc && gcc -v && apk del .b .b');
  });

  test.each(['app:x;id>/tmp/p', 'app:$(id)', 'app:`id`', "app:x'", 'app:a|b', 'app:x&&id'])(
    'a name that a shell would run goes into no command: USER %s',
    (user) => {
      const text = `FROM alpine:3.24\nUSER ${user}\nRUN id\n`;
      expect(mended(text)).toBe(text);
    },
  );

  test.each([
    ['# what it needs', 'apt-get update && apt-get install -y curl'],
    ['  # indented', 'apt-get install -y curl'],
    ['# one \\', 'apt-get install -y curl'],
  ])('a cache mount is taken out in front of a comment line: %s', (comment, command) => {
    for (const newLine of ['\n', '\r\n']) {
      const lines = [
        'FROM alpine:3.24',
        'RUN --mount=type=cache,target=/var/cache/apt \\',
        '    --mount=type=cache,target=/var/lib/apt/lists \\',
        comment,
        `    ${command}`,
        'USER 10001',
        '',
      ];
      const fixed = mended(lines.join(newLine));
      expect(fixed.split(newLine)).toEqual([
        'FROM alpine:3.24',
        'RUN \\',
        comment,
        '    apk add --no-cache curl',
        'USER 10001',
        '',
      ]);
      expect(checker.check(fixed, { today }).diagnostics).toEqual([]);
    }
  });

  test('a comment moves above with the line break of the file', () => {
    const text = 'FROM alpine:3.24 # base\r\nUSER 10001\r\n';
    expect(mended(text)).toBe('# base\r\nFROM alpine:3.24\r\nUSER 10001\r\n');
  });

  test('a word behind a comment line goes, and the comment stays one', () => {
    const text = 'FROM alpine:3.24\nRUN apt-get install \\\n# quietly\n    -y \\\n    curl\nUSER 10001\n';
    expect(mended(text)).toBe('FROM alpine:3.24\nRUN apk add --no-cache \\\n# quietly\n \\\n    curl\nUSER 10001\n');
  });

  test('the last word behind a comment line stays: the line before the comment would go on with the next instruction', () => {
    const text = 'FROM alpine:3.24\nRUN apt-get install curl \\\n# quietly\n    -y\nUSER 10001\n';
    expect(mended(text)).toBe(text);
  });

  test('a byte order mark stays in front', () => {
    const text = '\ufeffFROM alpine:3.24\nRUN true\nFROM alpine:3.24\nUSER 10001\nCMD ["true"]\n';
    expect(mended(text)).toBe('\ufeffFROM alpine:3.24\nUSER 10001\nCMD ["true"]\n');
  });
});

describe('a suggestion after which the build would stop', () => {
  const mended = (text: string): string => fixText((each) => checker.check(each, { today }), text, both).text;
  const script = (commands: string): string => `FROM alpine:3.24\nRUN <<EOF\n${commands}\nEOF\n`;

  test.each([
    script('install -o nobody /srv\napk add --no-cache jq'),
    script('cp /no/such /srv\napk add --no-cache jq'),
    script('mkdir /opt\napk add --no-cache jq'),
    'FROM alpine:3.19\nRUN echo https://dl-cdn.alpinelinux.org/alpine/v3.19/main > /etc/apk/repositories && apk add --no-cache jq\n',
  ])('is left out: %j', (text) => expect(mended(text)).toBe(text));

  test.each([
    script('install -d -o nobody /srv/a\napk add --no-cache jq'),
    script('cp /etc/hosts /srv\napk add --no-cache jq'),
    script('mkdir /opt/a\napk add --no-cache jq'),
  ])('others are applied: %j', (text) => expect(mended(text)).toBe(text.replace('<<EOF\n', '<<EOF\nset -e\n')));
});
