import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { AuthorError } from '../lessons/content/author-error.ts';

const folder = fileURLToPath(new URL('../i18n', import.meta.url));
const english = join(folder, 'en');

/** English with every text in ⟦brackets⟧: what a page then shows without them does not come from the texts. */
const pseudo = 'pseudo';

/**
 * Puts the texts of another language in the place of the English ones, which the code names, wherever Vite builds or
 * serves: pages, scripts and workers alike.
 * @param language as `BELAY_LANG` says it: a folder of `src/i18n`, `en` when there is none, or `pseudo`.
 * @throws AuthorError for a language that is not there, or not whole.
 */
export function siteLanguage(language = 'en'): Plugin {
  if (language !== pseudo) mustBeWhole(language);
  return {
    name: 'belay:site-language',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (language === 'en' || !source.endsWith('.ts') || importer?.includes(pseudoMark) === true) return;
      const found = await this.resolve(source, importer, { skipSelf: true });
      if (found === null || dirname(found.id) !== english) return;
      if (language === pseudo) return `${found.id}${pseudoMark}`;
      return join(folder, language, basename(found.id));
    },
    async load(id) {
      if (!id.endsWith(pseudoMark)) return;
      const file = id.slice(0, -pseudoMark.length);
      const names = Object.keys((await import(pathToFileURL(file).href)) as object);
      const wrap = JSON.stringify(join(folder, 'pseudo.ts'));
      return [
        `import * as english from ${JSON.stringify(file)};`,
        `import { pseudoTexts } from ${wrap};`,
        // The language itself is read by the browser's `Intl`.
        `const texts = ${basename(file) === 'language.ts' ? 'english' : 'pseudoTexts(english)'};`,
        ...names.map((name) => `export const ${name} = texts.${name};`),
      ].join('\n');
    },
  };
}

const pseudoMark = '?pseudo';

function mustBeWhole(language: string): void {
  const languages = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const field = `BELAY_LANG=${language}`;
  if (!languages.includes(language)) {
    const hint = `There are: ${[...languages, pseudo].join(', ')}. A new one begins as a copy of src/i18n/en.`;
    throw new AuthorError('src/i18n', 'There are no texts in this language.', { field, hint });
  }
  const missing = readdirSync(english).filter((name) => !existsSync(join(folder, language, name)));
  if (missing.length === 0) return;
  const place = relative(process.cwd(), join(folder, language));
  throw new AuthorError(place, `Files are missing: ${missing.join(', ')}.`, {
    field,
    hint: 'Copy them from src/i18n/en.',
  });
}
