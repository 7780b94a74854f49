import type { ThemeRegistrationRaw } from 'shiki';

/**
 * Colours of code, light and dark. Shiki and Monaco both take them from here, so that a Dockerfile keeps its look
 * when the editor replaces the static text. Every colour has at least 4.5:1 on the background (`--code-bg`).
 */
export interface CodePalette {
  readonly background: string;
  readonly text: string;
  readonly comment: string;
  readonly keyword: string;
  readonly string: string;
  readonly variable: string;
  readonly constant: string;
  readonly punctuation: string;
}

export const lightCode: CodePalette = {
  background: '#f6f6f2',
  text: '#1d2024',
  comment: '#666b70',
  keyword: '#0d597f',
  string: '#1c6b36',
  variable: '#8f3d0e',
  constant: '#6d3aa8',
  punctuation: '#55595e',
};

export const darkCode: CodePalette = {
  background: '#171b20',
  text: '#e4e7ea',
  comment: '#919aa3',
  keyword: '#7cc4ea',
  string: '#9ad6a8',
  variable: '#efb58a',
  constant: '#cdb0f5',
  punctuation: '#aab2ba',
};

/** The two Shiki themes, made of the palettes. */
export const lightTheme = shikiTheme('belay-light', 'light', lightCode);
export const darkTheme = shikiTheme('belay-dark', 'dark', darkCode);

function shikiTheme(name: string, type: 'light' | 'dark', palette: CodePalette): ThemeRegistrationRaw {
  const rule = (foreground: string, ...scope: string[]) => ({ scope, settings: { foreground } });
  return {
    name,
    type,
    fg: palette.text,
    bg: palette.background,
    colors: { 'editor.background': palette.background, 'editor.foreground': palette.text },
    settings: [
      { settings: { foreground: palette.text, background: palette.background } },
      rule(palette.comment, 'comment', 'punctuation.definition.comment'),
      rule(palette.keyword, 'keyword', 'storage', 'entity.name.tag', 'support.type.property-name', 'meta.directive'),
      rule(palette.text, 'keyword.operator.assignment', 'source.shell entity.name', 'entity.name.command'),
      rule(palette.punctuation, 'keyword.operator', 'punctuation', 'constant.character.escape'),
      rule(palette.string, 'string', 'punctuation.definition.string', 'markup.inserted'),
      rule(palette.text, 'string.unquoted'),
      rule(palette.variable, 'variable', 'entity.name.function.preprocessor', 'markup.deleted'),
      rule(palette.text, 'variable.other.normal.shell variable.other', 'source.c variable'),
      rule(palette.constant, 'constant', 'support.function.builtin', 'entity.name.function'),
    ],
  };
}
