import { onIntentOrIdle } from '../islands/shared/intent.ts';
import { withinLimit } from '../islands/shared/time-limit.ts';
import type { AskForm } from './asks.ts';

/** The elements of the small exercises: each file defines one. */
const elements: Readonly<Record<AskForm, () => Promise<unknown>>> = {
  order: () => import('./order/element.ts'),
  predict: () => import('./predict/element.ts'),
  choose: () => import('./choose/element.ts'),
  review: () => import('./review/element.ts'),
};

/**
 * Loads what brings a small exercise to life when somebody reaches for it. A button that was pressed before it came is
 * pressed again then. Where it does not come, the exercise reads as it does without JavaScript.
 */
function follow(ask: HTMLElement): void {
  const stop = new AbortController();
  let loading: Promise<unknown> | undefined;
  let pressed: HTMLButtonElement | undefined;
  const load = (): void => {
    loading ??= withinLimit(elements[ask.dataset['ask'] as AskForm]()).then(
      () => {
        stop.abort();
        pressed?.click();
      },
      (error: unknown) => {
        stop.abort();
        console.error('Belay: a small exercise could not be loaded.', error);
        ask.toggleAttribute('data-plain', true);
      },
    );
  };
  const press = ({ target }: Event): void => {
    pressed = (target instanceof Element ? target.closest('button') : null) ?? pressed;
    load();
  };
  ask.addEventListener('click', press, { signal: stop.signal });
  onIntentOrIdle(ask, load, stop.signal);
}

for (const ask of document.querySelectorAll<HTMLElement>('[data-ask]')) follow(ask);
