import { showMessage } from '../shared/show-message.ts';
import { part } from '../shared/dom.ts';

/**
 * Shows a message in place of the terminal; undefined takes it away.
 * @param retry whether trying again may help.
 */
export function showFailure(panel: HTMLElement, text: string | undefined, retry = true): void {
  part(panel, 'message', HTMLElement).hidden = text === undefined;
  showMessage(part(panel, 'message-text', HTMLElement), text ?? '');
  part(panel, 'retry', HTMLElement).hidden = !retry;
  part(panel, 'controls', HTMLElement).toggleAttribute('inert', text !== undefined);
  part(panel, 'chapters', HTMLElement).toggleAttribute('inert', text !== undefined);
}
