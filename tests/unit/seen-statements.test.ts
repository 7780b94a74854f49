import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleFolders } from '../../scripts/generate.ts';
import { root } from '../../scripts/root.ts';
import { marksIn } from '../../src/rule-docs/evidence.ts';
import { statementsIn } from './rule-statements.ts';

/** What a rule's document says of a program was tried, or is said by a source that it names. */

const documents = new Map(
  ruleFolders().map((id) => [id, readFileSync(join(root, 'src/checker/rules', id, 'rule.md'), 'utf8')]),
);

/** The statements of a text that nothing stands behind. */
const open = (markdown: string): string[] =>
  statementsIn(markdown)
    .filter(({ isKnown }) => !isKnown)
    .map(({ line, text }) => `line ${line}: ${text}`);

describe('statements about programs', () => {
  test.each([...documents])('%s: each has a mark or a source', (_, markdown) => {
    expect(open(markdown)).toEqual([]);
  });

  test('are found in most documents', () => {
    const silent = [...documents].filter(([, markdown]) => statementsIn(markdown).length === 0).map(([id]) => id);
    expect(silent.length).toBeLessThan(documents.size / 4);
  });

  test('stand outside of code blocks, each of which is closed', () => {
    const unclosed = [...documents].filter(([, markdown]) => {
      const fences = markdown.match(/^```.*$/gm) ?? [];
      return fences.length % 2 !== 0 || fences.some((fence, index) => index % 2 === 1 && fence !== '```');
    });
    expect(unclosed.map(([id]) => id)).toEqual([]);
  });

  test('have marks that name versions and a day', () => {
    const wrong = [...documents].flatMap(([id, markdown]) => [
      ...marksIn(markdown)
        .filter((mark) => !isWhole(mark))
        .map((mark) => `${id}: ${JSON.stringify(mark)}`),
      // What looks like a mark and is none: it would be shown.
      ...(markdown.match(/<!--.*/g) ?? []).filter((each) => marksIn(each).length !== 1).map((each) => `${id}: ${each}`),
    ]);
    expect(wrong).toEqual([]);
  });
});

/** `alpine 3.20.3` has a version, an address is one of https, and the day exists and is not to come. */
function isWhole({ kind, where, date }: ReturnType<typeof marksIn>[number]): boolean {
  const day = new Date(date);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
  const each = kind === 'seen' ? /^[A-Za-z].* \d+(?:\.\d+)+(?: with(?:out)? BuildKit)?$/ : /^https:\/\/\S+$/;
  return isDay && day.getTime() <= Date.now() && where.length > 0 && where.every((one) => each.test(one));
}

const mark = '<!-- seen: alpine 3.20.3, BusyBox 1.36.1, 2026-11-29 -->';

describe('a statement', () => {
  test.each([
    ['a program and what it does', 'BusyBox refuses `-P`.'],
    ['a program in backquotes', '`apk add jq` fetches the index.'],
    ['an instruction', '`COPY` keeps the mode of the file.'],
    ['an exit code, whoever ends with it', 'The step is over with exit code 127.'],
    ['several programs', 'Docker and BuildKit stop there.'],
    ['a list item', '- `grep` knows no `-P`.'],
    ['the second sentence of a paragraph', 'That is so.\nFor `sh` it\nis no help: musl ignores it.'],
    ['a link to another rule is no source', 'apk fails ([other](../apk-no-cache/)).'],
    ['a link without https is none', 'apk fails ([there](http://example.org/)).'],
    ['a mark behind the next paragraph', `apk fails.\n\npip works.\n${mark}`],
    ['a mark behind the next item', `- apk fails.\n- pip works.\n  ${mark}`],
    ['a comment that is no mark', 'apk fails. <!-- I am sure -->'],
    ['behind a code block', '```sh\napk add x\n```\n\napk fails.'],
  ])('is refused: %s', (_, markdown) => {
    expect(open(markdown)).toHaveLength(1);
  });

  test.each([
    ['with a mark below it', `BusyBox refuses \`-P\`.\n${mark}`],
    ['with a mark in its item', `- \`grep\` knows no \`-P\`.\n  ${mark}\n- Text.`],
    ['with an address that was read', 'Docker stops.\n<!-- read: https://docs.docker.com/x/, 2026-11-29 -->'],
    ['with a link to a source', 'apk fails ([source](https://gitlab.alpinelinux.org/x)).'],
  ])('is taken: %s', (_, markdown) => {
    expect(statementsIn(markdown)).toHaveLength(1);
    expect(open(markdown)).toEqual([]);
  });

  test.each([
    ['code', '```sh\napk fails\n```'],
    ['a heading', '## What apk does when it fails'],
    ['what the rule does', 'The fix writes `apk add` and stops there.'],
    ['no program', 'An image is smaller then, and it starts.'],
    ['no verb of doing', 'On Alpine: `grep`, from BusyBox.'],
    ['a verb that is code', 'Alpine has apk: `apk add fails`.'],
  ])('is none: %s', (_, markdown) => {
    expect(statementsIn(markdown)).toEqual([]);
  });

  test.each([
    ['no day', '<!-- seen: alpine 3.20.3 -->'],
    ['no version', '<!-- seen: alpine, 2026-11-29 -->'],
    ['a day that does not exist', '<!-- seen: alpine 3.20.3, 2026-02-30 -->'],
    ['a day to come', '<!-- seen: alpine 3.20.3, 2999-01-01 -->'],
    ['an address that is none', '<!-- read: the manual, 2026-11-29 -->'],
  ])('has no mark like this: %s', (_, text) => {
    expect(marksIn(text).map(isWhole)).toEqual([false]);
  });

  test('has a mark like these', () => {
    const marks = marksIn(`${mark}\n<!-- read: https://docs.docker.com/x/#y, 2026-11-29 -->`);
    expect(marks.map(isWhole)).toEqual([true, true]);
  });
});
