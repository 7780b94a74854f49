import { darkCode, lightCode, type CodePalette } from '../../styles/code-theme.ts';
import { monaco } from './monaco.ts';

/** Keeps Monaco's theme as the page's: `data-theme` on `<html>`, else the system's; more contrast where asked for. */
export function followPageTheme(): monaco.IDisposable {
  const stop = new AbortController();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const apply = (): void => {
    const chosen = document.documentElement.dataset['theme'];
    const isDark = chosen === 'dark' || (chosen !== 'light' && dark.matches);
    const name = contrast.matches ? (isDark ? 'hc-black' : 'hc-light') : isDark ? 'belay-dark' : 'belay-light';
    if (!contrast.matches) monaco.editor.defineTheme(name, theme(isDark));
    monaco.editor.setTheme(name);
  };
  dark.addEventListener('change', apply, { signal: stop.signal });
  contrast.addEventListener('change', apply, { signal: stop.signal });
  const observer = new MutationObserver(apply);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  apply();
  return {
    dispose() {
      stop.abort();
      observer.disconnect();
    },
  };
}

function theme(isDark: boolean): monaco.editor.IStandaloneThemeData {
  return {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: tokenColours(isDark ? darkCode : lightCode),
    colors: interfaceColours(isDark ? darkCode : lightCode),
  };
}

function tokenColours(palette: CodePalette): monaco.editor.ITokenThemeRule[] {
  const rule = (token: string, colour: string) => ({ token, foreground: colour.slice(1) });
  return [
    rule('', palette.text),
    rule('comment', palette.comment),
    rule('keyword', palette.keyword),
    rule('string', palette.string),
    rule('string.escape', palette.punctuation),
    rule('variable', palette.variable),
    rule('delimiter', palette.punctuation),
    rule('number', palette.constant),
    rule('type', palette.text),
  ];
}

/** The page's own colours for everything around the text. Tokens are resolved by the browser, light or dark. */
function interfaceColours(palette: CodePalette): monaco.editor.IColors {
  const probe = document.createElement('span');
  document.body.append(probe);
  const token = (name: string, alpha = ''): string => {
    probe.style.color = `var(--${name})`;
    return hex(getComputedStyle(probe).color) + alpha;
  };
  const colours = {
    'editor.background': palette.background,
    'editor.foreground': palette.text,
    'editorLineNumber.foreground': token('muted'),
    'editorLineNumber.activeForeground': token('text'),
    'editorCursor.foreground': token('accent'),
    'editor.lineHighlightBackground': token('accent', '0d'),
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': token('accent', '40'),
    'editor.inactiveSelectionBackground': token('accent', '26'),
    'editor.findMatchBackground': token('warn', '59'),
    'editor.findMatchHighlightBackground': token('warn', '33'),
    'editorBracketMatch.background': token('accent', '1a'),
    'editorBracketMatch.border': token('line-strong'),
    'editorIndentGuide.background1': '#00000000',
    'editorIndentGuide.activeBackground1': '#00000000',
    'editorError.foreground': token('bad'),
    'editorWarning.foreground': token('warn'),
    'editorInfo.foreground': token('accent'),
    'editorWidget.background': token('surface'),
    'editorWidget.foreground': token('text'),
    'editorWidget.border': token('line-strong'),
    'editorHoverWidget.background': token('surface'),
    'editorHoverWidget.border': token('line-strong'),
    'editorHoverWidget.statusBarBackground': token('sunken'),
    'editorSuggestWidget.background': token('surface'),
    'editorSuggestWidget.border': token('line-strong'),
    'editorSuggestWidget.selectedBackground': token('accent-soft'),
    'editorSuggestWidget.selectedForeground': token('text'),
    'editorSuggestWidget.highlightForeground': token('accent'),
    'editorSuggestWidget.focusHighlightForeground': token('accent'),
    'list.hoverBackground': token('sunken'),
    'quickInput.background': token('surface'),
    'quickInputList.focusBackground': token('accent-soft'),
    'quickInputList.focusForeground': token('text'),
    'menu.background': token('surface'),
    'menu.foreground': token('text'),
    'menu.selectionBackground': token('accent-soft'),
    'menu.selectionForeground': token('text'),
    'menu.border': token('line-strong'),
    'input.background': token('bg'),
    'input.foreground': token('text'),
    'input.border': token('line-strong'),
    'scrollbarSlider.background': token('line-strong', '55'),
    'scrollbarSlider.hoverBackground': token('line-strong', '88'),
    'scrollbarSlider.activeBackground': token('line-strong', 'aa'),
    'diffEditor.insertedTextBackground': token('good', '22'),
    'diffEditor.insertedLineBackground': token('good', '14'),
    'diffEditor.removedTextBackground': token('bad', '22'),
    'diffEditor.removedLineBackground': token('bad', '14'),
    'diffEditor.diagonalFill': token('line'),
    'textLink.foreground': token('accent'),
    'editorLink.activeForeground': token('accent'),
    focusBorder: token('focus'),
    'widget.shadow': '#0000001f',
  };
  probe.remove();
  return colours;
}

/** `rgb(1, 2, 3)` as `#010203`. */
function hex(colour: string): string {
  const channels = colour.match(/[\d.]+/g) ?? [];
  return `#${channels
    .slice(0, 3)
    .map((channel) => Math.round(Number(channel)).toString(16).padStart(2, '0'))
    .join('')}`;
}
