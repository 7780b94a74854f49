import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestsFile, sentenceDigests } from '../../scripts/older-sentences.ts';
import { root } from '../../scripts/root.ts';
import { loadGlossary } from '../../src/lessons/content/glossary.ts';
import { lessonFolders } from '../../src/lessons/content/roots.ts';

/** The course says what older texts say in sentences of its own. */
const older = new Set(JSON.parse(readFileSync(join(root, digestsFile), 'utf8')) as readonly string[]);

function taken(text: string): string[] {
  return [...sentenceDigests(text)].filter(([digest]) => older.has(digest)).map(([, sentence]) => sentence);
}

describe('no sentence is taken from an older text', () => {
  test.each([...lessonFolders(root)])('in the lesson %s', (_, folder) => {
    expect(taken(readFileSync(join(root, folder, 'lesson.mdx'), 'utf8'))).toEqual([]);
  });

  test('in the glossary', () => {
    expect(loadGlossary(root).flatMap(({ says }) => taken(says))).toEqual([]);
  });
});

test('a sentence is known by its words, however it is written', () => {
  const [a = ''] = sentenceDigests('One two, three `four` five six seven.').keys();
  const [b = ''] = sentenceDigests('- **One** two three four [five](https://x/) six\nseven!').keys();
  expect([a, older.size > 150]).toEqual([b, true]);
});
