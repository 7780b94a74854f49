import { parse } from '@astrojs/compiler-rs';

/** Words that stand in a file and are shown, though texts of the interface stand in `src/i18n`. */

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Attributes that people read or hear, and properties of components that become such. */
const shownAttributes =
  /^(?:aria-(?:label|description|valuetext|roledescription)|title|placeholder|alt|label|caption|description|summary|text)$/;
/** Functions that show or say what they are given. */
const showing = /^(?:say|announce|now|later|setText|showFailure|showMessage|showText|madeElement)$/;
const spoken = /[\p{L}]{2,}/u;
/** Two words in a row: a sentence, or part of one. */
const sentence = /(?:^|[^\w./-])[A-Za-z’]{2,}[,:;.]? [a-z’]{2,}/;

/**
 * What of a file is shown and written there.
 * @param name decides how it is read: `.astro`, else TypeScript.
 */
export function shownWords(name: string, text: string): string[] {
  const found: string[] = [];
  const { ast } = parse(name.endsWith('.astro') ? text : `---\n${text}\n---\n`) as unknown as { readonly ast: Node };
  walk(ast, [], (node, above) => {
    const words = wordsOf(node);
    if (words !== undefined && isShown(node, words, above)) found.push(words.trim().replace(/\s+/g, ' '));
  });
  return found;
}

function wordsOf(node: Node): string | undefined {
  if (node.type === 'JSXText') return node['value'] as string;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node['quasis'] as { readonly value: { readonly cooked: string } }[])
    .map(({ value }) => value.cooked)
    .join('…');
}

/** @param above the nodes that it stands in, the nearest first. */
function isShown(node: Node, words: string, above: readonly Node[]): boolean {
  if (!spoken.test(words) || above.some(isNotShown)) return false;
  if (node.type === 'JSXText') return true;
  const attribute = above.find(({ type }) => type === 'JSXAttribute');
  if (attribute !== undefined) return shownAttributes.test(nameOf(attribute['name']));
  const shows = above.some(
    (each) =>
      (each.type === 'CallExpression' && showing.test(nameOf(each['callee']))) ||
      (each.type === 'AssignmentExpression' && /^(?:textContent|title|ariaLabel)$/.test(nameOf(each['left']))),
  );
  return sentence.test(words) || (shows && /^\p{Lu}/u.test(words));
}

/** Imports, types, keys and cases; what our own faults say; what only the page's machinery reads. */
function isNotShown(node: Node): boolean {
  if (/^(?:Import|Export(?:All|Named)Declaration$|TS(?:Literal|Union)|SwitchCase|ThrowStatement)/.test(node.type)) {
    return node.type !== 'ExportNamedDeclaration' || Boolean(node['source']);
  }
  if (node.type === 'NewExpression')
    return /Error$|^(?:TooSlow|WorkerLost|CheckerUnavailable|TextRefused)$/.test(nameOf(node['callee']));
  if (node.type === 'CallExpression')
    return /^(?:error|warn|super|querySelector|querySelectorAll|closest|mistake|matchMedia)$/.test(
      nameOf(node['callee']),
    );
  return node.type === 'JSXElement' && /^(?:style|script)$/.test(nameOf((node['openingElement'] as Node)['name']));
}

/** `say` of `this.#say`, `aria-label` of an attribute. */
function nameOf(value: unknown): string {
  const node = value as Node;
  if (node.type === 'Super') return 'super';
  if (node.type === 'MemberExpression') return nameOf(node['property']);
  return typeof node['name'] === 'string' ? node['name'] : '';
}

function walk(node: Node, above: readonly Node[], visit: (node: Node, above: readonly Node[]) => void): void {
  visit(node, above);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child) walk(child as Node, [node, ...above], visit);
    }
  }
}
