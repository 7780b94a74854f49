/** A style sheet, or the `<style>` of a component, without its comments. */
export interface Sheet {
  readonly path: string;
  readonly text: string;
}

/** A rule with the at-rules and rules it stands in, outermost first. An at-rule with declarations is a rule too. */
export interface SheetRule {
  readonly selector: string;
  readonly context: readonly string[];
  readonly body: string;
}

/** The sheets in a file: a `.css` file is one, an `.astro` file has one for each `<style>`. */
export function sheetsOf(path: string, source: string): Sheet[] {
  const texts = path.endsWith('.css')
    ? [source]
    : [...source.matchAll(/^<style[^>]*>\n([\s\S]*?)^<\/style>/gm)].map(([, text = '']) => text);
  return texts.map((text) => ({ path, text: text.replace(/\/\*[\s\S]*?\*\//g, '') }));
}

/** The rules of a sheet without comments. What only groups others (`@layer`, `@media`, …) is in their context. */
export function rulesOf(text: string, context: readonly string[] = []): SheetRule[] {
  const rules: SheetRule[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ';') start = at + 1;
    if (text[at] !== '{') continue;
    const head = text.slice(start, at).trim().replace(/\s+/g, ' ');
    const end = closing(text, at);
    const body = text.slice(at + 1, end);
    if (!/^@(?:layer|media|supports|container)\b/.test(head)) rules.push({ selector: head, context, body });
    // The steps of @keyframes are no rules of the cascade.
    if (!head.startsWith('@keyframes')) rules.push(...rulesOf(body, [...context, head]));
    at = end;
    start = end + 1;
  }
  return rules;
}

/** The declarations of a sheet, wherever they stand. */
export function declarationsOf(text: string): { property: string; value: string }[] {
  return [...text.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map(([, property = '', value = '']) => ({
    property,
    value: value.trim().replace(/\s+/g, ' '),
  }));
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}
