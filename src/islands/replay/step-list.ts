import { part } from '../shared/dom.ts';

/** In a narrow panel a button lays the list of steps over the terminal; choosing one, or Escape, takes it away again. */
export function stepListButton(root: HTMLElement, signal: AbortSignal): void {
  const button = part(root, 'show-steps', HTMLButtonElement);
  const stage = part(root, 'stage', HTMLElement);
  const list = part(root, 'chapters', HTMLElement);
  const open = (isOpen: boolean): void => {
    stage.toggleAttribute('data-steps-open', isOpen);
    button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) list.querySelector<HTMLElement>('[aria-current], button')?.focus();
  };
  const close = (): void => {
    if (!stage.hasAttribute('data-steps-open')) return;
    const hadFocus = list.contains(document.activeElement);
    open(false);
    if (hadFocus) button.focus();
  };
  button.addEventListener('click', () => open(!stage.hasAttribute('data-steps-open')), { signal });
  list.addEventListener('click', close, { signal });
  stage.addEventListener('keydown', (event) => event.key === 'Escape' && close(), { signal });
}
