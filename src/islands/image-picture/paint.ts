import type { Shape } from './shape.ts';

/**
 * Makes the children of an element what the shapes say. What is there already is changed in place and only where it
 * differs from what was painted before, so that focus, and what a script has set since, stay.
 * @param before what was painted last; undefined: what is there is not ours and goes.
 */
export function paint(
  parent: globalThis.Element,
  shapes: readonly Shape[],
  before: readonly Shape[] | undefined,
): void {
  if (before === undefined) {
    parent.replaceChildren(...shapes.map(nodeOf));
    return;
  }
  shapes.forEach((shape, i) => {
    const old = before[i];
    const node = parent.childNodes[i];
    if (old === shape) return;
    if (old === undefined || node === undefined) parent.append(nodeOf(shape));
    else if (typeof shape === 'string' || typeof old === 'string' || shape.tag !== old.tag) {
      if (shape !== old) node.replaceWith(nodeOf(shape));
    } else if (node instanceof Element) {
      for (const [name, value] of Object.entries(shape.attributes)) {
        if (old.attributes[name] !== value) node.setAttribute(name, value);
      }
      for (const name of Object.keys(old.attributes)) {
        if (shape.attributes[name] === undefined) node.removeAttribute(name);
      }
      paint(node, shape.children, old.children);
    }
  });
  for (let extra = before.length; extra > shapes.length; extra--) parent.lastChild?.remove();
}

function nodeOf(shape: Shape): Node {
  if (typeof shape === 'string') return document.createTextNode(shape);
  const node = document.createElement(shape.tag);
  for (const [name, value] of Object.entries(shape.attributes)) node.setAttribute(name, value);
  node.append(...shape.children.map(nodeOf));
  return node;
}
