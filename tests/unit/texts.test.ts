import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/root.ts';
import { siteLanguage } from '../../src/integrations/site-language.ts';
import { en } from '../../src/i18n/en.ts';
import { pseudoTexts } from '../../src/i18n/pseudo.ts';
import { shownWords } from './shown-words.ts';

/** Texts of the interface stand in `src/i18n/en`, and nowhere else where pages are made. */

const folders = ['components', 'layouts', 'pages', 'exercises', 'islands'].map((name) => join('src', name));

/** What is no text of the interface, and why. */
const allowed: Readonly<Record<string, { readonly why: string; readonly words: RegExp }>> = {
  'src/components/rules/ci-examples.ts': { why: 'code to be copied, with its comments', words: /./ },
  ...Object.fromEntries(
    ['texts', 'asks', 'recorded', 'choose/schema', 'order/schema', 'predict/schema', 'review/schema'].map((name) => [
      `src/exercises/${name}.ts`,
      { why: 'an author of a lesson is told where the field is', words: /./ },
    ]),
  ),
  'src/exercises/fix/schema.ts': { why: 'an author of a lesson is told where the field is', words: /./ },
  'src/exercises/fix/goal-schema.ts': { why: 'an author of a lesson is told where the field is', words: /./ },
  'src/exercises/choose/Exercise.astro': { why: 'a value of the front matter', words: /^with care$/ },
  'src/components/code/highlight.ts': { why: 'classes', words: /^line line-/ },
  'src/components/recordings/RecordingFacts.astro': { why: 'names', words: /^(?:sha256|Dockerfile)$/ },
  'src/components/rules/RuleFilterForm.astro': { why: 'an id of hadolint', words: /^DL3019$/ },
  'src/islands/replay/terminal-theme.ts': { why: 'colours', words: /^color-mix\(/ },
  'src/islands/workbench/draft-keeper.ts': { why: 'an outcome, not shown', words: /^too long$/ },
  'src/islands/workbench/static-parts.ts': { why: 'an outcome, not shown', words: /^too long$/ },
  'src/pages/rules/[id].astro': { why: 'comments of Dockerfiles', words: /^# / },
  'src/pages/sitemap.xml.ts': { why: 'XML', words: /^<\?xml / },
  'src/pages/use-in-ci.astro': { why: 'paths of files', words: /^\.[\w./-]+$/ },
};

/** The words of a file that should stand in `src/i18n`. */
const misplaced = (file: string): string[] =>
  shownWords(file, readFileSync(join(root, file), 'utf8')).filter((words) => allowed[file]?.words.test(words) !== true);

const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.(?:astro|ts)$/.test(name) && !/\.(?:test|d)\.ts$/.test(name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.includes('/testing/')),
);

describe('words that are shown', () => {
  test('are looked for in every folder', () => {
    expect(folders.filter((folder) => !files.some((file) => file.startsWith(folder)))).toEqual([]);
  });

  test.each(files)('do not stand in %s', (file) => {
    expect(misplaced(file)).toEqual([]);
  });

  test('are allowed only where they stand', () => {
    const idle = Object.entries(allowed).filter(
      ([file, { words }]) => !shownWords(file, readFileSync(join(root, file), 'utf8')).some((each) => words.test(each)),
    );
    expect(idle).toEqual([]);
  });

  test.each([
    ['a.astro', '<p>Lessons</p>', ['Lessons']],
    ['a.astro', '<p>{count} rules</p>', ['rules']],
    ['a.astro', '<p>{open && <b>Not met</b>}</p>', ['Not met']],
    ['a.astro', '<nav aria-label="Site"></nav>', ['Site']],
    ['a.astro', '<nav aria-label={`Files of ${name}`}></nav>', ['Files of …']],
    ['a.astro', "<p title={wide ? 'Wide' : t.site.table}>·</p>", ['Wide']],
    ['a.astro', "---\nconst name = 'By hand';\n---\n<p>{name}</p>", ['By hand']],
    ['a.ts', "this.#say('Copied.');", ['Copied.']],
    ['a.ts', "button.textContent = done ? 'Yes' : `No`;", ['Yes', 'No']],
    ['a.ts', 'export const late = `Nothing came within ${limit} seconds.`;', ['Nothing came within … seconds.']],
    ['a.astro', '<p class="page wide" data-part="now">{t.site.skip} 1 · 2</p>', []],
    ['a.astro', '<script>const a = "b";</script><style>p { color: red; }</style>', []],
    ['a.ts', "throw new Error('The workbench has no part of this name.');", []],
    ['a.ts', "console.error('Belay: the editor could not be loaded.', error);", []],
  ] as const)('are found in %s: %s', (name, text, words) => {
    expect(shownWords(name, text)).toEqual(words);
  });
});

/** Every text with the path that leads to it. Functions are called with what they take, at most six numbers, words or lists. */
function texts(value: unknown, path: string): [string, unknown][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'function') {
    return Object.entries(value as object).flatMap(([name, inner]) => texts(inner, `${path}.${name}`));
  }
  const call = value as (...parameters: unknown[]) => unknown;
  const said = [1, 2, 'word', ['a', 'b']].flatMap((parameter): [string, unknown][] => {
    try {
      return [[`${path}(${parameter.toString()})`, call(...Array.from({ length: 6 }, () => parameter))]];
    } catch {
      // A word has no methods of a list, and the other way round.
      return [];
    }
  });
  return said.length === 0 ? [[path, undefined]] : said;
}

describe('the texts', () => {
  test('are none of them empty, whatever they are about', () => {
    const all = texts(en, 't');
    expect(all.length).toBeGreaterThan(300);
    const wrong = all.filter(
      ([, text]) => typeof text !== 'string' || text.trim() === '' || /undefined|\[object/.test(text),
    );
    expect(wrong).toEqual([]);
  });

  test('are in brackets in the pseudo language, those with parameters too', () => {
    const wrong = texts(pseudoTexts(en), 't').filter(([, text]) => !/^⟦[^]*⟧$/u.test(String(text)));
    expect(wrong).toEqual([]);
  });

  test('are not built in a language that is not there', () => {
    expect(() => siteLanguage('xx')).toThrow(/BELAY_LANG=xx.*There are: en, pseudo/);
    expect(() => siteLanguage('en')).not.toThrow();
  });
});
