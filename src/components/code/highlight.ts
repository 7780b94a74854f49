import { createHighlighter, type Highlighter, type ShikiTransformer } from 'shiki';
import { readBlockNote } from '../../lessons/content/code-blocks.ts';
import { darkCode, darkTheme, lightCode, lightTheme } from '../../styles/code-theme.ts';

/** Languages of code on this site; a fence in another one is shown as plain text. */
const codeLanguages = [
  'dockerfile',
  'sh',
  'console',
  'yaml',
  'json',
  'c',
  'python',
  'diff',
  'mdx',
  'ini',
  'docker',
] as const;

/** What a line of a shown file can be. The class is styled in `code.css`. */
export type LineMark = 'mark' | 'error' | 'warning' | 'info' | 'added' | 'removed';

interface HighlightOptions {
  /** Lines, from 1, and what they are. */
  readonly marks?: ReadonlyMap<number, LineMark>;
  /** Name for assistive technology: a region that scrolls must be reachable and named. */
  readonly label?: string;
}

let highlighter: Promise<Highlighter> | undefined;

/** Code as HTML with the site's two themes in one: colours follow `color-scheme`. For build time only. */
export async function highlight(code: string, language: string, options: HighlightOptions = {}): Promise<string> {
  highlighter ??= createHighlighter({ themes: [lightTheme, darkTheme], langs: [...codeLanguages] });
  const shiki = await highlighter;
  const lang = shiki.getLoadedLanguages().includes(language) ? language : 'text';
  return shiki.codeToHtml(code.replace(/\n$/, ''), {
    lang,
    themes: { light: lightTheme, dark: darkTheme },
    defaultColor: 'light-dark()',
    transformers: [leanTokens(), plainFrame(options.label), lineMarks(options.marks ?? new Map())],
  });
}

/** The lines of a text as HTML, each for a place of its own; colours as in {@link highlight}. */
export async function highlightLines(lines: readonly string[], language: string): Promise<string[]> {
  const html = await highlight(lines.join('\n'), language);
  return html.slice(html.indexOf('<code>') + '<code>'.length, html.lastIndexOf('</code>')).split('\n');
}

/** One look for all code: no colours of its own on `<pre>`, reachable by keyboard because it may scroll. */
export function plainFrame(label?: string): ShikiTransformer {
  return {
    name: 'belay:frame',
    pre(node) {
      node.properties = {
        class: 'code',
        tabindex: '0',
        ...(label !== undefined && { role: 'group', 'aria-label': label }),
      };
    },
  };
}

/**
 * Takes out what the page does not need: Shiki's variables beside each colour, and spans that only say the colour
 * that text has anyway. Saves a quarter of the bytes of highlighted code.
 */
export function leanTokens(): ShikiTransformer {
  return {
    name: 'belay:lean-tokens',
    span(node) {
      const { style } = node.properties;
      if (typeof style !== 'string') return;
      const kept = style.split(';').filter((part) => !part.startsWith('--shiki-') && !isDefaultColour(part));
      if (kept.length === 0) delete node.properties.style;
      else node.properties.style = kept.join(';');
    },
    line(node) {
      node.children = node.children.flatMap((child) =>
        child.type === 'element' && child.properties.style === undefined ? child.children : [child],
      );
    },
  };
}

function isDefaultColour(declaration: string): boolean {
  const [light, dark] = [lightCode.text, darkCode.text];
  return declaration.toLowerCase().replaceAll(' ', '') === `color:light-dark(${light},${dark})`;
}

/** Gives marked lines a class: `<span class="line line-mark">`. */
function lineMarks(marks: ReadonlyMap<number, LineMark>): ShikiTransformer {
  return {
    name: 'belay:marks',
    line(node, line) {
      const mark = marks.get(line);
      if (mark !== undefined) node.properties['class'] = `line line-${mark}`;
    },
  };
}

/** Reads the lines to mark from a fence's meta: ```` ```dockerfile {2,4-5} ````. */
export function metaMarks(): ShikiTransformer {
  return {
    name: 'belay:meta-marks',
    line(node, line) {
      const raw = this.options.meta?.__raw ?? '';
      if (parseMetaLines(raw).has(line)) node.properties['class'] = 'line line-mark';
    },
  };
}

/** Tells the component of the prose (`mdx/Pre.astro`) what an author says about a block that is shown as wrong. */
export function metaNotes(): ShikiTransformer {
  return {
    name: 'belay:meta-notes',
    pre(node) {
      const { finds, prints } = readBlockNote(this.options.meta?.__raw ?? '');
      if (finds.length > 0) node.properties['data-finds'] = finds.join(' ');
      if (prints !== undefined) node.properties['data-prints'] = prints;
    },
  };
}

/** `{2,4-5}` → 2, 4, 5. */
export function parseMetaLines(meta: string): Set<number> {
  const lines = new Set<number>();
  for (const part of /\{([\d,\s-]+)\}/.exec(meta)?.[1]?.split(',') ?? []) {
    const [from, to = from] = part.split('-').map((text) => Number.parseInt(text, 10));
    if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) continue;
    for (let line = from; line <= to; line++) lines.add(line);
  }
  return lines;
}
