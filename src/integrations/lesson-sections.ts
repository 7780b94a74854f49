import type { Element, Root, RootContent } from 'hast';

/** The small part of Sätteri's plugin context that is used here. */
interface Context {
  readonly sourceFormat: string;
  replaceNode(node: Readonly<Root>, replacement: Root): void;
  textContent(node: Readonly<RootContent>): string;
}

/** Sections that a component lays out, by their heading. */
const components: ReadonlyMap<string, string> = new Map([
  ['solution', 'Solution'],
  ['in review', 'InReview'],
]);

/**
 * Puts every `##` heading of a lesson together with what follows into a `<section>`, so that the page can lay it
 * out and link to it. "Solution" and "In review" become components of the same name, which fold the one and add
 * the link to the other.
 */
export function lessonSections() {
  return {
    name: 'belay:lesson-sections',
    after(root: Readonly<Root>, context: Context): void {
      if (context.sourceFormat !== 'mdx') return;
      const children: RootContent[] = [];
      let open: RootContent[] | undefined;
      for (const node of root.children) {
        if (isHeading(node)) {
          const name = context.textContent(node).trim();
          open = [node];
          children.push(section(name, open));
        } else if (isFootnotes(node)) {
          open = undefined;
          children.push(node);
        } else {
          (open ?? children).push(node);
        }
      }
      context.replaceNode(root, { type: 'root', children });
    },
  };
}

function isHeading(node: RootContent): node is Element {
  return node.type === 'element' && node.tagName === 'h2';
}

function isFootnotes(node: RootContent): boolean {
  return node.type === 'element' && node.tagName === 'section' && 'dataFootnotes' in node.properties;
}

function section(name: string, children: RootContent[]): RootContent {
  const component = components.get(name.toLowerCase());
  if (component !== undefined) {
    return { type: 'mdxJsxFlowElement', name: component, attributes: [], children } as unknown as RootContent;
  }
  const dataSection = name.toLowerCase().replaceAll(' ', '-');
  return {
    type: 'element',
    tagName: 'section',
    properties: { dataSection },
    children: children as Element['children'],
  };
}
