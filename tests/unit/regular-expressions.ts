import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A regular expression of the source, and everywhere it stands. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly places: string[];
}

/** Every literal in code below a folder, each text once, and every call of `RegExp`, as `<path>: <its first argument>`. */
export interface Expressions {
  readonly literals: readonly Expression[];
  readonly made: readonly string[];
}

/** @param root absolute; places are relative to it. Tests are left out. */
export function regularExpressions(root: string, folder: string): Expressions {
  const literals = new Map<string, Expression>();
  const made: string[] = [];
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(?:ts|js|mjs|astro|mdx)$/.test(name) || /\.(?:test|d)\.ts$/.test(name)) continue;
    const path = `${folder}/${name}`;
    for (const code of codeIn(name, readFileSync(join(root, path), 'utf8'))) {
      const file = ts.createSourceFile('code.tsx', code, ts.ScriptTarget.Latest, true, kindOf(name));
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf('/');
          const expression = { source: node.text.slice(1, end), flags: node.text.slice(end + 1), places: [] };
          const known = literals.get(node.text) ?? expression;
          known.places.push(path);
          literals.set(node.text, known);
        } else if (
          (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
          ts.isIdentifier(node.expression) &&
          node.expression.text === 'RegExp'
        ) {
          made.push(`${path}: ${node.arguments?.[0]?.getText(file).replace(/\s+/g, ' ').slice(0, 60) ?? ''}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
  }
  return { literals: [...literals.values()], made };
}

function kindOf(name: string): ts.ScriptKind {
  return /\.(?:astro|mdx)$/.test(name) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
}

/** Astro's front matter and scripts are code, and what is left is near enough to JSX to find expressions in it. */
function codeIn(name: string, text: string): string[] {
  if (!/\.(?:astro|mdx)$/.test(name)) return [text];
  const [, front = '', body = text] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
  const scripts = [...body.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script = '']) => script);
  const markup = body.replace(/<(script|style)\b[^]*?<\/\1>/g, '');
  return [name.endsWith('.astro') ? front : '', ...scripts, `<>${markup}</>`];
}
