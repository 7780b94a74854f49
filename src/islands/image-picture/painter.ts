import * as texts from '../../i18n/en/picture.ts';
import { type Picture, pictureParts } from '../../lessons/picture/picture.ts';
import { draw } from './draw.ts';
import { paint } from './paint.ts';
import { h, type Shape } from './shape.ts';

/** Draws into an element, over and over. */
export class Painter {
  readonly #into: HTMLElement;
  #before: { readonly view: string; readonly shapes: readonly Shape[] } | undefined;

  constructor(into: HTMLElement) {
    this.#into = into;
  }

  /** @param of name of the part that is drawn; the first one for a name that there is not. */
  paint(picture: Picture | undefined, of: string | null): void {
    const view = pictureParts.find((name) => name === of) ?? pictureParts[0];
    const shapes = picture === undefined ? [h('p', { class: 'ip-note' }, texts.notYet)] : draw(picture, view);
    // Another part is no other state of the same things.
    paint(this.#into, shapes, this.#before?.view === view ? this.#before.shapes : undefined);
    this.#before = { view, shapes };
  }
}
