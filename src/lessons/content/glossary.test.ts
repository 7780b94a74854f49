import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadGlossary, plainDefinition, requireTerm, termsIn } from './glossary.ts';

const root = mkdtempSync(join(tmpdir(), 'belay-glossary-'));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'own'));
mkdirSync(join(root, 'more'));

const entry = (says: string): string =>
  `  word: layer\n  says: ${says}\n  source: { title: "A", url: "https://example.org/" }\n`;
function load(own: string, more = '{}'): ReturnType<typeof loadGlossary> {
  writeFileSync(join(root, 'own/glossary.yaml'), own);
  writeFileSync(join(root, 'more/glossary.yaml'), more);
  return loadGlossary(root, ['own', 'more']);
}

describe('the glossary', () => {
  test('that comes with the course has no link to nowhere, and is in order', () => {
    const words = loadGlossary();
    expect(words.length).toBeGreaterThan(40);
    expect(words.map(({ word }) => word.toLowerCase())).toEqual(words.map(({ word }) => word.toLowerCase()).sort());
  });

  test('of a later root takes the place of what an earlier one has', () => {
    expect(load(`layer:\n${entry('Ours.')}`, `layer:\n${entry('Theirs.')}`).map(({ says }) => says)).toEqual(['Theirs.']);
  });

  test.each([
    [`layer:\n${entry('See [it](#layr).')}`, 'own/glossary.yaml: layer.says: The glossary has no word "layr". Did you mean "layer"?'],
    [`Layer:\n${entry('It is.')}`, 'own/glossary.yaml: Layer: '],
    [`layer:\n${entry('It is')}`, 'layer.says: End with a full stop.'],
    [`layer:\n  meaning: x\n${entry('It is.')}`, 'There is no field "meaning" here.'],
  ])('stops at %j', (text, message) => {
    expect(() => load(text)).toThrow(message);
  });

  test('is asked for a word', () => {
    const folder = 'content/lessons/x';
    expect(() => requireTerm('layer', ['layer'], folder)).not.toThrow();
    expect(() => requireTerm('xyz', ['layer'], folder)).toThrow(
      'content/lessons/x/lesson.mdx: <Term id>: The glossary has no word "xyz". Its words stand in content/glossary.yaml: add it there.',
    );
  });
});

test('words that prose links are found, and their meaning without its own links', () => {
  expect(termsIn('A <Term id="layer">layer</Term> and a <Term id="tag">tag</Term>.')).toEqual(['layer', 'tag']);
  expect(plainDefinition({ says: 'A [tag](#tag) in `FROM`.' })).toBe('A tag in FROM.');
});
