import type { TextPair } from './text-diff.ts';

/**
 * A comparison whose code loads when it is first wanted, which is after the page. Until then, and without the network, the
 * later text stands in its place.
 */
export function lateDiff(pair: TextPair): HTMLElement {
  const place = document.createElement('pre');
  place.className = 'wb-text-diff';
  place.textContent = pair.after;
  import('./text-diff.ts').then(
    ({ textDiff }) => place.replaceWith(textDiff(pair)),
    () => undefined,
  );
  return place;
}
