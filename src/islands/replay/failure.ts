import { showMessage } from '../shared/show-message.ts';
import { part } from '../shared/dom.ts';

/** What the message in place of the terminal offers to do. */
interface Offer {
  /** Trying again may help. */
  readonly retry?: boolean;
  /** Words of the button that shows the nearest recording all the same. */
  readonly nearest?: string | undefined;
}

/** Shows a message in place of the terminal; undefined takes it away. */
export function showFailure(panel: HTMLElement, text: string | undefined, { retry = true, nearest }: Offer = {}): void {
  part(panel, 'message', HTMLElement).hidden = text === undefined;
  showMessage(part(panel, 'message-text', HTMLElement), text ?? '');
  part(panel, 'retry', HTMLElement).hidden = !retry;
  const button = part(panel, 'nearest', HTMLElement);
  button.hidden = nearest === undefined;
  button.textContent = nearest ?? '';
  for (const name of ['controls', 'chapters', 'tools', 'frame']) {
    part(panel, name, HTMLElement).toggleAttribute('inert', text !== undefined);
  }
}
