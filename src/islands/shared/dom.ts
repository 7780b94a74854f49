/**
 * The element of the workbench that plays a part: `data-part="status"`.
 * @throws Error when it is missing or of another kind, which is a fault of the markup around it.
 */
export function part<T extends Element>(root: ParentNode, name: string, type: abstract new () => T): T {
  const element = root.querySelector(`[data-part="${name}"]`);
  if (element instanceof type) return element;
  throw new Error(`The workbench has no part "${name}" that is a ${type.name}.`);
}

/** A data attribute that must be there. @throws Error when it is not, which is a fault of the markup around it. */
export function data(element: HTMLElement, name: string): string {
  const value = element.dataset[name];
  if (value === undefined) throw new Error(`<${element.localName}> lacks data-${name}.`);
  return value;
}

/** Changes the text of an element; leaves it alone when it reads so already, which saves a layout. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A new element with a class and a text. */
export function madeElement(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
