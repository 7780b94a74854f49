/** What is drawn: elements as plain data, which the build writes as HTML and the browser makes nodes of. */
export type Shape = Element | string;

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Shape[];
}

type Child = Shape | undefined | false;

/** An element. Attributes and children that are undefined or false are left out. */
export function h(
  tag: string,
  attributes: Readonly<Record<string, string | undefined | false>> = {},
  ...children: readonly (Child | readonly Child[])[]
): Element {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) given[name] = value;
  }
  return { tag, attributes: given, children: children.flat().filter(isShape) };
}

function isShape(child: Child): child is Shape {
  return child !== undefined && child !== false && child !== '';
}

/** What stands for the words of a tool in a sentence, until they are put there: they may hold backquotes themselves. */
export const SAID = '\u0001';

/** A text whose `code` in backquotes is set as such. @param said what a tool says, in place of `SAID`. */
export function words(text: string, said = ''): Shape[] {
  return text
    .split('`')
    .map((part, i) =>
      i % 2 === 1
        ? h(
            'code',
            {},
            part.replace(SAID, () => said),
          )
        : part,
    )
    .filter((part) => part !== '');
}

/** As HTML. Nothing that a Dockerfile says is markup. */
export function toHtml(shape: Shape): string {
  if (typeof shape === 'string') return escaped(shape);
  const { tag, attributes, children } = shape;
  const given = Object.entries(attributes).map(([name, value]) =>
    value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`,
  );
  return `<${tag}${given.join('')}>${children.map(toHtml).join('')}</${tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
