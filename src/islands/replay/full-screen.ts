import { part } from '../shared/dom.ts';

/** The button that fills the screen with the player, where the browser can do that; phones often cannot. */
export function fullScreenButton(root: HTMLElement, signal: AbortSignal): void {
  const button = part(root, 'enlarge', HTMLButtonElement);
  const stage = part(root, 'stage', HTMLElement);
  button.hidden = !document.fullscreenEnabled;
  const toggle = async (): Promise<void> => {
    await (document.fullscreenElement === stage ? document.exitFullscreen() : stage.requestFullscreen());
  };
  button.addEventListener('click', () => void toggle().catch(() => (button.hidden = true)), { signal });
  document.addEventListener(
    'fullscreenchange',
    () => button.setAttribute('aria-pressed', String(document.fullscreenElement === stage)),
    { signal },
  );
}
