import type { ITheme } from '@xterm/xterm';

/** Colours of the terminal as CSS: our tokens where they fit, so that the terminal belongs to the page. */
const colours = {
  foreground: 'var(--text)',
  cursor: 'var(--muted)',
  cursorAccent: 'var(--code-bg)',
  selectionBackground: 'color-mix(in srgb, var(--accent) 35%, transparent)',
  selectionInactiveBackground: 'color-mix(in srgb, var(--accent) 35%, transparent)',
  scrollbarSliderBackground: 'color-mix(in srgb, var(--line-strong) 45%, transparent)',
  scrollbarSliderHoverBackground: 'color-mix(in srgb, var(--line-strong) 70%, transparent)',
  scrollbarSliderActiveBackground: 'var(--line-strong)',
  black: 'light-dark(#2a2e33, #5a646e)',
  red: 'var(--bad)',
  green: 'var(--good)',
  yellow: 'var(--warn)',
  blue: 'var(--accent)',
  magenta: 'light-dark(#7b3a94, #d6a8f0)',
  cyan: 'light-dark(#0d6470, #74d0dc)',
  white: 'light-dark(#6b7178, #c8ced4)',
  brightBlack: 'var(--muted)',
  brightRed: 'var(--bad)',
  brightGreen: 'var(--good)',
  brightYellow: 'var(--warn)',
  brightBlue: 'var(--accent)',
  brightMagenta: 'light-dark(#7b3a94, #d6a8f0)',
  brightCyan: 'light-dark(#0d6470, #74d0dc)',
  brightWhite: 'var(--text)',
} satisfies ITheme;

/** The theme as colours that xterm reads: what the tokens are at this moment, light or dark. */
export function terminalTheme(host: HTMLElement): ITheme {
  const probe = document.createElement('span');
  host.append(probe);
  const resolve = (colour: string): string => {
    probe.style.color = colour;
    return asRgba(getComputedStyle(probe).color);
  };
  const theme = Object.fromEntries(Object.entries(colours).map(([name, colour]) => [name, resolve(colour)]));
  theme['background'] = resolve('var(--code-bg)');
  probe.remove();
  return theme;
}

/** Browsers give a mixed colour as `color(srgb 0.1 0.2 0.3 / 0.35)`, which xterm does not read. */
function asRgba(colour: string): string {
  const match = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(colour);
  if (!match) return colour;
  const [red, green, blue] = match.slice(1, 4).map((part) => Math.round(Number(part) * 255));
  return `rgba(${red ?? 0}, ${green ?? 0}, ${blue ?? 0}, ${match[4] ?? 1})`;
}

/** Calls back when the page changes between light and dark, by the page's switch or by the system. */
export function onThemeChange(changed: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  signal.addEventListener('abort', () => observer.disconnect());
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', changed, { signal });
  }
}
