import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checker, contextOf, fullyNamedIndex } from '../../src/checker/index.ts';
import { splitFrontMatter } from '../../src/lessons/content/front-matter.ts';
import { isTest, lessonSlugs } from '../../src/lessons/content/load.ts';
import { today } from '../../scripts/lesson/answers.ts';
import { root } from '../../scripts/root.ts';

/** Code that stands in the prose of lessons: what is written there, and not what components take from files. */

/** Lines of code have room beside the exercise. */
const LONGEST = 64;

const index = await fullyNamedIndex();

interface Block {
  readonly language: string;
  readonly code: string;
}

function blocksIn(mdx: string): Block[] {
  return [...mdx.matchAll(/^```(\w*)[^\n]*\n([^]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    language,
    code,
  }));
}

describe.each(lessonSlugs(root))('the prose of %s', (slug) => {
  const file = `content/lessons/${slug}/lesson.mdx`;
  const { body } = splitFrontMatter(readFileSync(join(root, file), 'utf8'), file);
  const blocks = blocksIn(body);
  const wholeFiles = blocks.filter(({ language, code }) => language === 'dockerfile' && code.startsWith('FROM '));

  // A test at the end of a track shows no answer.
  if (!isTest(slug, root)) {
    test('begins with an example that is right', () => {
      expect(wholeFiles.length).toBeGreaterThan(0);
      expect(body.indexOf('```dockerfile\nFROM ')).toBeLessThan(body.indexOf('<Section'));
    });
  }

  test.each(wholeFiles.map(({ code }) => [code.split('\n')[1] ?? '', code]))(
    'is right about "%s": nothing is found in the file, and nothing in it fails',
    (_, code) => {
      const { diagnostics } = checker.check(code, { today, off: ['root-user'] });
      expect(diagnostics.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      // On the branch whose packages are all known by name.
      const { outcome, because, start } = checker.forecast(code.replaceAll('alpine:3.24', 'alpine:3.19'), {
        context: contextOf({ 'hello.c': 'int main(void) { return 0; }\n' }),
        data: { index },
      });
      expect([outcome, start.outcome], because?.prints ?? start.because?.prints).not.toContain('fails');
    },
  );

  test('has no line of code that is too long for its column', () => {
    const long = blocks.flatMap(({ code }) => code.split('\n').filter((line) => line.length > LONGEST));
    expect(long).toEqual([]);
  });
});

test.each([
  ['```dockerfile\nFROM a\n```\n', 1],
  ['one\n\n```sh\nls\n```\n\ntwo\n\n```text\nx\n\ny\n```\n', 2],
  ['no `code` here', 0],
])('%j has %i blocks of code', (mdx, count) => {
  expect(blocksIn(mdx)).toHaveLength(count);
});
