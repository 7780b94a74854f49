/** What a keyboard on the screen takes at least, in CSS pixels; what a browser's own bars take is less. */
const least = 120;

/**
 * Keeps what is typed in view while a keyboard lies over the page: browsers do not shrink the page for it. `data-keyboard`
 * on the root says so; `--seen` is the height that is left, and `--seen-top` how far it is from the top of the page's
 * window. The style sheet gives the editor that room, below the goal.
 */
export function keepRoomForKeyboard(frame: HTMLElement, signal: AbortSignal): void {
  const seen = globalThis.visualViewport;
  if (seen === null) return;
  const root = document.documentElement;
  const follow = (): void => {
    const isTyping = frame.contains(document.activeElement);
    // Who zooms in sees less, too, and has no keyboard.
    const isOpen = isTyping && seen.scale < 1.1 && innerHeight - seen.height > least;
    const began = isOpen && !root.hasAttribute('data-keyboard');
    root.toggleAttribute('data-keyboard', isOpen);
    root.style.setProperty('--seen', `${Math.round(seen.height)}px`);
    root.style.setProperty('--seen-top', `${Math.round(seen.offsetTop)}px`);
    if (began) frame.scrollIntoView({ block: 'start', behavior: 'instant' });
  };
  for (const type of ['resize', 'scroll']) seen.addEventListener(type, follow, { signal });
  for (const type of ['focusin', 'focusout']) frame.addEventListener(type, () => setTimeout(follow), { signal });
}
