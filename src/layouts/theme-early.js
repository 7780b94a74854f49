/* global document, localStorage */
/*
 * Runs before the first paint, so that neither theme nor layout jumps. A plain file of its own because the
 * Content-Security-Policy allows no inline script. The key is that of `theme` in src/lessons/learner/local-store.ts.
 */
(() => {
  const root = document.documentElement;
  root.dataset.js = '';
  try {
    const theme = JSON.parse(localStorage.getItem('belay:1:theme') ?? 'null');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // Forbidden, or written by someone else: the system decides.
  }
})();
