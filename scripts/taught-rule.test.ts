import { describe, expect, test } from 'vitest';
import { splitFrontMatter } from '../src/lessons/content/front-matter.ts';
import { withTaughtRule } from './taught-rule.ts';

const lesson = (fields: string): string => `---\ntitle: One\n${fields}minutes: 8\n---\n\n--- prose ---\n`;
const taught = (text: string): unknown => (splitFrontMatter(text, 'lesson.mdx').data as { teaches?: unknown }).teaches;

describe('a rule comes into what a lesson teaches', () => {
  test.each([
    ['between others', 'teaches:\n  - apk-no-cache # here\n  - tini-path\n', ['apk-no-cache', 'pipefail', 'tini-path']],
    ['at the end', 'teaches:\n  - apk-no-cache # here\n', ['apk-no-cache', 'pipefail']],
    ['at the beginning', 'teaches:\n    - tini-path\n', ['pipefail', 'tini-path']],
    ['without an indent', 'teaches:\n- tini-path\n- zone\n', ['pipefail', 'tini-path', 'zone']],
    ['of one line', 'teaches: [apk-no-cache, tini-path]\n', ['apk-no-cache', 'pipefail', 'tini-path']],
    ['of one line, at the end', 'teaches: [ apk-no-cache ]\n', ['apk-no-cache', 'pipefail']],
    ['of one line that is empty', 'teaches: []\n', ['pipefail']],
    ['where the field is missing', '', ['pipefail']],
  ])('%s', (_, fields, wanted) => {
    const before = lesson(fields);
    const after = withTaughtRule(before, 'pipefail', 'lesson.mdx');
    expect(taught(after)).toEqual(wanted);
    // Nothing else has changed: taking the new words out gives the old text.
    const lines = before.split('\n').filter((line) => !line.startsWith('teaches: ['));
    expect(after.split('\n')).toEqual(expect.arrayContaining(lines));
  });

  test('once', () => {
    const text = lesson('teaches: [pipefail]\n');
    expect(withTaughtRule(text, 'pipefail', 'lesson.mdx')).toBe(text);
  });

  test('and is refused where the field is no list', () => {
    expect(() => withTaughtRule(lesson('teaches: tini-path\n'), 'pipefail', 'lesson.mdx')).toThrow(
      'lesson.mdx: teaches: This must be a list of ids.',
    );
  });
});
