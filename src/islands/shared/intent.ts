/** Why something is loaded: the learner reached for it, or nothing else was to do and it is in view. */
type LoadReason = 'intent' | 'idle';

/**
 * Calls `load` when the learner reaches for `target` (pointer, touch, focus, key), or once it is in view and the
 * browser idle. It may call more than once: an intent after the idle load counts too. Ends with `signal`.
 */
export function onIntentOrIdle(target: HTMLElement, load: (reason: LoadReason) => void, signal: AbortSignal): void {
  for (const type of ['pointerenter', 'pointerdown', 'focusin', 'keydown']) {
    target.addEventListener(type, () => load('intent'), { signal, once: true, passive: true });
  }
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    whenIdle(() => {
      if (!signal.aborted) load('idle');
    });
  });
  observer.observe(target);
  signal.addEventListener('abort', () => observer.disconnect());
}

/** Safari has no idle callbacks: there a moment must do. A busy machine may have no idle moment: two seconds are enough to wait. */
function whenIdle(action: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(action, { timeout: 2_000 });
  else setTimeout(action, 300);
}
