/* global document, addEventListener, localStorage */
/*
 * Runs before the first paint, so that neither theme nor layout jumps. A plain file of its own because the
 * Content-Security-Policy allows no inline script. The key is that of `theme` in src/lessons/learner/local-store.ts.
 *
 * It also watches over the scripts that come after it: `data-stalled` says that one of them did not load, or that the
 * page is not alive after 10 seconds. What then shows is in the pages already (`.wb-stalled`).
 */
(() => {
  const root = document.documentElement;
  root.dataset.js = '';
  const stalled = () => (root.dataset.stalled = '');
  // A script that fails says so on its element, and that event does not bubble.
  addEventListener('error', ({ target }) => target.nodeName === 'SCRIPT' && stalled(), true);
  setTimeout(() => {
    if (document.querySelector(':is(lesson-workbench, lesson-page):not([data-ready])')) stalled();
  }, 10_000);
  try {
    const theme = JSON.parse(localStorage.getItem('belay:1:theme') ?? 'null');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // Forbidden, or written by someone else: the system decides.
  }
})();
